import type { Language } from '../domain/language.ts';
import { type Mail, mailSchema } from './mail.ts';

interface Texts {
  readonly subject: (number: string) => string;
  readonly before: string;
  readonly after: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    subject: (number) => `${number} · A reply from the officer`,
    before: 'The officer replied in the chat app, which could not deliver the message. It reads:',
    after: 'To go on, write to us in the app again. How far the case is:',
  },
  'zh-Hant': {
    subject: (number) => `${number} · 專員回覆`,
    before: '專員已在通訊應用程式回覆，但訊息未能送達。內容如下：',
    after: '如要繼續，請在應用程式再次發訊息給我們。查詢個案進度：',
  },
  'zh-Hans': {
    subject: (number) => `${number} · 专员回复`,
    before: '专员已在应用内回复，但消息未能送达。内容如下：',
    after: '如需继续，请在应用内再次给我们发消息。查询个案进度：',
  },
};

/**
 * What an officer wrote and a messaging app did not deliver, as a mail to the visitor, who gave the address for replies.
 * null: the address is none.
 */
export function undeliveredMail(message: {
  readonly number: string;
  readonly words: string;
  readonly to: string;
  readonly language: Language;
  /** Of the page of the visitor's case. */
  readonly url: string;
  readonly thread: string;
}): Mail | null {
  const { number, words, to, language, url, thread } = message;
  const { subject, before, after } = TEXTS[language];
  const paragraph = (text: string) => `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
  const mail = mailSchema.safeParse({
    to,
    subject: subject(number),
    text: [before, words, after, url].join('\n\n'),
    html: [
      `<!DOCTYPE html><html lang="${language}"><body style="font-family:system-ui,sans-serif;color:#14213D;line-height:1.6">`,
      paragraph(before),
      `<blockquote>${paragraph(words)}</blockquote>`,
      paragraph(after),
      `<p><a href="${escapeHtml(url)}" style="color:#0B5FA5">${escapeHtml(url)}</a></p></body></html>`,
    ].join('\n'),
    language,
    thread,
    invitation: null,
  });
  return mail.success ? mail.data : null;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
