import type { Article, ArticleText } from '../domain/article.ts';
import type { Language } from '../domain/language.ts';
import type { Amount } from './amounts.ts';
import { extractFigures, type Figures } from './extract-figures.ts';
import { extractQuantities, type Quantities } from './extract-quantities.ts';
import type { Fault } from './fault.ts';
import { partsOf } from './sentences.ts';

/** The Chinese texts have the sections of the English one, and in each the same figures, dates, forms and addresses. */
export function compareLanguages({ texts }: Article, folder: string): Fault[] {
  const ids = (text: ArticleText) => text.sections.map((section) => section.id).join(', ');
  const english = partsOf(texts.en).map(({ heading, text }) => figuresOf(`${heading}\n${text}`, 'en'));
  return (['zh-Hant', 'zh-Hans'] as const).flatMap((language) => {
    const file = `${folder}/${language}.md`;
    if (ids(texts.en) !== ids(texts[language])) {
      const message = `The sections differ from en.md. en.md has: ${ids(texts.en)}. This file has: ${ids(texts[language])}.`;
      return [{ file, line: 2, message: `${message} Write the same sections in the same order.` }];
    }
    return partsOf(texts[language]).flatMap(({ heading, text, line }, index) => {
      const twin = english[index];
      if (twin === undefined) return [];
      const here = figuresOf(`${heading}\n${text}`, language);
      return differences(twin, here).map((message) => ({ file, line, message }));
    });
  });
}

/** All that has to be equal in a text's three versions. */
export type ComparedFigures = Figures & Quantities;

export function figuresOf(text: string, language: Language): ComparedFigures {
  return { ...extractFigures(text, language), ...extractQuantities(text, language) };
}

/** What two versions of one text say differently, as sentences for an editor. */
export function differences(english: ComparedFigures, here: ComparedFigures): string[] {
  return [
    ...difference('number', english.numbers, here.numbers),
    ...difference('form name', english.codes, here.codes),
    ...difference('percentage', english.percentages, here.percentages),
    ...difference('day (month-day)', english.days, here.days),
    ...difference('address', english.addresses, here.addresses),
    ...differentCurrencies(english.amounts, here.amounts),
  ];
}

function difference(kind: string, english: readonly string[], here: readonly string[]): string[] {
  const missing = english.filter((figure) => !here.includes(figure));
  const surplus = here.filter((figure) => !english.includes(figure));
  if (missing.length === 0 && surplus.length === 0) return [];
  const parts = [
    ...(missing.length > 0 ? [`en.md has the ${kind} ${missing.join(', ')}, this text has not`] : []),
    ...(surplus.length > 0 ? [`this text has the ${kind} ${surplus.join(', ')}, en.md has not`] : []),
  ];
  return [`${parts.join('; ')}. Make the languages say the same.`];
}

/** «HK$100 to 200» names its currency first, «100至200港元» last: an amount counts only where both sides name one. */
function differentCurrencies(english: readonly Amount[], here: readonly Amount[]): string[] {
  const currencies = (amounts: readonly Amount[]) => [...new Set(amounts.map(({ currency }) => currency))].sort();
  const whole = difference('currency', currencies(english), currencies(here));
  if (whole.length > 0) return whole;
  return here.flatMap(({ currency, value }) => {
    const same = english.filter((amount) => amount.value === value);
    if (same.length === 0 || same.some((amount) => amount.currency === currency)) return [];
    const expected = same.map((amount) => `${amount.currency} ${value}`).join(', ');
    return [`en.md has ${expected}, this text has ${currency} ${value}. Make the languages say the same.`];
  });
}
