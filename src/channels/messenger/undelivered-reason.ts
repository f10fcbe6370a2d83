import type { Undelivered } from './messenger-parts.ts';

/** Why a message did not arrive, as officers are told in their own language (`undeliveredReasons` of the console's texts). */
export const UNDELIVERED_REASONS = [
  'undelivered-window',
  'undelivered-quota',
  'undelivered-elsewhere',
  'undelivered-passive',
  'undelivered-blocked',
  'undelivered-not-following',
  'undelivered-not-taken',
  'undelivered-limited',
  'undelivered-not-allowed',
  'undelivered-refused',
] as const;
export type UndeliveredReason = (typeof UNDELIVERED_REASONS)[number];

/** By the vendors' codes (error tables of the channels); what is not here follows from `why`. */
const BY_CODE: Readonly<Record<string, UndeliveredReason>> = {
  // Our own, known without asking.
  window: 'undelivered-window',
  quota: 'undelivered-quota',
  passive: 'undelivered-passive',
  blocked: 'undelivered-blocked',
  // WhatsApp
  131047: 'undelivered-window',
  131026: 'undelivered-not-taken',
  131048: 'undelivered-limited',
  131049: 'undelivered-limited',
  130472: 'undelivered-limited',
  368: 'undelivered-not-allowed',
  131031: 'undelivered-not-allowed',
  // WeChat
  43004: 'undelivered-not-following',
  40003: 'undelivered-not-following',
  45015: 'undelivered-window',
  45047: 'undelivered-quota',
  48001: 'undelivered-not-allowed',
  48002: 'undelivered-not-taken',
  // WeCom
  95001: 'undelivered-quota',
  95002: 'undelivered-window',
  95013: 'undelivered-window',
  95018: 'undelivered-elsewhere',
  // Azure Bot Service
  ConversationBlockedByUser: 'undelivered-blocked',
  MessageWritesBlocked: 'undelivered-blocked',
  'User blocked': 'undelivered-blocked',
  BotNotInConversationRoster: 'undelivered-blocked',
};

const BY_KIND: Readonly<Record<Undelivered['why'], UndeliveredReason>> = {
  'window-closed': 'undelivered-window',
  returned: 'undelivered-not-taken',
  refused: 'undelivered-refused',
  blocked: 'undelivered-blocked',
};

export function undeliveredReason({ why, code }: Pick<Undelivered, 'why' | 'code'>): UndeliveredReason {
  return (why === 'blocked' ? undefined : BY_CODE[code]) ?? BY_KIND[why];
}
