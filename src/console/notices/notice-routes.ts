import { z } from 'zod';
import { OUTBOX_KINDS } from '../../domain/outbox.ts';
import type { NoticeList } from '../api.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { answerWith, refuse } from '../refuse.ts';
import type { NoticeParts } from './notice-parts.ts';
import { noticeRow } from './notice-row.ts';

const nothing = z.object({});
const ADMINS = ['admin'] as const;
/** Rows of the page; the counts say what lies beyond. */
const SHOWN = 200;

/** The admins' page of what could not be sent, and how it is sent again. */
export function noticeRoutes({ guard, queue, tickets, clock, note }: NoticeParts): readonly ConsoleRoute[] {
  async function list(): Promise<NoticeList> {
    const [entries, counts] = await Promise.all([queue.troubled(SHOWN), queue.countTroubled()]);
    return { ...counts, rows: await Promise.all(entries.map((entry) => noticeRow(entry, tickets))) };
  }

  return [
    guard.only(ADMINS, {
      method: 'get',
      path: '/notices',
      input: nothing,
      handle: async () => answerWith(await list()),
    }),
    guard.only(ADMINS, {
      method: 'get',
      path: '/notices/count',
      input: nothing,
      handle: async () => answerWith(await queue.countTroubled()),
    }),
    guard.only(ADMINS, {
      method: 'post',
      path: '/notices/replay',
      input: z.strictObject({ id: z.string().min(1).max(400) }),
      async handle({ who, input: { id } }) {
        if (!(await queue.replay(id, clock()))) return refuse(409, 'NotDead', 'console.noticeNotDead');
        await note('notices-replayed', who.account, { name: '' }, id);
        queue.nudge();
        return answerWith(await list());
      },
    }),
    guard.only(ADMINS, {
      method: 'post',
      path: '/notices/replay-all',
      input: z.strictObject({ kind: z.enum(OUTBOX_KINDS) }),
      async handle({ who, input: { kind } }) {
        const replayed = await queue.replayAll(kind, clock());
        if (replayed > 0) {
          await note('notices-replayed', who.account, { name: '' }, `${kind}: ${replayed}`);
          queue.nudge();
        }
        return answerWith(await list());
      },
    }),
  ];
}
