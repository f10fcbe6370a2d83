import { isSimplifiedOnly, isTraditionalOnly } from '../chinese/script-tables.ts';
import type { Article, ArticleText } from '../domain/article.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { compareLanguages, differences, figuresOf } from './compare-languages.ts';
import type { Fault } from './fault.ts';
import { halfWidthMark, halfWidthMessage } from './half-width-mark.ts';
import { KNOWLEDGE_POLICY } from './policy.ts';
import { PLACEHOLDER } from './scaffold-article.ts';
import { partsOf } from './sentences.ts';

const CHINESE = ['zh-Hant', 'zh-Hans'] as const;

/** The rules that hold inside one article: same sections, same figures, right script, right lengths, names that exist. */
export function checkArticle(article: Article, folder: string): Fault[] {
  return [
    ...checkNames(article, `${folder}/article.yaml`),
    ...LANGUAGES.flatMap((language) => checkText(article.texts[language], language, `${folder}/${language}.md`)),
    ...compareLanguages(article, folder),
    ...checkMustMention(article, `${folder}/article.yaml`),
  ];
}

function checkNames(article: Article, file: string): Fault[] {
  const sections = new Set(['summary', ...article.texts.en.sections.map((section) => section.id)]);
  const named = [
    ...article.sources.flatMap((source) =>
      source.supports.map((id) => ({ id, where: `source ${source.id}, supports` })),
    ),
    ...article.mustMention.flatMap((fact) => [
      ...fact.appliesTo.map((id) => ({ id, where: `mustMention ${fact.id}, appliesTo` })),
      ...fact.statedIn.map((id) => ({ id, where: `mustMention ${fact.id}, statedIn` })),
    ]),
  ];
  const faults = named
    .filter(({ id }) => !sections.has(id))
    .map(({ id, where }) =>
      fault(file, 1, `${where}: there is no section «${id}». Use one of ${[...sections].join(', ')}.`),
    );
  for (const { id: section } of article.texts.en.sections) {
    if (!article.sources.some((source) => source.supports.length === 0 || source.supports.includes(section))) {
      faults.push(fault(file, 1, `No source supports the section «${section}». Add it to a source's supports.`));
    }
  }
  for (const [kind, ids] of [
    ['source', article.sources.map((source) => source.id)],
    ['mustMention', article.mustMention.map((fact) => fact.id)],
    ['related', article.related],
  ] as const) {
    for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
      faults.push(fault(file, 1, `The ${kind} «${id}» stands twice. Merge the two entries.`));
    }
  }
  if (article.related.includes(article.id)) faults.push(fault(file, 1, 'related names this very article. Remove it.'));
  for (const source of article.sources) {
    if (source.date !== 'undated' && source.date > article.checkedOn) {
      faults.push(
        fault(
          file,
          1,
          `The source «${source.id}» is dated ${source.date}, after checkedOn ${article.checkedOn}. Read it again and set checkedOn, or mend its date.`,
        ),
      );
    }
  }
  if (article.checkedOn >= article.reviewBy) faults.push(fault(file, 1, 'reviewBy must lie after checkedOn.'));
  return faults;
}

function checkText(text: ArticleText, language: Language, file: string): Fault[] {
  const { minQuestions, maxQuestions, minSections, maxSections, maxTitle, maxSummary, maxSection } = KNOWLEDGE_POLICY;
  const { minQuestionsOfSection } = KNOWLEDGE_POLICY;
  const faults: Fault[] = [];
  const { questions, sections } = text;
  if (questions.length < minQuestions || questions.length > maxQuestions) {
    faults.push(
      fault(file, 2, `${questions.length} example questions; there must be ${minQuestions} to ${maxQuestions}.`),
    );
  }
  const seen = new Set<string>();
  const ids = new Set(sections.map((section) => section.id));
  for (const { text: question, section } of questions) {
    if (section !== null && !ids.has(section)) {
      faults.push(fault(file, 2, `The question «${question}» names the section «${section}», which is not here.`));
    }
    const key = question
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{P}]/gu, '');
    if (seen.has(key))
      faults.push(fault(file, 2, `The question «${question}» stands twice. Replace one by another wording.`));
    seen.add(key);
  }
  if (sections.length < minSections || sections.length > maxSections) {
    faults.push(fault(file, 2, `${sections.length} sections; there must be ${minSections} to ${maxSections}.`));
  }
  if (text.title.length > maxTitle)
    faults.push(fault(file, 2, `The title has ${text.title.length} characters; at most ${maxTitle}.`));
  if (text.summary.length > maxSummary[language]) {
    faults.push(fault(file, 2, `The summary has ${text.summary.length} characters; at most ${maxSummary[language]}.`));
  }
  for (const section of sections) {
    if (sections.find(({ heading }) => heading === section.heading) !== section) {
      faults.push(fault(file, section.line, 'Another section has this heading. Ask another question in one of them.'));
    }
    if (/^(?:[-*+|>]|\d+\.)\s/u.test(section.text)) {
      faults.push(
        fault(
          file,
          section.line,
          'The section begins with a list. Answer the heading in one sentence before the list.',
        ),
      );
    }
    const asked = questions.filter((question) => question.section === section.id).length;
    if (asked < minQuestionsOfSection) {
      faults.push(
        fault(
          file,
          section.line,
          `${asked} example questions end in {#${section.id}}; every section needs ${minQuestionsOfSection} that it answers.`,
        ),
      );
    }
    if (section.text.length > maxSection[language]) {
      faults.push(
        fault(
          file,
          section.line,
          `The section has ${section.text.length} characters; at most ${maxSection[language]}. Split it.`,
        ),
      );
    }
    if (/\]\(|https?:\/\/|www\./u.test(section.text)) {
      faults.push(fault(file, section.line, 'A link stands in the text. Move it to sources in article.yaml.'));
    }
    if (/<[a-z!/]/iu.test(section.text)) faults.push(fault(file, section.line, 'HTML is not allowed. Use Markdown.'));
  }
  return [
    ...faults,
    ...checkPlaceholders(text, file),
    ...checkTone(text, file),
    ...checkScript(text, language, file),
    ...checkMarks(text, language, file),
  ];
}

