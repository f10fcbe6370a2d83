import type { Attachment, AttachmentStore } from '../../src/domain/attachment.ts';
import { hasEnded } from '../../src/domain/ticket.ts';
import type { TicketStore } from '../../src/handoff/ticket-store.ts';

/** Files of cases in this process's memory. */
export function createMemoryAttachmentStore(tickets: Pick<TicketStore, 'find'>): AttachmentStore {
  const files = new Map<string, { readonly attachment: Attachment; readonly bytes: Buffer }>();
  const all = () => [...files.values()].map(({ attachment }) => attachment);
  const countOf = (ticket: string) => all().filter((one) => one.ticket === ticket).length;
  return {
    async add(attachment, bytes, perCase) {
      const ticket = await tickets.find(attachment.ticket);
      if (files.has(attachment.id)) return 'repeated';
      if (ticket === undefined || hasEnded(ticket.state)) return 'no-case';
      if (countOf(attachment.ticket) >= perCase) return 'too-many';
      files.set(attachment.id, { attachment, bytes: Buffer.from(bytes) });
      return 'added';
    },
    find: async (id) => files.get(id)?.attachment,
    bytes: async (id) => files.get(id)?.bytes ?? Buffer.alloc(0),
    list: async (conversation) =>
      all()
        .filter((one) => one.conversation === conversation)
        .toSorted((one, other) => (one.at + one.id < other.at + other.id ? -1 : 1)),
    count: async (ticket) => countOf(ticket),
    remove: async (id) => void files.delete(id),
  };
}
