import type { Language } from '../domain/language.ts';
import { calendarInvitation } from './calendar-invitation.ts';
import type { CaseNotice } from './case-notice.ts';
import type { Mail } from './mail.ts';
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
    text: [
      card.title,
      next,
      card.facts.map(({ label, value }) => texts.line(label, value)).join('\n'),
      texts.line(card.link.label, card.link.url),
      texts.footer,
    ].join('\n\n'),
    html: htmlOf(card, next, texts.footer, recipient.language),
    language: recipient.language,
    thread: idPart(ticket.id),
    invitation: invitationOf(notice, recipient, sender),
  };
}

/** Letters, digits and hyphens only: fit for a Message-ID and for the id of a webhook, which may hold no dot. */
export function idPart(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9-]/g, '-');
}

function htmlOf(card: NonNullable<ReturnType<typeof noticeCardOf>>, next: string, footer: string, language: Language) {
  const rows = card.facts.map(
    ({ label, value }) =>
      `<tr><th align="left" valign="top" style="padding:4px 16px 4px 0;font-weight:normal;color:#5A6478">${escapeHtml(label)}</th>` +
      `<td style="padding:4px 0">${escapeHtml(value).replaceAll('\n', '<br>')}</td></tr>`,
  );
  return [
    `<!DOCTYPE html><html lang="${language}"><body style="font-family:system-ui,sans-serif;color:#14213D;line-height:1.6">`,
    `<h1 style="font-size:18px">${escapeHtml(card.title)}</h1><p>${escapeHtml(next)}</p>`,
    `<table cellspacing="0">${rows.join('')}</table>`,
    `<p><a href="${escapeHtml(card.link.url)}" style="color:#0B5FA5">${escapeHtml(card.link.label)}</a></p>`,
    `<p style="font-size:13px;color:#5A6478">${escapeHtml(footer)}</p></body></html>`,
  ].join('\n');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Goes with the mails that make a case somebody's own; later ones would ask again. */
function invitationOf({ ticket, event, names, url }: CaseNotice, recipient: MailRecipient, sender: MailSender) {
  const callBack = names.callBack(ticket);
  const isHandedOver = event.what === 'opened' || event.what === 'passed-on' || event.what === 'transferred';
  if (callBack === null || !isHandedOver) return null;
  return calendarInvitation({
    uid: `${idPart(ticket.id)}@${sender.address.split('@').at(-1) ?? ''}`,
    sequence: ticket.version,
    stamp: new Date(event.at),
    start: callBack.start,
    minutes: callBack.minutes,
    summary: `${NOTICE_TEXTS[recipient.language].labels.callBack} ${ticket.number}`,
    description: ticket.summary,
    url,
    organizer: sender,
    attendee: { name: '', address: recipient.address },
  });
}
