import type { MessengerCases, Undelivered } from '../../channels/messenger/messenger-parts.ts';
import { undeliveredReason } from '../../channels/messenger/undelivered-reason.ts';
import type { Clock } from '../../domain/clock.ts';
import { isOwnedByOfficer, SYSTEM, type Ticket, VISITOR } from '../../domain/ticket.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { TicketStore } from '../../handoff/ticket-store.ts';
import { idPart } from '../../notices/mail-of.ts';
import { undeliveredMail } from '../../notices/undelivered-mail.ts';
import type { OutboxStore } from '../../outbox/outbox-store.ts';

/** What messaging apps need of cases: whose chat it is, lines and notes for the officer, and what did not arrive. */
export function createMessengerCases(parts: {
  readonly tickets: TicketStore;
  readonly outbox: OutboxStore;
  /** The conversation that is at a place of an app, or was there last. */
  readonly conversationAt: (place: string) => Promise<string>;
  /** null: questions only. */
  readonly handoff: Pick<Handoff, 'relay' | 'refresh'> | null;
  /** Blacks out what officers must not read, in words that come with a file. */
  readonly mask: (text: string) => string;
  /** null: no mail is sent. */
  readonly mail: { readonly publicUrl: () => string } | null;
  readonly clock: Clock;
}): MessengerCases {
  const { tickets, outbox, handoff, clock } = parts;
  return {
    async open(conversation) {
      const ticket = await tickets.findOpen(conversation);
      return ticket === undefined ? null : { ticket: ticket.id, isOwnedByOfficer: isOwnedByOfficer(ticket.state) };
    },
    relay: async (message) => handoff?.relay({ ...message, text: parts.mask(message.text) }),
    async note(ticket, id, text) {
      const at = clock().toISOString();
      const before = await tickets.find(ticket);
      const note = {
        id: `${ticket}.${id}`,
        ticket,
        at,
        author: before?.channel ?? '',
        text: parts.mask(text),
        mentions: [],
      };
      await tickets.addNote(note, { ticket, at, actor: VISITOR, what: 'noted', reason: '', detail: {} });
      if (before !== undefined) await handoff?.refresh(before.conversation);
    },
    async undelivered(message) {
      const ticket = await tickets.findLatest(await parts.conversationAt(message.conversation));
      if (ticket === undefined || ticket.state === 'withdrawn') return;
      const { why, code, entry } = message;
      const detail = { why, code, message: entry };
      const said = await tickets.events(ticket.id);
      // An entry that is replayed and refused again is the same message.
      if (said.some(({ what, detail: known }) => what === 'undelivered' && known['message'] === entry)) return;
      await tickets.note({
        ticket: ticket.id,
        at: clock().toISOString(),
        actor: SYSTEM,
        what: 'undelivered',
        reason: undeliveredReason(message),
        detail,
      });
      await handoff?.refresh(ticket.conversation);
      await mailVisitor(ticket, message);
    },
  };

  /** Only to an address that the visitor agreed to send: what was withheld is not in the ticket. */
  async function mailVisitor(ticket: Ticket, { entry, words }: Undelivered): Promise<void> {
    const to = ticket.fields['email'];
    if (parts.mail === null || words === '' || typeof to !== 'string') return;
    const { language, number, id } = ticket;
    const url = `${parts.mail.publicUrl()}/case?lang=${language}`;
    const mail = undeliveredMail({ number, words, to, language, url, thread: idPart(id) });
    if (mail === null) return;
    const dueAt = clock().toISOString();
    await outbox.add([{ id: `${idPart(entry)}-mail`, kind: 'email', lane: to, payload: mail, dueAt }]);
  }
}
