import { isOwnedByOfficer, type Ticket } from '../../domain/ticket.ts';
import type { TicketCommand } from '../../handoff/handoff.ts';
import { permittedCommands } from '../../handoff/permitted-commands.ts';
import { CASE_WORKERS, type Viewer } from './viewer.ts';

/** Which commands to offer now. handoff/ decides again when one is given: the case may have changed meanwhile. */
export function mayCommands(ticket: Ticket, viewer: Viewer, now: Date): readonly TicketCommand['kind'][] {
  if (!CASE_WORKERS.some((role) => role === viewer.role)) return [];
  const officer = { kind: 'officer', id: viewer.account, name: viewer.name } as const;
  return permittedCommands(ticket, officer, viewer.role === 'supervisor', now.toISOString());
}

/** Whether the person may write to the visitor at this moment. */
export function isWriting(ticket: Ticket, viewer: Viewer, now: Date): boolean {
  return isOwnedByOfficer(ticket.state) && mayCommands(ticket, viewer, now).includes('write');
}
