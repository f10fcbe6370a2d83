import type { SendReason } from '../../domain/send-error.ts';
import type { VendorOutcome } from '../messenger/channel.ts';
import { WHATSAPP_POLICY } from './policy.ts';
import { graphErrorSchema, sentSchema } from './whatsapp-schema.ts';

/**
 * What an answer of the Graph API means for a message, by its error code and not by its status
 * (https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes).
 */
export function outcomeOf(status: number, json: unknown, retryAfterSeconds?: number): VendorOutcome {
  const sent = sentSchema.safeParse(json);
  if (status >= 200 && status < 300)
    return sent.success
      ? { kind: 'sent', vendorMessage: sent.data.messages[0]?.id ?? null }
      : { kind: 'retry', code: 'unreadable', error: `an answer of another form (HTTP ${status})` };
  const refusal = graphErrorSchema.safeParse(json);
  if (!refusal.success) return withoutCode(status, retryAfterSeconds);
  return byCode(refusal.data.error.code, retryAfterSeconds);
}

function withoutCode(status: number, afterSeconds: number | undefined): VendorOutcome {
  const code = `http-${status}`;
  const isForGood = status >= 400 && status < 500 && ![401, 403, 408, 425, 429].includes(status);
  if (isForGood) return { kind: 'dead', code, error: 'refused without a reason', isAlert: true };
  const error = 'no answer that can be read';
  const isAlert = status === 401 || status === 403;
  return { kind: 'retry', code, error, isAlert, ...(afterSeconds === undefined ? {} : { afterSeconds }) };
}

function byCode(number: number, afterSeconds: number | undefined): VendorOutcome {
  const code = String(number);
  const later = (error: SendReason, seconds = afterSeconds): VendorOutcome => ({
    kind: 'retry',
    code,
    error,
    ...(seconds === undefined ? {} : { afterSeconds: seconds }),
  });
  const never = (error: SendReason, isAlert = false): VendorOutcome => ({ kind: 'dead', code, error, isAlert });
  switch (number) {
    case 0:
    case 190:
      // The message is as good as ever once the operator has put in a new token.
      return { kind: 'retry', code, error: 'the access token is not accepted', afterSeconds: 60, isAlert: true };
    case 4:
    case 80007:
    case 130429:
      return later('too many messages of this account');
    case 131056:
      return later('too many messages to this person', Math.max(afterSeconds ?? 0, WHATSAPP_POLICY.pairWaitSeconds));
    case 1:
    case 2:
    case 131000:
    case 131016:
      return later('the service has trouble');
    case 131047:
      return { kind: 'window-closed', code, error: 'more than 24 hours since the person wrote' };
    case 131026:
      return never('undeliverable to this person');
    case 131048:
    case 131049:
      return never('held back by a spam or marketing limit', number === 131048);
    case 368:
    case 131031:
      return never('the account is blocked', true);
    case 132000:
    case 132001:
    case 132012:
    case 132015:
      return never('the template does not exist, is paused, or has other gaps', true);
    default:
      // 100, 131008, 131009, 131051 and the like: our message is wrong, and will be.
      return never('the message is not accepted', true);
  }
}
