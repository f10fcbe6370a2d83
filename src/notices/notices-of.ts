import { createHash } from 'node:crypto';
import type { Language } from '../domain/language.ts';
import type { OutboxEntry, OutboxKind } from '../domain/outbox.ts';
import type { Ticket, TicketEvent, TicketEventKind } from '../domain/ticket.ts';
import { callMailsOf } from './call-mails-of.ts';
import { caseEventOf } from './case-event-of.ts';
import type { CaseNames, CaseNotice } from './case-notice.ts';
import { handoffEventOf } from './handoff-event.ts';
import { idPart, type MailRecipient, type MailSender, mailOf } from './mail-of.ts';
import { mentionMail } from './mention-mail.ts';
import { noticeCardOf } from './notice-card-of.ts';

/** Where notices go. What is not configured here gets no entry, so the outbox never holds what nobody can send. */
export interface Recipients {
  readonly mail: {
    readonly from: MailSender;
    /** Of mails to persons, who have no entry in `to`. */
    readonly language: Language;
    /** `desk` null: whatever the desk. */
    readonly to: readonly (MailRecipient & { readonly desk: string | null })[];
  } | null;
  /** Languages of the channels; null: there is none. */
  readonly teams: Language | null;
  readonly slack: Language | null;
  readonly hasWebhook: boolean;
}

export interface NoticeContext {
  readonly names: CaseNames;
  readonly recipients: Recipients;
  /** The case in the console. */
  url(ticket: Ticket): string;
  /** The officer who has the case is not looking. */
  readonly isOfficerAway: boolean;
  /** Addresses of those whom the note names and who are not looking. */
  readonly mentioned: readonly string[];
  /** Of the officer whom a call is about; null: none is known, the desk is told. */
  readonly officer: MailRecipient | null;
  /** Where this visitor looks up the case. */
  readonly statusUrl: (ticket: Ticket) => string;
}

/** Channels are told of what somebody there should take up. */
const CARD_EVENTS: readonly TicketEventKind[] = ['opened', 'passed-on', 'transferred'];

/**
 * Who is told what about a change; the ticket is as it stands after the change. To be stored with the change. Ids follow
 * from ticket, version and receiver: the same change never tells anybody twice.
 */
export function noticesOf(
  ticket: Ticket,
  event: Omit<TicketEvent, 'sequence'>,
  context: NoticeContext,
): readonly OutboxEntry[] {
  const notice: CaseNotice = { ticket, event, names: context.names, url: context.url(ticket) };
  // Colleagues write to one another whatever the case is.
  if (event.what === 'noted') return mentionsOf(notice, context);
  if (ticket.isSpam) return [];
  return [
    ...mailsOf(notice, context),
    ...callMails(notice, context),
    ...cardsOf(notice, context.recipients),
    ...webhooksOf(notice, context.recipients),
  ];
}

function mailsOf(notice: CaseNotice, { recipients: { mail }, isOfficerAway }: NoticeContext): readonly OutboxEntry[] {
  const { ticket, event } = notice;
  if (mail === null || (event.what === 'visitor-wrote' && !isOfficerAway)) return [];
  const sentTo = new Set<string>();
  return mail.to.flatMap((recipient) => {
    const address = recipient.address.toLowerCase();
    const isMeant = recipient.desk === null || recipient.desk === ticket.desk;
    const payload = isMeant && !sentTo.has(address) ? mailOf(notice, recipient, mail.from) : null;
    if (payload === null) return [];
    sentTo.add(address);
    return [entry(notice, 'email', `${occasion(notice)}-${digest(address)}`, `email:${address}`, payload)];
  });
}

/** A note does not raise the version: its instant tells it from others. */
function mentionsOf(notice: CaseNotice, { recipients: { mail }, mentioned }: NoticeContext): readonly OutboxEntry[] {
  if (mail === null) return [];
  const { ticket, event, url } = notice;
  return [...new Set(mentioned.map((address) => address.toLowerCase()))].map((address) =>
    entry(
      notice,
      'email',
      `noted-${idPart(event.at)}-${digest(address)}`,
      `email:${address}`,
      mentionMail(address, ticket, url, mail.language),
    ),
  );
}

function callMails(
  notice: CaseNotice,
  { recipients: { mail }, officer, statusUrl }: NoticeContext,
): readonly OutboxEntry[] {
  if (mail === null) return [];
  const { ticket } = notice;
  const ofDesk = mail.to.filter(({ desk }) => desk === null || desk === ticket.desk);
  const to = { officers: officer === null ? ofDesk : [officer], sender: mail.from, statusUrl: statusUrl(ticket) };
  const mails = new Map(callMailsOf(notice, to).map((payload) => [payload.to.toLowerCase(), payload]));
  return [...mails].map(([address, payload]) =>
    entry(notice, 'email', `${ticket.version}-call-${digest(address)}`, `email:${address}`, payload),
  );
}

/** A visitor who goes on writing causes one mail until the officer writes: the id is the same, and is left out. */
function occasion({ ticket, event }: CaseNotice): string {
  return event.what === 'visitor-wrote'
    ? `unanswered-since-${idPart(ticket.lastOfficerAt ?? ticket.openedAt)}`
    : String(ticket.version);
}

function cardsOf(notice: CaseNotice, recipients: Recipients): readonly OutboxEntry[] {
  if (!CARD_EVENTS.includes(notice.event.what)) return [];
  return (['teams', 'slack'] as const).flatMap((kind) => {
    const language = recipients[kind];
    const payload = language === null ? null : noticeCardOf(notice, language);
    return payload === null
      ? []
      : [entry(notice, kind, `${notice.ticket.version}-${kind}`, laneOf(kind, notice), payload)];
  });
}

function webhooksOf(notice: CaseNotice, { hasWebhook }: Recipients): readonly OutboxEntry[] {
  if (!hasWebhook) return [];
  const { version } = notice.ticket;
  const told = [
    [`${version}-webhook`, caseEventOf(notice)],
    [`${version}-handoff`, handoffEventOf(notice)],
  ] as const;
  return told.flatMap(([which, payload]) =>
    payload === null ? [] : [entry(notice, 'webhook', which, laneOf('webhook', notice), payload)],
  );
}

/** Order matters within a case only; one that fails holds up no other. */
function laneOf(kind: OutboxKind, { ticket }: CaseNotice): string {
  return `${kind}:${ticket.id}`;
}

function entry({ ticket, event }: CaseNotice, kind: OutboxKind, which: string, lane: string, payload: unknown) {
  return { id: `${idPart(ticket.id)}-${which}`, kind, lane, payload, dueAt: event.at } satisfies OutboxEntry;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
