import type { Language } from '../domain/language.ts';
import type { LexicalIndex } from './lexical/lexical-index.ts';
import { ENGLISH_PRONOUNS } from './lexical/stop-words.ts';
import type { Term } from './lexical/terms.ts';
import type { QueryPart } from './lexical/weigh-query.ts';
import { RETRIEVAL_WEIGHTS } from './weights.ts';

/** What was said before, oldest first. */
export interface History {
  readonly questions: readonly string[];
  readonly lastAnswer: string;
}

const CHINESE_CUE =
  /[它他她其这该此那哪]|上述|上面|前者|后者|刚才|刚刚|还有|呢[?？]?$|^(那|咁|噉)|呢个|嗰个|这个|那个|这种|那种/u;

/** Whether the message points back: a pronoun, a demonstrative, or an ellipsis. `terms` must come from this message. */
export function leansOnHistory(message: string, terms: readonly Term[], language: Language): boolean {
  if (language !== 'en') return CHINESE_CUE.test(message);
  return (
    terms.some((term) => term.surface !== undefined && ENGLISH_PRONOUNS.has(term.surface)) ||
    /^(and|what about|how about|also)\b/iu.test(message.trim())
  );
}

/**
 * Earlier messages as weak parts of the query. English: 0.4^i, at least 0.1, times 0.3 when the message stands alone;
 * Chinese: 0.5 with a pronoun, else 0.1. Plus the rarest words of the last answer (docs/retrieval.md).
 */
export function contextParts(
  index: LexicalIndex,
  history: History,
  message: { readonly terms: readonly Term[]; readonly leans: boolean; readonly norm: number },
  language: Language,
): QueryPart[] {
  const { decay, floor, answerTerms, answerTermWeight, standAlone, standAloneNorm, standAloneWords } =
    RETRIEVAL_WEIGHTS.context;
  const contentWords = message.terms.filter((term) => term.kind === 'plain' && !term.isStopWord).length;
  const isAlone = !message.leans && message.norm >= standAloneNorm && contentWords >= standAloneWords;
  const scale = language === 'en' ? (isAlone ? standAlone : 1) : message.leans ? 1.25 : 0.25;
  const parts: QueryPart[] = [...history.questions].reverse().map((question, back) => ({
    terms: index.read(question),
    weight: Math.max(floor, decay ** (back + 1)) * scale,
    stopWord: 0,
    // A message that leans on the one before is measured together with it.
    countsForNorm: message.leans && back === 0,
  }));
  const rare = rarestWords(index, history.lastAnswer, answerTerms);
  if (rare.length > 0) parts.push({ terms: rare, weight: answerTermWeight * scale, countsForNorm: false });
  return parts;
}

/** The last two messages as weak parts beside a question that was made to stand alone and goes on from them. */
export function earlierWords(index: LexicalIndex, { questions }: History): QueryPart[] {
  const { decay, besideStandalone } = RETRIEVAL_WEIGHTS.context;
  return questions
    .slice(-2)
    .reverse()
    .map((question, back) => ({
      terms: index.read(question),
      weight: besideStandalone * decay ** back,
      stopWord: 0,
      countsForNorm: false,
    }));
}

/**
 * Whether words that lean on an answered question are about our subject at all («不买会怎样», not «酒店多少钱»): by how they
 * sound, by the probability of their scope, and by the share of them that the article holds which would answer. A
 * logistic rule fitted on 179 follow-ups and 117 messages off the subject (docs/retrieval.md).
 */
export function staysOnSubject(words: {
  readonly topicality: number;
  readonly inScope: number;
  readonly coverage: number;
}): 'yes' | 'perhaps' | 'no' {
  const score = 5.5 * words.topicality + 5.2 * words.inScope + 3.8 * words.coverage;
  return score >= ON_SUBJECT_FROM ? 'yes' : score >= PERHAPS_FROM ? 'perhaps' : 'no';
}

const ON_SUBJECT_FROM = 6;
/** Between the two the visitor is asked back. */
const PERHAPS_FROM = 5.5;

function rarestWords(index: LexicalIndex, text: string, count: number): Term[] {
  const unique = new Map(
    index
      .read(text)
      .filter((term) => term.kind === 'plain' && !term.isStopWord && index.knows(term.term))
      .map((term) => [term.term, term]),
  );
  return [...unique.values()].sort((a, b) => index.idf(b.term) - index.idf(a.term)).slice(0, count);
}
