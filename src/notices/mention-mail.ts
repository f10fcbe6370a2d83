import type { Language } from '../domain/language.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Mail } from './mail.ts';
import { escapeHtml } from './mail-body.ts';
import { idPart } from './mail-of.ts';
import { NOTICE_TEXTS } from './notice-texts.ts';

/** Tells an officer who is away that a note names them: the case's number and where it is, nothing of the visitor. */
export function mentionMail(to: string, ticket: Ticket, url: string, language: Language): Mail {
  const texts = NOTICE_TEXTS[language];
  const { mention, labels, footer } = texts;
  return {
    to,
    subject: `${ticket.number} · ${mention.title}`,
    text: [
      mention.title,
      mention.next,
      texts.line(labels.number, ticket.number),
      texts.line(labels.open, url),
      footer,
    ].join('\n\n'),
    html: [
      `<!DOCTYPE html><html lang="${language}"><body style="font-family:system-ui,sans-serif;color:#14213D;line-height:1.6">`,
      `<h1 style="font-size:18px">${escapeHtml(mention.title)}</h1><p>${escapeHtml(mention.next)}</p>`,
      `<p>${escapeHtml(texts.line(labels.number, ticket.number))}</p>`,
      `<p><a href="${escapeHtml(url)}" style="color:#0B5FA5">${escapeHtml(labels.open)}</a></p>`,
      `<p style="font-size:13px;color:#5A6478">${escapeHtml(footer)}</p></body></html>`,
    ].join('\n'),
    language,
    thread: idPart(ticket.id),
    invitation: null,
  };
}
