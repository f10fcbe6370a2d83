import { type NoticeCard, noticeCardSchema } from '../../notices/notice-card.ts';
import type { Sender } from '../../outbox/sender.ts';
import { postNotice } from './post-notice.ts';

/** The card is not understood, or the address leads nowhere (any more): nothing that waiting mends. */
const DEAD_STATUSES = [400, 401, 403, 404, 410];
const TIMEOUT_MS = 10_000;

/** Posts a card to the address of a channel, which is its credential. */
export function createCardSender(
  { url, timeoutMs = TIMEOUT_MS }: { readonly url: string; readonly timeoutMs?: number },
  render: (card: NoticeCard) => unknown,
): Sender {
  return async ({ payload }) => {
    const card = noticeCardSchema.safeParse(payload);
    if (!card.success) return { kind: 'dead', error: 'the payload is no card' };
    const body = JSON.stringify(render(card.data));
    return postNotice({ url, headers: {}, body }, { timeoutMs, deadStatuses: DEAD_STATUSES });
  };
}
