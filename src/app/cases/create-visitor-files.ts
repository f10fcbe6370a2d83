import type { Attachments, ReceiveFiles } from '../../domain/attachment.ts';
import type { Clock } from '../../domain/clock.ts';
import { VISITOR } from '../../domain/ticket.ts';
import type { Wording } from '../../domain/wording.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { TicketStore } from '../../handoff/ticket-store.ts';

/**
 * What visitors attach becomes part of their case: a line for the officer who owns the chat, else an event that everybody
 * sees who takes the case.
 */
export function createVisitorFiles(parts: {
  readonly attachments: Attachments;
  readonly tickets: Pick<TicketStore, 'findOpen' | 'events' | 'note'>;
  readonly handoff: Pick<Handoff, 'relay' | 'refresh'>;
  readonly wording: Wording;
  /** Blacks out what may not be stored. */
  readonly mask: (text: string) => string;
  readonly clock: Clock;
}): ReceiveFiles {
  const { attachments, tickets, handoff, wording, mask, clock } = parts;
  return async ({ conversation, message, files, caption = '', language }) => {
    const outcomes = [];
    for (const [index, { name, bytes }] of files.entries())
      outcomes.push(
        await attachments.attach(
          { name: name === null ? null : mask(name), bytes },
          { conversation, message, author: 'visitor', index },
        ),
      );
    const attached = outcomes.flatMap((outcome) => (outcome.kind === 'attached' ? [outcome.attachment] : []));
    const refused = [...new Set(outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.why] : [])))];
    const names = attached.map(({ name }) => wording('attachment.line', language, { name }));
    const line = names.join('\n');
    if (attached.length > 0) {
      const text = caption === '' ? line : `${line}\n${mask(caption)}`;
      const relayed = await handoff.relay({ id: message, conversation, text });
      if (relayed === 'not-owned') await noteOnCase(conversation, message);
    }
    return { attached, refused, line };
  };

  /** Once, however often the message is sent. */
  async function noteOnCase(conversation: string, message: string): Promise<void> {
    const ticket = await tickets.findOpen(conversation);
    if (ticket === undefined) return;
    const known = (await tickets.events(ticket.id)).some(
      ({ what, detail }) => what === 'attached' && detail['message'] === message,
    );
    if (known) return;
    const at = clock().toISOString();
    await tickets.note({ ticket: ticket.id, at, actor: VISITOR, what: 'attached', reason: '', detail: { message } });
    await handoff.refresh(conversation);
  }
}
