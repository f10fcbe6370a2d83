import type { Language } from '../domain/language.ts';
import type { Ticket } from '../domain/ticket.ts';
import { calendarInvitation } from './calendar-invitation.ts';
import type { CaseNotice } from './case-notice.ts';
import type { Mail } from './mail.ts';
import { mailBody } from './mail-body.ts';
import { noticeCardOf } from './notice-card-of.ts';
import { isNoticeKind, NOTICE_TEXTS } from './notice-texts.ts';

export interface MailRecipient {
  readonly address: string;
  readonly language: Language;
}

export interface MailSender {
  readonly name: string;
  readonly address: string;
}

/** The mail that tells one recipient; null: nobody gets a mail about this change. */
export function mailOf(notice: CaseNotice, recipient: MailRecipient, sender: MailSender): Mail | null {
  const { ticket, event } = notice;
  const card = noticeCardOf(notice, recipient.language);
  if (card === null || !isNoticeKind(event.what)) return null;
  const texts = NOTICE_TEXTS[recipient.language];
  const next = texts.next[event.what];
  return {
    to: recipient.address,
    subject: `${ticket.number} · ${card.title}`,
    ...mailBody(
      { card, next, footer: texts.footer, line: (label, value) => texts.line(label, value) },
      recipient.language,
    ),
    language: recipient.language,
    thread: idPart(ticket.id),
    invitation: invitationOf(notice, recipient, sender),
  };
}

/** Letters, digits and hyphens only: fit for a Message-ID and for the id of a webhook, which may hold no dot. */
export function idPart(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9-]/g, '-');
}

/** Goes with the mails that hand a case with an agreed call to a desk; later ones would ask again. */
function invitationOf({ ticket, event, url }: CaseNotice, recipient: MailRecipient, sender: MailSender) {
  const call = ticket.callBack?.agreed ?? null;
  const isHandedOver = event.what === 'passed-on' || event.what === 'transferred';
  if (call === null || !isHandedOver) return null;
  return calendarInvitation({
    method: 'REQUEST',
    uid: callUid(ticket, sender),
    sequence: ticket.callBack?.sequence ?? 0,
    stamp: new Date(event.at),
    start: new Date(call.start),
    minutes: call.minutes,
    summary: `${NOTICE_TEXTS[recipient.language].labels.callBack} ${ticket.number}`,
    description: ticket.summary,
    url,
    organizer: sender,
    attendee: { name: '', address: recipient.address },
  });
}

/** One calendar entry for each case, whatever its time. */
export function callUid({ id }: Pick<Ticket, 'id'>, sender: MailSender): string {
  return `${idPart(id)}@${sender.address.split('@').at(-1) ?? ''}`;
}
