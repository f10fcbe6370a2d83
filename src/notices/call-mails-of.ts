import type { CallTime } from '../domain/call-back.ts';
import { hongKongTimeInWords } from '../domain/case-in-words.ts';
import type { TicketEvent } from '../domain/ticket.ts';
import { calendarInvitation } from './calendar-invitation.ts';
import { CALL_TEXTS, type CallNews } from './call-texts.ts';
import type { CaseNotice } from './case-notice.ts';
import type { Mail } from './mail.ts';
import { mailBody } from './mail-body.ts';
import { callUid, idPart, type MailRecipient, type MailSender } from './mail-of.ts';
import { NOTICE_TEXTS } from './notice-texts.ts';

/** A call that a change is about, and what became of it. */
interface News {
  readonly news: CallNews;
  readonly call: CallTime;
}

/**
 * The mails about a call: to whoever makes it, and to the visitor when their address is among what they agreed to send.
 * An invitation goes along; a new time has the same UID and a higher SEQUENCE, a cancelled call is cancelled there too.
 */
export function callMailsOf(
  notice: CaseNotice,
  to: {
    readonly officers: readonly MailRecipient[];
    readonly sender: MailSender;
    /** Where the visitor looks up the case. */
    readonly statusUrl: string;
  },
): readonly Mail[] {
  const told = newsOf(notice.event);
  if (told === null) return [];
  const { email } = notice.ticket.fields;
  const toVisitor = typeof email === 'string' && told.news !== 'reminded';
  return [
    ...to.officers.map((recipient) => mailTo(recipient, notice, told, to, false)),
    ...(toVisitor ? [mailTo({ address: email, language: notice.ticket.language }, notice, told, to, true)] : []),
  ];
}

function newsOf({ what, detail }: Pick<TicketEvent, 'what' | 'detail'>): News | null {
  const { start, minutes, cancelledStart, cancelledMinutes } = detail;
  if (cancelledStart !== undefined)
    return { news: 'cancelled', call: { start: cancelledStart, minutes: Number(cancelledMinutes) } };
  if (start === undefined || (what !== 'call-agreed' && what !== 'call-reminded')) return null;
  return { news: what === 'call-agreed' ? 'agreed' : 'reminded', call: { start, minutes: Number(minutes) } };
}

function mailTo(
  recipient: MailRecipient,
  notice: CaseNotice,
  { news, call }: News,
  { sender, statusUrl }: { readonly sender: MailSender; readonly statusUrl: string },
  isVisitor: boolean,
): Mail {
  const { ticket, event, names } = notice;
  const { language } = recipient;
  const words = CALL_TEXTS[language];
  const notices = NOTICE_TEXTS[language];
  const title = words.titles[news];
  const next = isVisitor && news !== 'reminded' ? words.visitor[news] : words.officer[news];
  const url = isVisitor ? statusUrl : notice.url;
  const card = {
    title,
    facts: [
      { label: words.time, value: hongKongTimeInWords(call.start, language) },
      { label: words.length, value: words.minutes(call.minutes) },
      { label: notices.labels.number, value: ticket.number },
      { label: notices.labels.desk, value: names.desk(ticket.desk)[language] },
    ],
    link: { label: isVisitor ? words.status : notices.labels.open, url },
  };
  const footer = isVisitor ? words.visitorFooter : notices.footer;
  return {
    to: recipient.address,
    subject: `${ticket.number} · ${title}`,
    ...mailBody({ card, next, footer, line: (label, value) => notices.line(label, value) }, language),
    language,
    thread: idPart(ticket.id),
    invitation:
      news === 'reminded'
        ? null
        : calendarInvitation({
            method: news === 'cancelled' ? 'CANCEL' : 'REQUEST',
            uid: callUid(ticket, sender),
            sequence: ticket.callBack?.sequence ?? 0,
            stamp: new Date(event.at),
            start: new Date(call.start),
            minutes: call.minutes,
            summary: `${notices.labels.callBack} ${ticket.number} · ${names.desk(ticket.desk)[language]}`,
            description: next,
            url,
            organizer: sender,
            attendee: { name: '', address: recipient.address },
          }),
  };
}
