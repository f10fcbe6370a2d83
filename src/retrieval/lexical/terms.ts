import { normaliseText, runsOf } from '../../chinese/han-runs.ts';
import { stemEnglish } from './stem-english.ts';
import { CANTONESE_TO_WRITTEN, INTERROGATIVES, STOP_WORDS } from './stop-words.ts';

/**
 * How a term was made; it decides the term's weight in a query.
 * plain: a word, a character or a pair of characters. compound: two neighbouring words, or a dictionary word.
 */
export interface Term {
  readonly term: string;
  readonly kind: 'plain' | 'compound';
  readonly isStopWord: boolean;
  /** The surface word of a single Latin word, for spelling correction. */
  readonly surface?: string;
}

/** "50,000" is one figure: cut in two, «US$50 million» would find it. */
export function joinThousands(text: string): string {
  return text.replace(/(?<=\d)[,，](?=\d{3}(?!\d))/gu, '');
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Terms of a text that goes into the index, with repeats. Script decides the analysis run by run. */
export function indexTerms(text: string): string[] {
  const terms: string[] = [];
  collect(writeOut(normaliseText(text)), (term) => terms.push(term));
  return terms;
}

/** Terms of a question: question words cut, Cantonese written out; the text itself when nothing would remain. */
export function questionTerms(text: string): Term[] {
  const normalised = normaliseText(text);
  const terms: Term[] = [];
  collect(cutInterrogatives(normalised), (term, kind, isStopWord, surface) => {
    terms.push(surface === undefined ? { term, kind, isStopWord } : { term, kind, isStopWord, surface });
  });
  if (terms.length > 0) return terms;
  collect(normalised, (term, kind, isStopWord) => terms.push({ term, kind, isStopWord }));
  return terms;
}

type Emit = (term: string, kind: Term['kind'], isStopWord: boolean, surface?: string) => void;

/**
 * Latin run: the stem of each word, "a_b" for neighbours. Han run: each character, each pair, each word of two or more
 * characters that the segmenter finds (prefixed "w:", so that it cannot collide with a pair).
 */
function collect(normalised: string, emit: Emit): void {
  let previous: { stem: string; isStopWord: boolean } | null = null;
  for (const run of runsOf(joinThousands(normalised))) {
    if (run.kind === 'han') {
      previous = null;
      collectHan(run.text, emit);
      continue;
    }
    for (const word of wordsOf(run.text)) {
      const stem = stemEnglish(word);
      const isStopWord = STOP_WORDS.has(word);
      emit(stem, 'plain', isStopWord, word);
      if (previous !== null) emit(`${previous.stem}_${stem}`, 'compound', previous.isStopWord && isStopWord);
      previous = { stem, isStopWord };
    }
  }
}

function collectHan(text: string, emit: Emit): void {
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === undefined) continue;
    emit(character, 'plain', false);
    if (index + 1 < text.length) emit(text.slice(index, index + 2), 'plain', false);
  }
  if (text.length < 2) return;
  for (const { segment } of segmenter.segment(text)) {
    if (segment.length >= 2) emit(`w:${segment}`, 'compound', false);
  }
}

/** "two-tier" → two, tier and twotier; "8.25" and "a+h" stay whole. */
function wordsOf(run: string): string[] {
  if (!/['’-]/u.test(run)) return [run];
  const bare = run.replace(/['’]s$/u, '').replace(/['’]/gu, '');
  const parts = bare.split('-').filter((part) => part !== '');
  return parts.length > 1 && bare.length <= 20 ? parts : [bare];
}

const interrogative = new RegExp(INTERROGATIVES.join('|'), 'gu');
const cantonese = new RegExp(
  CANTONESE_TO_WRITTEN.map(([from]) => from)
    .toSorted((a, b) => b.length - a.length)
    .join('|'),
  'gu',
);
const written = new Map(CANTONESE_TO_WRITTEN);

function cutInterrogatives(normalised: string): string {
  return writeOut(normalised.replace(interrogative, ' '));
}

/** Cantonese function words as written Chinese has them: in questions, and in example questions alike. */
function writeOut(normalised: string): string {
  return normalised.replace(cantonese, (word) => written.get(word) ?? word);
}
