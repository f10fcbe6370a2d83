import { foldScript } from '../../chinese/script-tables.ts';
import type { Language } from '../../domain/language.ts';
import type { Fee } from '../../domain/tables.ts';
import type { AnsweringParts } from '../answering-turn.ts';
import type { TableAnswer } from './answer-treaty.ts';
import { rowCitation } from './row-citation.ts';

/** Money units that a fee question asks for; limits and deadlines are left to the articles. */
const MONEY = /^HKD/u;

/** The rows whose keyword stands in the question; the longest keyword decides. null when none fits exactly. */
export function answerFee(
  question: string,
  language: Language,
  today: string,
  parts: AnsweringParts,
): TableAnswer | null {
  const { tables } = parts.knowledge();
  const asked = compact(question);
  const matches = tables.fees
    .filter(
      (fee) =>
        fee.status === 'current' &&
        fee.confidence !== 'unverified' &&
        fee.linkOk &&
        fee.source !== null &&
        MONEY.test(fee.unit),
    )
    .map((fee) => ({
      fee,
      length: Math.max(
        0,
        ...[...fee.keywords.en, ...fee.keywords.zh]
          .map(compact)
          .filter((word) => asked.includes(word))
          .map((word) => word.length),
      ),
    }))
    .filter((match) => match.length >= 4);
  const longest = Math.max(0, ...matches.map((match) => match.length));
  const fees = matches.filter((match) => match.length === longest).map((match) => match.fee);
  const [first] = fees;
  if (first === undefined || fees.length > 4 || fees.some((fee) => amountOf(fee, language) === null)) return null;
  const cites = fees
    .flatMap((fee) => rowCitation(fee, fee.id, fee.item[language], tables.agencies, language, today))
    .slice(0, 1);
  return {
    row: first.id,
    blocks: fees.flatMap((fee, index) => [
      {
        markdown: `${fees.length > 1 ? '- ' : ''}${parts.wording('table.fee.lead', language, { item: fee.item[language], amount: amountOf(fee, language) ?? '' })}${fee.note === null ? '' : `${language === 'en' ? ' ' : ''}${fee.note[language]}`}`,
        cites: index === 0 || index === fees.length - 1 ? cites : [],
      },
    ]),
  };
}

function amountOf(fee: Fee, language: Language): string | null {
  if (typeof fee.amount !== 'number') return null;
  const number = fee.amount.toLocaleString('en-US');
  const per = /\/(hour|month|year)$/u.exec(fee.unit)?.[1];
  const units = {
    hour: ['an hour', '每小時', '每小时'],
    month: ['a month', '每月', '每月'],
    year: ['a year', '每年', '每年'],
  } as const;
  const suffix = per === undefined ? null : units[per as keyof typeof units]; // the pattern allows these three
  if (language === 'en') return `HK$${number}${suffix === null ? '' : ` ${suffix[0]}`}`;
  return `${suffix === null ? '' : suffix[language === 'zh-Hant' ? 1 : 2]}${number}港元`;
}

function compact(text: string): string {
  return foldScript(text.normalize('NFKC').toLowerCase()).replace(/[\s\p{P}]/gu, '');
}
