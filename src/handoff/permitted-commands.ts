import type { Actor, Ticket } from '../domain/ticket.ts';
import type { TicketCommand } from './handoff.ts';
import { transition } from './transition.ts';

type Kind = TicketCommand['kind'];

/**
 * Which commands an officer may give on a case now: those that the transition would carry out. What a command names
 * beside the case (another desk, another case, a time) is taken to exist; it is checked when the command is given.
 */
export function permittedCommands(ticket: Ticket, actor: Actor, isSupervisor: boolean, at: string): readonly Kind[] {
  const other: Ticket = { ...ticket, id: `not ${ticket.id}`, state: 'new' };
  const context = {
    isSupervisor,
    deskName: () => '',
    officerName: () => '',
    mergeTarget: other,
    say: () => '',
  };
  return samples(ticket, other, at)
    .filter((command) => transition(ticket, command, actor, at, context).kind === 'done')
    .map(({ kind }) => kind);
}

/** One of every kind that an officer gives; those of visitors and of the clock would be refused anyway. */
function samples(ticket: Ticket, other: Ticket, at: string): readonly TicketCommand[] {
  const later = new Date(Date.parse(at) + 60_000).toISOString();
  const reason = '';
  return [
    { kind: 'claim' },
    { kind: 'write', id: '', text: '', signature: '' },
    { kind: 'release', reason },
    { kind: 'transfer', desk: ticket.desk, officer: null, reason },
    { kind: 'resolve', reason },
    { kind: 'return-to-bot', reason },
    { kind: 'reopen', reason },
    { kind: 'snooze', until: later },
    { kind: 'wake' },
    { kind: 'merge', into: other.id, reason },
    { kind: 'propose-call', start: later, minutes: 30 },
    { kind: 'cancel-call', reason },
    { kind: 'note', text: '', mentions: [] },
    { kind: 'label', labels: ticket.labels },
    { kind: 'mark-spam', isSpam: !ticket.isSpam, reason },
  ];
}
