import { foldScript } from '../../chinese/script-tables.ts';
import type { Language } from '../../domain/language.ts';
import type { Fee } from '../../domain/tables.ts';
import type { AnsweringParts, TableAnswer } from '../answering-turn.ts';
import { feeAmount } from './fee-amount.ts';
import { rowCitation } from './row-citation.ts';

const ASKS_AMOUNT =
  /多少|几钱|幾錢|几多|幾多|费用|費用|收费|收費|规费|費率|税率|稅率|免税额|免稅額|印花|罚款|罰款|要.{0,4}费|最低|最少|最高|fee|cost|price|how much|charge|stamp duty|allowance|rate|fine|minimum|each side/iu;
/** The rows that name what is asked; several of the same fit are listed. null when none fits. */
export function answerFee(
  question: string,
  leastNear: number,
  language: Language,
  today: string,
  parts: AnsweringParts,
): TableAnswer | null {
  if (!ASKS_AMOUNT.test(question)) return null;
  const { tables } = parts.knowledge();
  const matches = tables.fees
    .filter((fee) => fee.status === 'current' && fee.confidence !== 'unverified' && fee.linkOk && fee.source !== null)
    .filter((fee) => feeAmount(fee, language) !== null)
    .map((fee) => ({ fee, score: nearness(fee, question, leastNear) }))
    .filter(({ score }) => score > 0);
  const best = Math.max(0, ...matches.map(({ score }) => score));
  const fees = matches.filter(({ score }) => score === best).map(({ fee }) => fee);
  const [first] = fees;
  if (first === undefined || fees.length > 4) return null;
  const cites = rowCitation(first, first.id, first.item[language], tables.agencies, language, today);
  const space = language === 'en' ? ' ' : '';
  return {
    row: first.id,
    blocks: fees.map((fee, index) => {
      const lead = parts.wording('table.fee.lead', language, {
        item: fee.item[language],
        amount: feeAmount(fee, language) ?? '',
      });
      const rest = [fee.basis, fee.note]
        .flatMap((text) => (text === null ? [] : [`${space}${text[language]}`]))
        .join('');
      return {
        markdown: `${fees.length > 1 ? '- ' : ''}${lead}${rest}`,
        cites: index === 0 || index === fees.length - 1 ? cites : [],
      };
    }),
  };
}

/** Largest share of a name's pieces (pairs of characters, words) that the question holds; 0 below the limit. */
function nearness(fee: Fee, question: string, leastNear: number): number {
  const forms = question.match(/\b[A-Z]{2,}\d+[A-Z]?\b/gu) ?? [];
  const known = new Set(piecesOf(question));
  const names = [...Object.values(fee.item), ...fee.keywords.en, ...fee.keywords.zh];
  if (forms.some((form) => names.some((name) => name.includes(form)))) return 1;
  const shares = names.map((name) => {
    const pieces = piecesOf(name);
    return pieces.length < 4 ? 0 : pieces.filter((piece) => known.has(piece)).length / pieces.length;
  });
  const best = Math.max(0, ...shares);
  return best >= leastNear ? best : 0;
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const [run] of foldScript(text.normalize('NFKC').toLowerCase()).matchAll(/\p{Script=Han}+|[a-z0-9]+/gu)) {
    if (/^\p{Script=Han}/u.test(run))
      for (let index = 0; index + 1 < run.length; index++) pieces.push(run.slice(index, index + 2));
    else if (!/^(?:of|the|a|an|to|in|for|and|or|from)$/u.test(run)) pieces.push(run.replace(/s$/u, ''));
  }
  return pieces;
}
