import type { Language } from '../domain/language.ts';
import type { Wording } from '../domain/wording.ts';
import type { Mail } from './mail.ts';
import { escapeHtml } from './mail-body.ts';

/** Where a follower's mail leads. */
interface FollowLinks {
  /** Stops everything: opened by a person, or posted to by their mail program (RFC 8058). */
  readonly stop: string;
}

/** The mail that tells a follower. The first paragraph of the words is its subject. */
export function followMail(
  { to, words, language, links }: MailTo & { readonly words: string; readonly links: FollowLinks },
  wording: Wording,
): Mail {
  const paragraphs = words.split('\n\n');
  const [title = ''] = paragraphs;
  const say = (key: string) => wording(`following.mail.${key}`, language);
  const subject = wording('following.mail.subject', language, { title });
  return {
    to,
    subject: oneLine(subject),
    text: [...paragraphs, say('why'), `${say('stop')}: ${links.stop}`, say('from')].join('\n\n'),
    html: page(language, paragraphs, [
      `<p style="font-size:13px;color:#5A6478">${escapeHtml(say('why'))} <a href="${escapeHtml(links.stop)}" style="color:#0B5FA5">${escapeHtml(say('stop'))}</a></p>`,
      `<p style="font-size:13px;color:#5A6478">${escapeHtml(say('from'))}</p>`,
    ]),
    language,
    thread: 'following',
    invitation: null,
    unsubscribe: links.stop,
  };
}

/** The mail that asks whether an address is its owner's. Nothing else is sent before they have said so. */
export function confirmationMail(
  { to, language, code, link }: MailTo & { readonly code: string; readonly link: string },
  wording: Wording,
): Mail {
  const say = (key: string) => wording(`following.mail.${key}`, language);
  return {
    to,
    subject: wording('following.mail.confirmSubject', language, { code }),
    text: [say('confirm'), `${say('code')}: ${code}`, `${say('confirmLink')}: ${link}`, say('from')].join('\n\n'),
    html: page(
      language,
      [say('confirm')],
      [
        `<p>${escapeHtml(say('code'))}: <strong style="font-size:20px;letter-spacing:2px">${escapeHtml(code)}</strong></p>`,
        `<p><a href="${escapeHtml(link)}" style="color:#0B5FA5">${escapeHtml(say('confirmLink'))}</a></p>`,
        `<p style="font-size:13px;color:#5A6478">${escapeHtml(say('from'))}</p>`,
      ],
    ),
    language,
    thread: 'following-confirm',
    invitation: null,
  };
}

interface MailTo {
  readonly to: string;
  readonly language: Language;
}

function page(language: Language, paragraphs: readonly string[], rest: readonly string[]): string {
  const [title = '', ...body] = paragraphs;
  return [
    `<!DOCTYPE html><html lang="${language}"><body style="font-family:system-ui,sans-serif;color:#14213D;line-height:1.6">`,
    body.length === 0 ? `<p>${escapeHtml(title)}</p>` : `<h1 style="font-size:18px">${escapeHtml(title)}</h1>`,
    ...body.map((paragraph) => `<p>${linked(escapeHtml(paragraph)).replaceAll('\n', '<br>')}</p>`),
    ...rest,
    '</body></html>',
  ].join('\n');
}

/** Addresses of sources can be pressed. The text is escaped already. */
function linked(escaped: string): string {
  return escaped.replaceAll(/https?:\/\/[^\s<>"']+/gu, (url) => `<a href="${url}" style="color:#0B5FA5">${url}</a>`);
}

/** Titles are written by people: none of it may begin a header of its own, and mail programs show no more. */
function oneLine(subject: string): string {
  const letters = [...subject.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')];
  return letters.length <= LONGEST_SUBJECT ? letters.join('') : `${letters.slice(0, LONGEST_SUBJECT - 1).join('')}…`;
}

const LONGEST_SUBJECT = 120;
