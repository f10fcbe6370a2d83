import type { Language } from '../../domain/language.ts';
import type { PublicEvent } from '../../domain/tables.ts';
import type { AnsweringParts, DraftBlock, TableAnswer } from '../answering-turn.ts';
import { writeDay } from '../calculations/write-figure.ts';
import { rowCitation } from './row-citation.ts';

/** Events of the past that are named beside what is still to come. */
const LATEST = 2;

/**
 * What is announced and still to come, as of the day the table was checked; then what was held last. Only what has a day
 * or month after today is called upcoming; what was promised without one, and what was looked for in vain, is said to be so.
 */
export function answerEvents(language: Language, today: string, parts: AnsweringParts): TableAnswer | null {
  const { tables } = parts.knowledge();
  const { events, agencies } = tables;
  const say = (key: string, values: Record<string, string> = {}) => parts.wording(`events.${key}`, language, values);
  const cites = (event: PublicEvent) => rowCitation(event, event.id, event.title[language], agencies, language, today);
  const toBlock = (key: string, event: PublicEvent): DraftBlock => ({
    markdown: `- ${say(key, {
      title: event.title[language],
      place: event.place[language],
      date: event.date === null ? '' : writeDay(event.date, language),
      source: writeSourceDate(event.sourceDate, language),
    })}`,
    cites: cites(event),
  });
  const spoken = events.filter((event) => cites(event).length > 0);
  const upcoming = spoken.filter((event) => isUpcoming(event, today));
  const undated = spoken.filter((event) => event.status === 'expected' && isOpenDated(event, today));
  const held = spoken
    .filter(({ status, date }) => status === 'held' && date !== null && date <= today)
    .sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''))
    .slice(0, LATEST);
  const sought = events.filter(({ status }) => status === 'not-found').map(({ title }) => title[language]);
  const [first] = [...upcoming, ...undated, ...held];
  const checkedOn = events[0]?.checkedOn;
  if (first === undefined || checkedOn === undefined) return null;
  const day = writeDay(checkedOn, language);
  return {
    row: first.id,
    blocks: [
      { markdown: say(upcoming.length > 0 ? 'upcoming' : 'noneUpcoming', { day }), cites: [] },
      ...upcoming.map((event) => toBlock(event.status === 'planned' ? 'planned' : 'expected', event)),
      ...undated.map((event) => toBlock('undated', event)),
      ...(sought.length === 0
        ? []
        : [{ markdown: say('notFound', { titles: sought.join(language === 'en' ? ', ' : '、') }), cites: [] }]),
      ...(held.length === 0 ? [] : [{ markdown: say('latest'), cites: [] }]),
      ...held.map((event) => toBlock('held', event)),
      { markdown: say('confirm'), cites: [] },
    ],
  };
}

/** A day after today, or a month that is not over. */
export function isUpcoming({ status, date }: PublicEvent, today: string): boolean {
  if (date === null || (status !== 'planned' && status !== 'expected')) return false;
  if (date.length === 10) return date > today;
  return date.length === 7 && date >= today.slice(0, 7);
}

/** Promised for a year that is not over, or without any date. */
function isOpenDated({ date }: PublicEvent, today: string): boolean {
  return date === null || (date.length === 4 && date >= today.slice(0, 4));
}

/** A date of the table, or its words («2026 Q1») as they stand. */
function writeSourceDate(date: string | null, language: Language): string {
  return date !== null && /^\d{4}(?:-\d{2}){0,2}$/u.test(date) ? writeDay(date, language) : (date ?? '');
}
