import type { Language } from '../domain/language.ts';
import type { Ticket } from '../domain/ticket.ts';
import { CALL_TEXTS } from './call-texts.ts';
import type { Mail } from './mail.ts';
import { mailBody } from './mail-body.ts';
import { idPart } from './mail-of.ts';
import { NOTICE_TEXTS } from './notice-texts.ts';

const TEXTS: Readonly<Record<Language, { readonly title: string; readonly next: string }>> = {
  en: {
    title: 'An officer has replied',
    next: 'The reply waits in the chat on the website. Open the chat again in the same browser to read and answer it. No further mail comes about replies until you have been there.',
  },
  'zh-Hant': {
    title: '專員已回覆',
    next: '回覆在網頁的對話內。請用同一個瀏覽器再打開對話，即可閱讀和回應。在你回來之前，不會再有回覆的電郵提示。',
  },
  'zh-Hans': {
    title: '专员已回复',
    next: '回复在网页的对话内。请用同一个浏览器再次打开对话，即可阅读和回应。在您回来之前，不会再有回复的邮件提示。',
  },
};

/** Tells a visitor who left the page that a reply waits there: the case's number and where it is looked up, nothing said. */
export function unseenMail(
  ticket: Pick<Ticket, 'id' | 'number' | 'language'>,
  { to, desk, statusUrl }: { readonly to: string; readonly desk: string; readonly statusUrl: string },
): Mail {
  const { id, number, language } = ticket;
  const { title, next } = TEXTS[language];
  const notices = NOTICE_TEXTS[language];
  const { status, visitorFooter } = CALL_TEXTS[language];
  const card = {
    title,
    facts: [
      { label: notices.labels.number, value: number },
      { label: notices.labels.desk, value: desk },
    ],
    link: { label: status, url: statusUrl },
  };
  return {
    to,
    subject: `${number} · ${title}`,
    ...mailBody({ card, next, footer: visitorFooter, line: (label, value) => notices.line(label, value) }, language),
    language,
    thread: idPart(id),
    invitation: null,
  };
}
