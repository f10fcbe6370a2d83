import { SEND_REASONS, type SendReasonPattern } from '../../../domain/send-error.ts';

/** What is kept is English: nothing is said in other words. */
const reasons = Object.fromEntries(SEND_REASONS.map((reason) => [reason, reason])) as Record<SendReasonPattern, string>;

export const sendErrorsEn = {
  reasons,
  withCode: (code: string, reason: string) => `${code}: ${reason}`,
  windowClosed: (code: string, reason: string) => `window closed (${code}): ${reason}`,
};

/** Has words for every reason of the list, or it does not compile. */
export type SendErrorTexts = typeof sendErrorsEn;
