import type { Ticket } from '../../domain/ticket.ts';
import type { CaseDetail } from './case-api.ts';
import { caseFields } from './case-fields.ts';
import type { CaseParts } from './case-parts.ts';
import { caseRow, readNames } from './case-row.ts';
import { revealedSlots, shownEvent } from './looks.ts';
import { mayCommands } from './may-commands.ts';
import { CASE_POLICY } from './policy.ts';
import { signatureOf } from './signature-of.ts';
import { transcriptLine } from './transcript-lines.ts';
import { maySee, type Viewer } from './viewer.ts';

/** Everything about a case that this person may see. Whether they may see the case at all was asked before. */
export async function caseDetail(ticket: Ticket, viewer: Viewer, parts: CaseParts): Promise<CaseDetail> {
  const { tickets, transcript, readings, describeSlot, files, templates } = parts;
  const [names, lines, events, notes, similar, read, attached, window] = await Promise.all([
    readNames(parts),
    transcript(ticket.conversation, CASE_POLICY.transcriptLines),
    tickets.events(ticket.id),
    tickets.notes(ticket.id),
    tickets.findSimilar(ticket),
    readings.find(ticket.conversation),
    files.attachments.list(ticket.conversation),
    templates.window(ticket.conversation),
  ]);
  return {
    ...(await caseRow(ticket, viewer, names, parts)),
    conversation: ticket.conversation,
    transcript: lines.map(transcriptLine),
    attachments: attached.map(({ id, message, author, name, mediaType, size, at }) => ({
      id,
      message,
      author,
      name,
      mediaType,
      size,
      at,
    })),
    fileLimits: files.limits,
    fields: caseFields(ticket, revealedSlots(events, viewer), describeSlot),
    scoreReasons: ticket.lead.reasons,
    routingReason: ticket.routing.reason,
    events: events.map((event) => shownEvent(event, names)),
    notes: notes.map(({ id, at, author, text }) => ({ id, at, author: names.get(author) ?? author, text })),
    similar: similar
      .filter((other) => maySee(viewer, other))
      .map(({ id, number, state, openedAt }) => ({ id, number, state, openedAt })),
    consent: ticket.consent,
    rating: ticket.rating,
    snoozedUntil: ticket.snoozedUntil,
    isSpam: ticket.isSpam,
    callBack: ticket.callBack && { proposed: ticket.callBack.proposed, agreed: ticket.callBack.agreed },
    read: read ?? null,
    window,
    signature: await signatureOf(viewer, ticket, parts),
    may: maySee(viewer, ticket) ? mayCommands(ticket, viewer, parts.clock()) : [],
    version: ticket.version,
  };
}
