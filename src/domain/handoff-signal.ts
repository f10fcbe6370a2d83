import type { Ticket, TicketEvent } from './ticket.ts';

/**
 * What a hub of the Bot Framework is told of a hand-off: that people are asked for, and how that went
 * (https://learn.microsoft.com/azure/bot-service/bot-service-design-pattern-handoff-human). A case that is handed back
 * to its queue asks anew.
 */
export type HandoffSignal =
  | { readonly name: 'handoff.initiate' }
  | { readonly name: 'handoff.status'; readonly state: 'accepted' | 'completed' | 'failed' };

/** `ticket` is as it stands after the change; null: hubs are not told of it. */
export function handoffSignalOf(
  { state, resolvedAt }: Pick<Ticket, 'state' | 'resolvedAt'>,
  { what, at }: Pick<TicketEvent, 'what' | 'at'>,
): HandoffSignal | null {
  switch (what) {
    case 'opened':
    case 'released':
      return { name: 'handoff.initiate' };
    case 'claimed':
      return { name: 'handoff.status', state: 'accepted' };
    case 'transferred':
    case 'reopened':
      return state === 'new' ? { name: 'handoff.initiate' } : { name: 'handoff.status', state: 'accepted' };
    case 'resolved':
    case 'returned-to-bot':
    case 'merged':
      return { name: 'handoff.status', state: 'completed' };
    case 'withdrawn':
      // What had ended before keeps its end, and hubs were told of that.
      return resolvedAt === at ? { name: 'handoff.status', state: 'failed' } : null;
    default:
      return null;
  }
}
