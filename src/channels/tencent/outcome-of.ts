import type { SendReason } from '../../domain/send-error.ts';
import type { VendorOutcome } from '../messenger/channel.ts';
import type { ApiAnswer } from './call-api.ts';

/** What an errcode means for a message, in words for operators. */
export type ErrorMeaning =
  | { readonly kind: 'retry'; readonly error: SendReason; readonly afterSeconds?: number; readonly isAlert?: boolean }
  | { readonly kind: 'window-closed'; readonly error: SendReason }
  | { readonly kind: 'dead'; readonly error: SendReason; readonly isAlert: boolean };

export type ErrorTable = Readonly<Record<number, ErrorMeaning>>;

/**
 * By errcode, never by their errmsg, which may hold ids and changes. A code that is not in the table was a refusal all
 * the same: nothing was sent, so that trying again does no harm.
 */
export function outcomeOf(answer: ApiAnswer, table: ErrorTable, vendorMessage: string | null): VendorOutcome {
  if (answer.kind === 'unreachable') return { ...answer, kind: 'retry' };
  if (answer.errcode === 0) return { kind: 'sent', vendorMessage };
  const meaning = table[answer.errcode] ?? { kind: 'retry', error: 'refused for a reason that is not in our table' };
  return { code: String(answer.errcode), ...meaning };
}
