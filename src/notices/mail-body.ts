import type { Language } from '../domain/language.ts';
import type { NoticeCard } from './notice-card.ts';

/** What a mail says, before it is put into its two forms. */
export interface MailWords {
  readonly card: NoticeCard;
  /** Below the title. */
  readonly next: string;
  readonly footer: string;
  /** One line of a mail that has no table. */
  readonly line: (label: string, value: string) => string;
}

/** The same words as plain text and as HTML. */
export function mailBody(
  { card, next, footer, line }: MailWords,
  language: Language,
): { readonly text: string; readonly html: string } {
  const facts = card.facts.map(({ label, value }) => line(label, value)).join('\n');
  return {
    text: [card.title, next, facts, line(card.link.label, card.link.url), footer].join('\n\n'),
    html: htmlOf(card, next, footer, language),
  };
}

function htmlOf(card: NoticeCard, next: string, footer: string, language: Language) {
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
