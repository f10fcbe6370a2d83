import { type Activity, ActivityImportance, ActivityTypes } from 'botbuilder';
import type { Answer, Citation, Suggestion } from '../../domain/answer.ts';
import { questionNumber } from '../../domain/question-number.ts';
import { cardTexts } from './card-texts.ts';
import { renderCard } from './render-card.ts';
import { renderTable } from './render-table.ts';

/**
 * An answer as a Bot Framework message: Markdown that any client can show, a schema.org Message entity that Web Chat
 * shows as sources (https://schema.org/Claim), and the answer's own data for our web page in channelData.goglobal. A
 * card, the table and the progress of a form also stand in the text; `words` is the text without them. A case's code is
 * in here: the activity is for the visitor, never for a log.
 */
export function renderActivity(answer: Answer): Partial<Activity> {
  const { citations, suggestions, language, card, progress } = answer;
  const links = citationLinks(citations);
  const words = separateMarks(answer.text);
  const parts = [words];
  if (progress !== undefined) parts.push(`*${cardTexts(language).progress(questionNumber(progress), progress.of)}*`);
  if (card !== undefined) parts.push(renderCard(card, language));
  if (answer.table !== undefined) parts.push(renderTable(answer.table));
  if (citations.length > 0) parts.push(citations.map((citation) => definitionOf(citation, links)).join('\n'));
  return {
    type: ActivityTypes.Message,
    textFormat: 'markdown',
    locale: language,
    // A code is said once: the channel brings it to the visitor even when an officer has taken the chat over.
    ...(card?.kind === 'case' && card.code !== null && { importance: ActivityImportance.High }),
    text: parts.join('\n\n'),
    ...(citations.length > 0 && { entities: [messageEntity(citations, links)] }),
    ...(suggestions.length > 0 && { suggestedActions: { to: [], actions: suggestions.map(actionOf) } }),
    channelData: {
      goglobal: {
        status: answer.status,
        completeness: answer.completeness,
        language,
        citations,
        table: answer.table ?? null,
        suggestions,
        card: card ?? null,
        progress: progress ?? null,
        ...((card !== undefined || progress !== undefined) && { words }),
      },
    },
  };
}

/** "[1][2]" would be one Markdown link with the text 1; apart they are two. */
function separateMarks(text: string): string {
  return text.replace(/(\[\d+\])(?=\[\d+\])/g, '$1 ');
}

type Links = ReadonlyMap<number, string>;

/** Web Chat keys its list of sources by URL, so two citations of one page need two addresses: a fragment each. */
function citationLinks(citations: readonly Citation[]): Links {
  const links = new Map<number, string>();
  const taken = new Set<string>();
  for (const { mark, url } of citations) {
    const address = new URL(url);
    if (address.hash === '') address.hash = `c${mark}`;
    else if (taken.has(address.href)) address.hash = `${address.hash}-c${mark}`;
    taken.add(address.href);
    links.set(mark, address.href);
  }
  return links;
}

function definitionOf({ mark, title }: Citation, links: Links): string {
  return `[${mark}]: ${links.get(mark) ?? ''} "${title.replaceAll(/["\\\s]+/g, ' ').trim()}"`;
}

function messageEntity(citations: readonly Citation[], links: Links) {
  return {
    '@context': 'https://schema.org',
    '@id': '',
    '@type': 'Message',
    type: 'https://schema.org/Message',
    citation: citations.map(({ mark, title, publisher, checkedOn }) => ({
      '@id': `_:c${mark}`,
      '@type': 'Claim',
      position: mark,
      appearance: {
        '@type': 'DigitalDocument',
        name: title,
        abstract: `${publisher} · ${checkedOn}`,
        url: links.get(mark) ?? '',
      },
    })),
  };
}

function actionOf({ label, text }: Suggestion) {
  return { type: 'imBack', title: label, value: text };
}
