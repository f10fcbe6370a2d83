import { isOwnedByOfficer, type Ticket } from '../../domain/ticket.ts';
import type { TicketCommand } from '../../handoff/handoff.ts';
import type { Viewer } from './viewer.ts';

type Kind = TicketCommand['kind'];

/** Which commands to offer now. handoff/ decides again when one is given: the case may have changed meanwhile. */
export function mayCommands(ticket: Ticket, viewer: Viewer): readonly Kind[] {
  if (viewer.role !== 'officer' && viewer.role !== 'supervisor') return [];
  const snooze: Kind = ticket.snoozedUntil === null ? 'snooze' : 'wake';
  switch (ticket.state) {
    case 'new':
      return ['claim', 'transfer', 'note', 'label', snooze, 'merge', 'mark-spam'];
    case 'claimed':
    case 'in-conversation':
    case 'waiting-for-visitor': {
      const isTheirs = ticket.officer === viewer.account || viewer.role === 'supervisor';
      const byAnyone: readonly Kind[] = ['note', 'label'];
      if (!isTheirs) return byAnyone;
      return ['write', 'release', 'transfer', 'resolve', 'return-to-bot', snooze, 'merge', 'mark-spam', ...byAnyone];
    }
    case 'resolved':
      return ['reopen', 'note', 'label', 'mark-spam'];
    case 'merged':
      return ['note'];
    case 'withdrawn':
      return [];
  }
}

/** Whether the person may write to the visitor at this moment. */
export function isWriting(ticket: Ticket, viewer: Viewer): boolean {
  return isOwnedByOfficer(ticket.state) && mayCommands(ticket, viewer).includes('write');
}
