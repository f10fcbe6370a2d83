import { DAY_MS } from '../../domain/clock.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Refusal, TicketCommand } from '../../handoff/handoff.ts';
import type { RouteResponse } from '../../server/route.ts';
import { answerWith, refuse } from '../refuse.ts';
import { caseDetail } from './case-detail.ts';
import type { CaseParts } from './case-parts.ts';
import { readNames } from './case-row.ts';
import type { OfficerCommand } from './command-schema.ts';
import { listPeople } from './list-people.ts';
import { CASE_POLICY } from './policy.ts';
import { signatureOf } from './signature-of.ts';
import { maySee, type Viewer } from './viewer.ts';

type ProposeCall = Extract<TicketCommand, { kind: 'propose-call' }>;

/** An officer's command on a case that they may see: the case as it is then, or why not. */
export async function actOnCase(
  ticket: Ticket,
  wanted: OfficerCommand | ProposeCall,
  viewer: Viewer,
  parts: CaseParts,
): Promise<RouteResponse> {
  const command = await prepare(ticket, wanted, viewer, parts);
  if (command === 'other-not-found') return refuse(404, 'NotFound', 'error.notFound');
  if (command === 'mention-unknown') return refuse(422, 'MentionUnknown', 'console.case.mentionUnknown');
  if (command === 'not-then') return refuse(422, 'SnoozeTime', 'console.case.snoozeTime');
  const outcome = await parts.handoff.act(ticket.id, command, {
    kind: 'officer',
    id: viewer.account,
    name: viewer.name,
  });
  if (outcome.kind === 'done') return answerWith(await caseDetail(outcome.ticket, viewer, parts));
  const names = await readNames(parts);
  return refusalOf(outcome.refusal, names.get(outcome.ticket?.officer ?? '') ?? '');
}

/** What the command leaves to the server, and what it names that the person must be able to see. */
async function prepare(
  ticket: Ticket,
  command: OfficerCommand | ProposeCall,
  viewer: Viewer,
  parts: CaseParts,
): Promise<TicketCommand | 'other-not-found' | 'not-then' | 'mention-unknown'> {
  switch (command.kind) {
    case 'write':
      return { ...command, signature: await signatureOf(viewer, ticket, parts) };
    case 'merge': {
      const other = await parts.tickets.find(command.into);
      return other !== undefined && other.id !== ticket.id && maySee(viewer, other) ? command : 'other-not-found';
    }
    case 'snooze': {
      const aheadMs = Date.parse(command.until) - parts.clock().getTime();
      return aheadMs > 0 && aheadMs <= CASE_POLICY.snoozeDays * DAY_MS ? command : 'not-then';
    }
    case 'note': {
      const { officers } = await listPeople(viewer, ticket, parts);
      const known = new Set(officers.filter(({ seesCase }) => seesCase).map(({ id }) => id));
      const mentions = [...new Set(command.mentions)];
      return mentions.every((id) => known.has(id)) ? { ...command, mentions } : 'mention-unknown';
    }
    default:
      return command;
  }
}

/** The code is the refusal itself, so that the page can act on it; the message is for the person. */
function refusalOf(refusal: Refusal, officer: string): RouteResponse {
  switch (refusal) {
    case 'unknown':
      return refuse(404, 'NotFound', 'error.notFound');
    case 'claimed-by-other':
      return officer === ''
        ? refuse(409, refusal, 'console.case.lostRace')
        : refuse(409, refusal, 'console.case.claimedByOther', { officer });
    case 'not-yours':
      return refuse(409, refusal, 'console.case.notYours');
    case 'wrong-state':
      return refuse(409, refusal, 'console.case.wrongState');
    case 'unknown-desk':
      return refuse(409, refusal, 'console.case.unknownDesk');
    case 'unknown-officer':
      return refuse(409, refusal, 'console.case.unknownOfficer');
    case 'lost-race':
      return refuse(409, refusal, 'console.case.lostRace');
  }
}
