import { hongKongTimeInWords } from '../domain/case-in-words.ts';
import type { Language, LocalizedText } from '../domain/language.ts';
import type { CaseNotice } from './case-notice.ts';
import type { NoticeCard } from './notice-card.ts';
import { isNoticeKind, NOTICE_TEXTS } from './notice-texts.ts';

/**
 * What officers are told, in one language: number, desk, needs, markets, summary, score, promised time, link. No contact
 * details and no company. null: officers are not told of this change.
 */
export function noticeCardOf({ ticket, event, names, url }: CaseNotice, language: Language): NoticeCard | null {
  if (!isNoticeKind(event.what)) return null;
  const { labels, titles } = NOTICE_TEXTS[language];
  const join = (texts: readonly LocalizedText[]) => texts.map((text) => text[language]).join(SEPARATOR[language]);
  const isReplyOwed = ticket.firstReplyAt === null && event.what !== 'resolved';
  const facts = [
    { label: labels.number, value: ticket.number },
    { label: labels.desk, value: names.desk(ticket.desk)[language] },
    { label: labels.needs, value: join(names.needs(ticket).map(({ name }) => name)) },
    { label: labels.markets, value: join(names.markets(ticket).map(({ name }) => name)) },
    { label: labels.summary, value: ticket.summary },
    { label: labels.score, value: `${ticket.lead.score}/100` },
    { label: labels.promised, value: isReplyOwed ? hongKongTimeInWords(ticket.promisedBy, language) : '' },
  ];
  return {
    title: titles[event.what],
    facts: facts.filter(({ value }) => value !== ''),
    link: { label: labels.open, url },
  };
}

const SEPARATOR: Readonly<Record<Language, string>> = { en: ', ', 'zh-Hant': '、', 'zh-Hans': '、' };
