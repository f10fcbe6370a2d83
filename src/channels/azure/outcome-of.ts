import type { BotSent } from '../bot-framework/bot-service.ts';
import type { VendorOutcome } from '../messenger/channel.ts';
import { AZURE_POLICY } from './policy.ts';

/**
 * What an answer of Bot Service means for a message, by its code where it has one and else by its status
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages and
 * …/build-conversational-capability, «Status codes from bot conversational APIs»).
 */
export function outcomeOf(sent: BotSent): VendorOutcome {
  switch (sent.kind) {
    case 'sent':
      return { kind: 'sent', vendorMessage: sent.id };
    case 'unreachable':
      return { kind: 'retry', code: sent.code, error: 'no answer' };
    case 'no-token':
      // The message is as good as ever once the operator has put in a new secret.
      return {
        kind: 'retry',
        code: sent.code,
        error: 'no token is given to the bot',
        afterSeconds: AZURE_POLICY.tokenRetrySeconds,
        isAlert: true,
      };
    case 'refused':
      return refused(sent);
  }
}

function refused({ status, code, retryAfterSeconds }: Extract<BotSent, { kind: 'refused' }>): VendorOutcome {
  const name = code ?? `http-${status}`;
  const later = retryAfterSeconds === null ? {} : { afterSeconds: retryAfterSeconds };
  if (OF_THE_PERSON.has(name))
    return { kind: 'dead', code: name, error: 'the person cannot be reached', isAlert: false };
  if (status === 401)
    return {
      kind: 'retry',
      code: name,
      error: 'a fresh token is not accepted',
      afterSeconds: AZURE_POLICY.tokenRetrySeconds,
      isAlert: true,
    };
  if (MAY_PASS.has(status) || status >= 500)
    return { kind: 'retry', code: name, error: `the service has trouble (HTTP ${status})`, ...later };
  if (status === 404) return { kind: 'dead', code: name, error: 'the conversation is gone', isAlert: false };
  // Our message is wrong, or the bot may not speak there, and will not.
  return { kind: 'dead', code: name, error: `the message is not accepted (HTTP ${status})`, isAlert: true };
}

const MAY_PASS: ReadonlySet<number> = new Set([408, 412, 425, 429]);
const OF_THE_PERSON: ReadonlySet<string> = new Set([
  'ConversationBlockedByUser',
  'BotNotInConversationRoster',
  'ConversationNotFound',
  'MessageWritesBlocked',
  'User blocked',
]);
