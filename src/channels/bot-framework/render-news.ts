import type { Activity } from 'botbuilder';
import { NO_EVIDENCE } from '../../domain/answer.ts';
import type { Language } from '../../domain/language.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { renderActivity } from './render-activity.ts';

const ADDRESS = /(https?:\/\/[^\s<>"']+)/u;

/** What a follower hears, as the assistant says it. The words come from articles and officers: only addresses are live. */
export function renderNews(news: {
  readonly id: string;
  readonly text: string;
  readonly language: Language;
  readonly suggestions: readonly { readonly label: string; readonly text: string }[];
}): Partial<Activity> & { readonly id: string } {
  const { id, text, language, suggestions } = news;
  const lines = text.split(/\n+/u).map((line) =>
    line
      .split(ADDRESS)
      .map((part, index) => (index % 2 === 1 ? part : escapeMarkdown(part)))
      .join(''),
  );
  const answer = {
    status: 'dialog' as const,
    completeness: 'none' as const,
    language,
    text: lines.join('\n\n'),
    citations: [],
    suggestions: suggestions.map((one) => ({ kind: 'option' as const, ...one })),
    question: { original: '', standalone: '' },
    evidence: NO_EVIDENCE,
  };
  return { ...renderActivity(answer), id };
}
