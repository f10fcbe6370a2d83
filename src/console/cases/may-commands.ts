import { isOwnedByOfficer, type Ticket } from '../../domain/ticket.ts';
import type { TicketCommand } from '../../handoff/handoff.ts';
import type { Viewer } from './viewer.ts';

type Kind = TicketCommand['kind'];

/** Which commands to offer now. handoff/ decides again when one is given: the case may have changed meanwhile. */
export function mayCommands(ticket: Ticket, viewer: Viewer): readonly Kind[] {
  if (viewer.role !== 'officer' && viewer.role !== 'supervisor') return [];
  const snooze: Kind = ticket.snoozedUntil === null ? 'snooze' : 'wake';
  const byAnyone: readonly Kind[] = ['note', 'label', 'mark-spam'];
  switch (ticket.state) {
    case 'new':
      return ['claim', 'transfer', 'resolve', snooze, 'merge', ...byAnyone];
    case 'claimed':
    case 'in-conversation':
    case 'waiting-for-visitor': {
      const byTheirs: readonly Kind[] = [
        'release',
        'transfer',
        'resolve',
        'return-to-bot',
        snooze,
        'merge',
        ...byAnyone,
      ];
      if (ticket.officer === viewer.account) return ['write', ...byTheirs];
      // A supervisor takes a chat over by claiming it, and does not write in the officer's place.
      return viewer.role === 'supervisor' ? ['claim', ...byTheirs] : byAnyone;
    }
    case 'resolved':
      return ['reopen', ...byAnyone];
    case 'merged':
      return ['note', 'label'];
    case 'withdrawn':
      return [];
  }
}

/** Whether the person may write to the visitor at this moment. */
export function isWriting(ticket: Ticket, viewer: Viewer): boolean {
  return isOwnedByOfficer(ticket.state) && mayCommands(ticket, viewer).includes('write');
}
