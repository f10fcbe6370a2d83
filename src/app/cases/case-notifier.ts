import { handoffSignalOf } from '../../domain/handoff-signal.ts';
import type { OutboxEntry } from '../../domain/outbox.ts';
import { mentionedIn, type Ticket, type TicketEvent } from '../../domain/ticket.ts';
import { isWorkingTime, type WorkingCalendar } from '../../domain/working-time.ts';
import type { HandoffParts } from '../../handoff/handoff-parts.ts';
import type { CasesParts } from './cases.ts';

/** Everything that leaves the program with a change of a case, beside what is said in the chat. */
export function caseNotifier(parts: CasesParts, calendar: WorkingCalendar): HandoffParts['notify'] {
  const { clock, officers, noticesOf, unseenOf, wantsHandoff } = parts;
  return async (ticket, event) => {
    const isOfficerAway = !isWorkingTime(clock(), calendar);
    const officer = isAboutCall(event) ? officerOf(ticket, event) : '';
    const officerAddress = officer === '' ? null : (await officers.find(officer)).email;
    const mentioned = await emailsOfAbsent(mentionedIn(event), parts);
    return [
      ...noticesOf(ticket, event, { isOfficerAway, officerAddress, mentioned }),
      ...(await unseenOf(ticket, event)),
      ...(await handoffEvents(ticket, event, wantsHandoff)),
    ];
  };
}

/** Only then is the officer's address of use; a setting is not read for every word that is said. */
function isAboutCall({ what, detail }: Omit<TicketEvent, 'sequence'>): boolean {
  return what === 'call-agreed' || what === 'call-reminded' || detail['cancelledStart'] !== undefined;
}

/** Whom a call is about; who ends a case is told as well as whoever had it. */
function officerOf({ officer }: Ticket, { actor }: Omit<TicketEvent, 'sequence'>): string {
  return officer ?? (actor.kind === 'officer' ? actor.id : '');
}

/** Who has no page of the console open sees no badge there. */
async function emailsOfAbsent(accounts: readonly string[], { officers, isWatching }: CasesParts): Promise<string[]> {
  const watching = await Promise.all(accounts.map((account) => isWatching(account)));
  const absent = accounts.filter((_, index) => watching[index] !== true);
  const found = await Promise.all(absent.map((account) => officers.find(account)));
  return found.flatMap(({ email }) => (email === null ? [] : [email]));
}

/** Only for clients that asked. The sender of kind "visitor" knows an event by its name. */
async function handoffEvents(
  ticket: Ticket,
  event: Omit<TicketEvent, 'sequence'>,
  wantsHandoff: CasesParts['wantsHandoff'],
): Promise<readonly OutboxEntry[]> {
  const signal = handoffSignalOf(ticket, event);
  if (signal === null || !(await wantsHandoff(ticket.conversation))) return [];
  const { conversation, number, desk } = ticket;
  const value = signal.name === 'handoff.status' ? { state: signal.state } : { case: number, desk };
  const id = `${ticket.id}.${ticket.version}.handoff`;
  const payload = { id, conversation, at: event.at, name: signal.name, value };
  return [{ id: `${conversation}/${id}`, kind: 'visitor', lane: conversation, payload, dueAt: event.at }];
}
