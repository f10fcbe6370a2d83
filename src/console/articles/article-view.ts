import type { ArticleText } from '../../domain/article.ts';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import { SUMMARY_SECTION } from '../../domain/passage.ts';
import { extractFigures } from '../../knowledge/extract-figures.ts';
import type { Fault } from '../../knowledge/fault.ts';
import { folderOf } from '../../knowledge/folder-of.ts';
import type { ArticleRow, ArticleView, FigureDifference, SectionCell, SectionRow } from '../api.ts';
import type { ArticleFolder } from './article-rows.ts';

/** Everything the article's page shows: the languages aligned by section, with what is wrong where it stands. */
export function articleView(row: ArticleRow, folder: ArticleFolder, faults: readonly Fault[]): ArticleView {
  const path = folderOf(folder);
  const { head, texts } = folder.draft;
  const own = faults.filter((fault) => fault.file.startsWith(`${path}/`));
  const sections = sectionIds(texts).map((id) => sectionRow(id, texts, own, path));
  const shown = new Set(
    sections.flatMap(({ cells }) => LANGUAGES.flatMap((language) => cells[language]?.faults ?? [])),
  );
  const general = (language: Language) =>
    (texts[language]?.questions ?? []).filter(({ section }) => section === null).map(({ text }) => text);
  return {
    ...row,
    folder: `knowledge/${path}`,
    files: ['article.yaml', ...LANGUAGES.map((language) => `${language}.md`)].map(
      (name) => `knowledge/${path}/${name}`,
    ),
    checkCommand: `npm run knowledge check -- ${path}`,
    sections,
    generalQuestions: { en: general('en'), 'zh-Hant': general('zh-Hant'), 'zh-Hans': general('zh-Hans') },
    sources: head?.sources ?? [],
    mustMention: head?.mustMention ?? [],
    related: head?.related ?? [],
    otherFaults: own.filter((fault) => !shown.has(fault)),
  };
}

type Texts = ArticleFolder['draft']['texts'];

/** In English order; what only another language has comes where it stands there. */
function sectionIds(texts: Texts): readonly string[] {
  const ids: string[] = [SUMMARY_SECTION];
  for (const language of LANGUAGES) {
    let last = 0;
    for (const { id } of texts[language]?.sections ?? []) {
      const at = ids.indexOf(id);
      if (at < 0) ids.splice(last + 1, 0, id);
      last = ids.indexOf(id);
    }
  }
  return ids;
}

function sectionRow(id: string, texts: Texts, faults: readonly Fault[], path: string): SectionRow {
  const english = wordsOf(texts.en, id);
  const cell = (language: Language): SectionCell | null => {
    const text = texts[language];
    const words = wordsOf(text, id);
    if (text === undefined || words === null) return null;
    return {
      heading: words.heading,
      text: words.text,
      line: words.line,
      questions: text.questions.filter(({ section }) => section === id).map((question) => question.text),
      faults: faultsAt(
        text,
        words.line,
        faults.filter(({ file }) => file === `${path}/${language}.md`),
      ),
      difference: language === 'en' || english === null ? null : differenceOf(english, words, language),
    };
  };
  return { id, cells: { en: cell('en'), 'zh-Hant': cell('zh-Hant'), 'zh-Hans': cell('zh-Hans') } };
}

interface Words {
  readonly heading: string;
  readonly text: string;
  readonly line: number;
}

function wordsOf(text: ArticleText | undefined, id: string): Words | null {
  if (text === undefined) return null;
  if (id === SUMMARY_SECTION) return { heading: text.title, text: text.summary, line: 0 };
  return text.sections.find((section) => section.id === id) ?? null;
}

/** Faults on the lines of this section; the front matter's belong to the summary. */
function faultsAt(text: ArticleText, line: number, faults: readonly Fault[]): readonly Fault[] {
  const next = text.sections.find((section) => section.line > line)?.line ?? Number.POSITIVE_INFINITY;
  return faults.filter((fault) => fault.line >= line && fault.line < next);
}

function differenceOf(english: Words, other: Words, language: Language): FigureDifference | null {
  const expected = extractFigures(`${english.heading}\n${english.text}`, 'en');
  const found = extractFigures(`${other.heading}\n${other.text}`, language);
  const [one, two] = [
    [...expected.numbers, ...expected.codes],
    [...found.numbers, ...found.codes],
  ];
  const missing = one.filter((figure) => !two.includes(figure));
  const surplus = two.filter((figure) => !one.includes(figure));
  return missing.length + surplus.length === 0 ? null : { missing, surplus };
}
