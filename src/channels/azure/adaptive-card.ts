import type { Answer, AnswerTable, Citation, Suggestion } from '../../domain/answer.ts';
import type { Card } from '../../domain/card.ts';
import { caseStateInWords, hongKongTimeInWords } from '../../domain/case-in-words.ts';
import type { Language } from '../../domain/language.ts';
import { questionNumber } from '../../domain/question-number.ts';
import { tableInText } from '../messenger/answer-in-text.ts';
import { messengerTexts } from '../messenger/messenger-texts.ts';
import { sourcesWord } from './azure-texts.ts';
import { AZURE_POLICY } from './policy.ts';

/** A card or an element of one as JSON. */
export type CardJson = Readonly<Record<string, unknown>>;

/**
 * An answer as an Adaptive Card of version 1.5, the newest that Teams shows everywhere: words, then what belongs to them,
 * sources with their addresses, and buttons. `words` may be a part of the answer's, or empty. https://adaptivecards.io/explorer/
 */
export function adaptiveCard(answer: Answer, words: string, idOf: (suggestion: Suggestion) => string): CardJson {
  const { language, progress, card, table, citations, suggestions } = answer;
  const texts = messengerTexts(language);
  const isOnlyMore = suggestions.length > 0 && suggestions.every(({ kind }) => kind === 'more');
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    msteams: { width: 'Full' },
    body: [
      ...paragraphs(words),
      ...(progress === undefined ? [] : [block(texts.progress(questionNumber(progress), progress.of), QUIET)]),
      ...(card === undefined ? [] : cardElements(card, language)),
      ...(table === undefined ? [] : tableElements(table, language)),
      ...(citations.length === 0 ? [] : [sources(citations, language)]),
      ...(isOnlyMore ? [block(texts.more.hint, QUIET)] : []),
      ...actionSets(suggestions, idOf),
    ],
  };
}

const QUIET = { size: 'Small', isSubtle: true } as const;

function block(text: string, more: CardJson = {}): CardJson {
  return { type: 'TextBlock', text, wrap: true, ...more };
}

/** A paragraph each: line breaks within one block are drawn differently from phone to phone. A title is a bold line. */
function paragraphs(words: string): readonly CardJson[] {
  return words
    .split(/\n{2,}/u)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => {
      const title = /^#{1,6}\s+(.+)$/u.exec(paragraph)?.[1];
      return title === undefined ? block(paragraph) : block(title, { weight: 'Bolder' });
    });
}

function cardElements(card: Card, language: Language): readonly CardJson[] {
  const texts = messengerTexts(card.kind === 'case' ? card.language : language);
  if (card.kind === 'brief') {
    const facts = card.rows.map(({ label, shown, isWithheld }) => {
      const value = shown.trim() === '' ? texts.empty : shown.replaceAll(/\s*[\r\n]+\s*/gu, ' ');
      return { title: label, value: isWithheld ? texts.withheld : asWords(value) };
    });
    return [factSet(facts), block(card.consent.text, QUIET)];
  }
  const facts = [
    { title: texts.number, value: `**${card.number}**` },
    ...(card.code === null ? [] : [{ title: texts.code, value: `**${card.code}**` }]),
    { title: texts.state, value: caseStateInWords(card.state, card.language) },
    { title: texts.desk, value: asWords(card.desk) },
    ...(card.promisedBy === null
      ? []
      : [{ title: texts.promisedBy, value: hongKongTimeInWords(card.promisedBy, card.language) }]),
  ];
  return [
    factSet(facts),
    ...(card.code === null ? [] : [block(texts.codeOnce, QUIET)]),
    block(link(texts.status, card.statusUrl)),
  ];
}

function factSet(facts: readonly { readonly title: string; readonly value: string }[]): CardJson {
  return { type: 'FactSet', facts };
}

/** A wide or long table is a list of its rows: a phone would squeeze it to nothing. */
function tableElements(table: AnswerTable, language: Language): readonly CardJson[] {
  const { caption, columns, rows } = table;
  if (columns.length > AZURE_POLICY.tableColumns || rows.length > AZURE_POLICY.tableRows)
    return paragraphs(tableInText(table, 'markdown', messengerTexts(language)));
  const row = (cells: readonly string[], more: CardJson) => ({
    type: 'TableRow',
    cells: cells.map((cell) => ({ type: 'TableCell', items: [block(cell.trim() === '' ? ' ' : cell, more)] })),
  });
  return [
    block(caption, { weight: 'Bolder' }),
    {
      type: 'Table',
      firstRowAsHeaders: true,
      columns: columns.map(() => ({ width: 1 })),
      rows: [row(columns, { weight: 'Bolder' }), ...rows.map((cells) => row(cells, {}))],
    },
  ];
}

function sources(citations: readonly Citation[], language: Language): CardJson {
  const texts = messengerTexts(language);
  return {
    type: 'Container',
    separator: true,
    items: [
      block(sourcesWord(language), { ...QUIET, weight: 'Bolder' }),
      ...citations.map(({ mark, title, publisher, checkedOn, url }) =>
        block(`[${mark}] ${link(texts.source(title, publisher, checkedOn), url)}`, QUIET),
      ),
    ],
  };
}

/** Brackets in an address would end the link. */
function link(words: string, url: string): string {
  return `[${asWords(words)}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

/** What was typed stays words. */
function asWords(text: string): string {
  return text.replaceAll(/[\\*[\]]/g, String.raw`\$&`);
}

/** A press says, in the visitor's name and in the chat, what the button stands for. */
function actionSets(suggestions: readonly Suggestion[], idOf: (suggestion: Suggestion) => string): readonly CardJson[] {
  const actions = suggestions.map((suggestion) => ({
    type: 'Action.Submit',
    title: suggestion.label,
    data: {
      msteams: {
        type: 'messageBack',
        displayText: suggestion.text,
        text: suggestion.text,
        value: { choice: idOf(suggestion) },
      },
    },
  }));
  const most = AZURE_POLICY.actionsPerSet;
  return Array.from({ length: Math.ceil(actions.length / most) }, (_, index) => ({
    type: 'ActionSet',
    actions: actions.slice(index * most, (index + 1) * most),
  }));
}
