import { createHmac } from 'node:crypto';
import { makeCaseCode } from '../../domain/case-number.ts';

/** What is derived from the secret, so that a turn that runs again names the same case and says the same code. */
export interface CaseCodes {
  readonly makeCaseCode: (ticket: string) => string;
  readonly ticketIdFor: (conversation: string, message: string) => string;
}

export function caseCodes(secret: Uint8Array): CaseCodes {
  return {
    makeCaseCode: (ticket) => makeCaseCode(numbersFrom(secret, ticket)),
    // As long as a UUID, and as hard to guess.
    ticketIdFor: (conversation, message) =>
      createHmac('sha256', secret)
        .update(JSON.stringify(['ticket', conversation, message]))
        .digest('base64url')
        .slice(0, 22),
  };
}

/** Numbers that only we can make, and always make alike for one ticket. */
function numbersFrom(secret: Uint8Array, ticket: string): (limit: number) => number {
  let count = 0;
  return (limit) => {
    const digest = createHmac('sha256', secret).update(`case code ${ticket} ${count++}`).digest();
    // 48 bits against a limit of two digits: no number is noticeably likelier than another.
    return digest.readUIntBE(0, 6) % limit;
  };
}
