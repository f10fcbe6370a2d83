import { z } from 'zod';
import type { ReadingStore } from '../../console/cases/reading-store.ts';
import type { Language } from '../../domain/language.ts';
import type { OutboxEntry, StoredOutboxEntry } from '../../domain/outbox.ts';
import type { Ticket, TicketEvent } from '../../domain/ticket.ts';
import type { TicketStore } from '../../handoff/ticket-store.ts';
import { mailSchema } from '../../notices/mail.ts';
import { idPart } from '../../notices/mail-of.ts';
import { unseenMail } from '../../notices/unseen-mail.ts';
import type { SendOutcome } from '../../outbox/sender.ts';
import type { SendMail } from '../create-notify.ts';

/** Whoever is on the page has seen the reply by then. */
const UNSEEN_AFTER_MS = 5 * 60_000;

/** Payload of an outbox entry of kind «unseen»: nothing of what was said, and no address. */
const payloadSchema = z.object({ ticket: z.string(), at: z.string() });

export interface UnseenReplies {
  /** What a change of a case leaves to be looked at later; none when the visitor cannot be told by e-mail. */
  entriesOf(ticket: Ticket, event: Omit<TicketEvent, 'sequence'>): Promise<readonly OutboxEntry[]>;
  /** Of outbox entries of kind «unseen»: looks right then whether the visitor has been back. */
  send(entry: StoredOutboxEntry, sendMail: SendMail): Promise<SendOutcome>;
}

/**
 * Mails about replies that a visitor of the website has not seen. What they have seen is known from the database, so it
 * does not matter which process has their page open.
 */
export function createUnseenReplies(parts: {
  readonly tickets: Pick<TicketStore, 'find'>;
  readonly readings: Pick<ReadingStore, 'find'>;
  /** False: no mail server is configured. */
  readonly canMail: boolean;
  /** Whether visitors of this channel see replies on a page that they may have left. */
  readonly isPage: (channel: string) => boolean;
  readonly deskName: (desk: string, language: Language) => string;
  /** Where the visitor looks up the case. */
  readonly statusUrl: (ticket: Ticket) => string;
}): UnseenReplies {
  const { tickets, readings } = parts;
  const addressOf = ({ channel, isSpam, state, fields: { email } }: Ticket): string | null =>
    parts.isPage(channel) && !isSpam && state !== 'withdrawn' && typeof email === 'string' ? email : null;

  /** When the visitor was last there, as far as this case knows. */
  async function lastThere({ conversation, lastVisitorAt, openedAt }: Ticket): Promise<string> {
    const read = (await readings.find(conversation))?.at ?? '';
    return [openedAt, lastVisitorAt ?? '', read].toSorted().at(-1) ?? openedAt;
  }

  return {
    async entriesOf(ticket, { what, at }) {
      if (!parts.canMail || what !== 'officer-wrote' || addressOf(ticket) === null) return [];
      // The same until they come back: an id that is there already is left out, so there is one mail.
      const id = `${idPart(ticket.id)}-unseen-since-${idPart(await lastThere(ticket))}`;
      const dueAt = new Date(Date.parse(at) + UNSEEN_AFTER_MS).toISOString();
      const payload = { ticket: ticket.id, at } satisfies z.infer<typeof payloadSchema>;
      // A lane of its own: what waits for its time holds up no other mail.
      return [{ id, kind: 'unseen', lane: `unseen:${ticket.id}`, payload, dueAt }];
    },
    async send(entry, sendMail) {
      const { ticket: id, at } = payloadSchema.parse(entry.payload);
      const ticket = await tickets.find(id);
      const to = ticket === undefined ? null : addressOf(ticket);
      if (ticket === undefined || to === null || (await lastThere(ticket)) > at) return { kind: 'settled' };
      const desk = parts.deskName(ticket.desk, ticket.language);
      const mail = mailSchema.safeParse(unseenMail(ticket, { to, desk, statusUrl: parts.statusUrl(ticket) }));
      return mail.success ? sendMail(entry, mail.data) : { kind: 'dead', error: 'the visitor gave no address' };
    },
  };
}
