import { z } from 'zod';
import type { StoredOutboxEntry } from '../../domain/outbox.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { TicketStore } from '../../handoff/ticket-store.ts';
import type { NoticeRow } from '../api.ts';

/** Of the payloads, only what says which case it is and where it goes. */
const mail = z.object({ to: z.string(), thread: z.string() });
const message = z.object({ conversation: z.string() });

/**
 * An entry as the admins see it: neither its text nor a person's address. Of an e-mail only the domain is shown, which
 * tells whose mail server refuses.
 */
export async function noticeRow(
  entry: StoredOutboxEntry,
  tickets: Pick<TicketStore, 'find' | 'findLatest'>,
): Promise<NoticeRow> {
  const { id, kind, attempts, lastError, writtenAt, dueAt } = entry;
  const ticket = await caseOf(entry, tickets);
  return {
    id,
    kind,
    // What has arrived is not among the troubled.
    state: entry.state === 'dead' ? 'dead' : 'waiting',
    receiver: receiverOf(entry),
    case: ticket === undefined ? null : { id: ticket.id, number: ticket.number },
    attempts,
    lastError: lastError ?? '',
    writtenAt,
    nextAt: entry.state === 'dead' ? null : dueAt,
  };
}

function receiverOf({ kind, payload }: StoredOutboxEntry): string | null {
  const parsed = kind === 'email' ? mail.safeParse(payload) : undefined;
  return parsed?.data === undefined ? null : `…@${parsed.data.to.split('@').at(-1) ?? ''}`;
}

/** Messages name their conversation, mails their thread; lanes of the rest end in the case. */
async function caseOf(
  { kind, lane, payload }: StoredOutboxEntry,
  tickets: Pick<TicketStore, 'find' | 'findLatest'>,
): Promise<Ticket | undefined> {
  switch (kind) {
    case 'visitor':
    case 'messenger': {
      const parsed = message.safeParse(payload);
      return parsed.data && tickets.findLatest(parsed.data.conversation);
    }
    case 'email': {
      const parsed = mail.safeParse(payload);
      return parsed.data && tickets.find(parsed.data.thread);
    }
    // It belongs to no case.
    case 'follower':
      return undefined;
    case 'unseen':
    case 'webhook':
    case 'teams':
    case 'slack':
      return tickets.find(lane.slice(lane.indexOf(':') + 1));
  }
}