/** What `knowledge new` wrote for the writer to replace is never an answer. */
function checkPlaceholders(text: ArticleText, file: string): Fault[] {
  return wordsOf(text).flatMap(({ line, words }) => {
    const [placeholder] = PLACEHOLDER.exec(words) ?? [];
    return placeholder === undefined ? [] : [fault(file, line, `${placeholder} is still to be written.`)];
  });
}

/** The voice of a public office. Example questions are how people type, so they are free. */
function checkTone(text: ArticleText, file: string): Fault[] {
  return partsOf(text).flatMap(({ heading, text: words, line }) => {
    const [found] = /[!！]|\p{Extended_Pictographic}|\(unverified\)/iu.exec(`${heading}\n${words}`) ?? [];
    return found === undefined ? [] : [fault(file, line, `«${found}» does not belong in an answer. Remove it.`)];
  });
}

/** Every word of a file with the line of its part, example questions included. */
function wordsOf(text: ArticleText): { readonly line: number; readonly words: string }[] {
  return [
    { line: 2, words: [text.title, text.summary, ...text.questions.map((question) => question.text)].join('\n') },
    ...text.sections.map((section) => ({ line: section.line, words: `${section.heading}\n${section.text}` })),
  ];
}

function checkScript(text: ArticleText, language: Language, file: string): Fault[] {
  if (language === 'en') return [];
  const isWrong = language === 'zh-Hant' ? isSimplifiedOnly : isTraditionalOnly;
  const other = language === 'zh-Hant' ? 'Simplified' : 'Traditional';
  return wordsOf(text).flatMap(({ line, words }) => {
    const wrong = [...new Set(words)].filter(isWrong);
    return wrong.length === 0
      ? []
      : [fault(file, line, `${other} characters: ${wrong.join(' ')}. Write them in this file's script.`)];
  });
}

/** A half-width comma in a Chinese line looks like a slip of the pen. Example questions are how people type, so they are free. */
function checkMarks(text: ArticleText, language: Language, file: string): Fault[] {
  if (language === 'en') return [];
  return partsOf(text).flatMap(({ heading, text: words, line }) => {
    const mark = halfWidthMark(heading) ?? halfWidthMark(words);
    return mark === null ? [] : [fault(file, line, halfWidthMessage(mark))];
  });
}

function checkMustMention(article: Article, file: string): Fault[] {
  return article.mustMention.flatMap((fact) => [
    ...CHINESE.flatMap((language) =>
      differences(figuresOf(fact.text.en, 'en'), figuresOf(fact.text[language], language)).map((message) =>
        fault(file, 1, `mustMention ${fact.id}: ${message}`),
      ),
    ),
    ...[...fact.text['zh-Hant']]
      .filter(isSimplifiedOnly)
      .map((c) => fault(file, 1, `mustMention ${fact.id}: Simplified character ${c}.`)),
    ...[...fact.text['zh-Hans']]
      .filter(isTraditionalOnly)
      .map((c) => fault(file, 1, `mustMention ${fact.id}: Traditional character ${c}.`)),
  ]);
}

function fault(file: string, line: number, message: string): Fault {
  return { file, line, message };
}
