import { isSimplifiedOnly, isTraditionalOnly } from '../chinese/script-tables.ts';
import type { Answer } from '../domain/answer.ts';

/** What is wrong with an answer before it is sent; null when nothing is. The last check, whatever produced the text. */
export function findOutputFault(answer: Pick<Answer, 'status' | 'text' | 'citations' | 'language'>): string | null {
  if (answer.text.trim() === '') return 'empty text';
  const marks = [...answer.text.matchAll(/\[(\d{1,2})\]/gu)].map((match) => Number(match[1]));
  const known = new Set(answer.citations.map((citation) => citation.mark));
  if (marks.some((mark) => !known.has(mark))) return 'a mark without a citation';
  if (answer.citations.some((citation) => !marks.includes(citation.mark))) return 'a citation without a mark';
  if (answer.status === 'answered' && answer.citations.length === 0) return 'facts without a citation';
  if (answer.citations.some((citation) => !/^https?:\/\//u.test(citation.url)))
    return 'a citation that is no web address';
  if (/<\s*\/?\s*[a-z!]/iu.test(answer.text)) return 'markup in the text';
  return wrongScript(answer.text, answer.language);
}

/** A few characters of the other script may stand in a quoted name; more means the wrong language. */
function wrongScript(text: string, language: Answer['language']): string | null {
  const han = text.match(/\p{Script=Han}/gu) ?? [];
  if (language === 'en') return han.length > text.length / 3 ? 'Chinese text in an English answer' : null;
  const isWrong = language === 'zh-Hant' ? isSimplifiedOnly : isTraditionalOnly;
  const wrong = han.filter(isWrong).length;
  return wrong > 3 && wrong > han.length / 50 ? 'the other script' : null;
}
