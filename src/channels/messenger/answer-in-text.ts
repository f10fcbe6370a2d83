import type { Answer, AnswerTable, Citation } from '../../domain/answer.ts';
import type { Card } from '../../domain/card.ts';
import { caseStateInWords, hongKongTimeInWords } from '../../domain/case-in-words.ts';
import type { Language } from '../../domain/language.ts';
import { questionNumber } from '../../domain/question-number.ts';
import type { Capabilities, Said } from './channel.ts';
import { type MessengerTexts, messengerTexts } from './messenger-texts.ts';
import { writeMarkup } from './write-markup.ts';

type Markup = Capabilities['markup'];

/** Everything of an answer but its suggestions, as text: words, progress, card, table, and each source with its address. */
export function answerInText(answer: Answer, markup: Markup): string {
  const { language, card, progress, table, citations } = answer;
  const texts = messengerTexts(language);
  const parts = [writeMarkup(answer.text, markup)];
  if (progress !== undefined) parts.push(texts.progress(questionNumber(progress), progress.of));
  if (card !== undefined) parts.push(cardInText(card, markup, language));
  if (table !== undefined) parts.push(tableInText(table, markup, texts));
  if (citations.length > 0) parts.push(citations.map((citation) => sourceLine(citation, texts)).join('\n'));
  return parts.filter((part) => part !== '').join('\n\n');
}

/** What an officer or the desk says; an officer signs above it. */
export function deskInText({ text, signature }: Extract<Said, { kind: 'desk' }>, markup: Markup): string {
  const name = signature.replaceAll(/[*_~`\s]+/gu, ' ').trim();
  if (name === '') return text;
  return `${markup === 'whatsapp' ? `*${name}*` : `【${name}】`}\n${text}`;
}

/** The address on a line of its own: whatever follows it would be taken for its part. */
function sourceLine({ mark, title, publisher, checkedOn, url }: Citation, texts: MessengerTexts): string {
  return `[${mark}] ${texts.source(title, publisher, checkedOn)}\n${url}`;
}

function strong(text: string, markup: Markup): string {
  return markup === 'whatsapp' ? `*${text}*` : text;
}

/** Phones are narrow: a row becomes its first cell, and a line for each of the others. */
export function tableInText({ caption, columns, rows }: AnswerTable, markup: Markup, texts: MessengerTexts): string {
  const inWords = rows.map(([first = '', ...cells]) =>
    [
      strong(writeMarkup(first, 'plain'), markup),
      ...cells.flatMap((cell, index) =>
        cell.trim() === '' ? [] : [`- ${texts.line(columns[index + 1] ?? '', writeMarkup(cell, 'plain'))}`],
      ),
    ].join('\n'),
  );
  return [strong(caption, markup), ...inWords].join('\n\n');
}

function cardInText(card: Card, markup: Markup, language: Language): string {
  if (card.kind === 'brief') {
    const texts = messengerTexts(language);
    const lines = card.rows.map(({ label, shown, isWithheld }) => {
      const value = shown.trim() === '' ? texts.empty : shown.replaceAll(/\s*[\r\n]+\s*/gu, ' ');
      return `- ${texts.line(label, isWithheld ? texts.withheld : value)}`;
    });
    return `${lines.join('\n')}\n\n${card.consent.text}`;
  }
  const texts = messengerTexts(card.language);
  const lines = [
    texts.line(texts.number, strong(card.number, markup)),
    ...(card.code === null ? [] : [texts.line(texts.code, strong(card.code, markup))]),
    texts.line(texts.state, caseStateInWords(card.state, card.language)),
    texts.line(texts.desk, card.desk),
    ...(card.promisedBy === null
      ? []
      : [texts.line(texts.promisedBy, hongKongTimeInWords(card.promisedBy, card.language))]),
    texts.status,
    card.statusUrl,
  ];
  return card.code === null ? lines.join('\n') : `${lines.join('\n')}\n\n${texts.codeOnce}`;
}
