import { isSimplifiedOnly, isTraditionalOnly } from '../../src/chinese/script-tables.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Knowledge } from '../../src/domain/knowledge.ts';
import type { Language } from '../../src/domain/language.ts';

/** Every web address that stands in a knowledge file: the only ones an answer may cite. */
export function knownUrls(knowledge: Knowledge): ReadonlySet<string> {
  const { agencies, mainlandOffices, provinces, overseasOffices, agreements, fees, thresholds, schemes, events } =
    knowledge.tables;
  const treaties = agreements.flatMap(({ cdta, ipa, fta }) => [cdta, ipa, fta].filter((row) => row !== null));
  const rows = [
    ...agencies,
    ...mainlandOffices,
    ...provinces,
    ...overseasOffices,
    ...treaties,
    ...fees,
    ...thresholds,
    ...schemes,
    ...events,
  ];
  return new Set([
    ...knowledge.articles.flatMap((article) => article.sources.map((source) => source.url)),
    ...rows.flatMap((row) => (row.source === null ? [] : [row.source])),
  ]);
}

/** What is wrong with an answer, whatever was asked; empty when nothing is. */
export function faultsOf(answer: Answer, urls: ReadonlySet<string>): string[] {
  const { status, text, citations, suggestions, table, language } = answer;
  const faults: string[] = [];
  const marks = [...new Set([...text.matchAll(/\[(\d{1,2})\]/gu)].map((match) => Number(match[1])))];
  if (text.trim() === '') faults.push('says nothing');
  if (status === 'answered' && citations.length === 0) faults.push('cites nothing');
  if (marks.toSorted((a, b) => a - b).join() !== citations.map(({ mark }) => mark).join())
    faults.push(`marks ${marks.join()} do not fit ${citations.length} citations`);
  for (const { url, checkedOn, ageDays } of citations) {
    if (!urls.has(url)) faults.push(`cites ${url}, which stands in no knowledge file`);
    if (!/^\d{4}-\d{2}-\d{2}$/u.test(checkedOn) || !Number.isInteger(ageDays) || ageDays < 0)
      faults.push(`${url} has no age`);
  }
  if (suggestions.length > 4) faults.push(`${suggestions.length} suggestions`);
  if (new Set(suggestions.map((suggestion) => suggestion.text)).size < suggestions.length)
    faults.push('suggests the same twice');
  const shown = [
    text,
    ...suggestions.map(({ label }) => label),
    table?.caption ?? '',
    ...(table?.columns ?? []),
    ...(table?.rows.flat() ?? []),
  ].join('\n');
  if (/<\s*\/?\s*[a-z!]/iu.test(shown)) faults.push('shows markup');
  faults.push(...wrongScript(shown, language));
  return faults;
}

function wrongScript(shown: string, language: Language): string[] {
  const han = [...shown].filter((character) => /\p{Script=Han}/u.test(character));
  // An English answer may quote a Chinese name.
  if (language === 'en')
    return han.length > shown.length / 20 ? [`Chinese in English: ${[...new Set(han)].join('')}`] : [];
  const wrong = [...new Set(han.filter(language === 'zh-Hant' ? isSimplifiedOnly : isTraditionalOnly))];
  return wrong.length > 0 ? [`the other script: ${wrong.join('')}`] : [];
}
