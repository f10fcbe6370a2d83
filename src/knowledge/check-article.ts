import { isSimplifiedOnly, isTraditionalOnly } from '../chinese/script-tables.ts';
import type { Article, ArticleText } from '../domain/article.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { extractFigures } from './extract-figures.ts';
import type { Fault } from './fault.ts';
import { KNOWLEDGE_POLICY } from './policy.ts';
import { PLACEHOLDER } from './scaffold-article.ts';

const CHINESE = ['zh-Hant', 'zh-Hans'] as const;

/** The rules that hold inside one article: same sections, same figures, right script, right lengths, names that exist. */
export function checkArticle(article: Article, folder: string): Fault[] {
  return [
    ...checkNames(article, `${folder}/article.yaml`),
    ...LANGUAGES.flatMap((language) => checkText(article.texts[language], language, `${folder}/${language}.md`)),
    ...CHINESE.flatMap((language) => checkSameAsEnglish(article, language, folder)),
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
  return [...faults, ...checkPlaceholders(text, file), ...checkScript(text, language, file)];
}

/** What `knowledge new` wrote for the writer to replace is never an answer. */
function checkPlaceholders(text: ArticleText, file: string): Fault[] {
  const parts = [
    { line: 2, words: [text.title, text.summary, ...text.questions.map((question) => question.text)].join('\n') },
    ...text.sections.map((section) => ({ line: section.line, words: `${section.heading}\n${section.text}` })),
  ];
  return parts.flatMap(({ line, words }) => {
    const [placeholder] = PLACEHOLDER.exec(words) ?? [];
    return placeholder === undefined ? [] : [fault(file, line, `${placeholder} is still to be written.`)];
  });
}

function checkScript(text: ArticleText, language: Language, file: string): Fault[] {
  if (language === 'en') return [];
  const isWrong = language === 'zh-Hant' ? isSimplifiedOnly : isTraditionalOnly;
  const other = language === 'zh-Hant' ? 'Simplified' : 'Traditional';
  const parts = [
    { line: 2, words: [text.title, text.summary, ...text.questions.map((question) => question.text)].join('\n') },
    ...text.sections.map((section) => ({ line: section.line, words: `${section.heading}\n${section.text}` })),
  ];
  return parts.flatMap(({ line, words }) => {
    const wrong = [...new Set([...words].filter(isWrong))];
    return wrong.length === 0
      ? []
      : [fault(file, line, `${other} characters: ${wrong.join(' ')}. Write them in this file's script.`)];
  });
}

function checkSameAsEnglish(article: Article, language: Language, folder: string): Fault[] {
  const [english, other] = [article.texts.en, article.texts[language]];
  const file = `${folder}/${language}.md`;
  const ids = (text: ArticleText) => text.sections.map((section) => section.id).join(', ');
  if (ids(english) !== ids(other)) {
    return [
      fault(file, 2, `The sections differ from en.md. en.md has: ${ids(english)}. This file has: ${ids(other)}.`),
    ];
  }
  return [
    ...compareFigures(`${english.title}\n${english.summary}`, `${other.title}\n${other.summary}`, language, file, 2),
    ...other.sections.flatMap((section, index) => {
      const twin = english.sections[index];
      if (twin === undefined) return [];
      return compareFigures(
        `${twin.heading}\n${twin.text}`,
        `${section.heading}\n${section.text}`,
        language,
        file,
        section.line,
      );
    }),
  ];
}

function checkMustMention(article: Article, file: string): Fault[] {
  return article.mustMention.flatMap((fact) => [
    ...CHINESE.flatMap((language) =>
      compareFigures(fact.text.en, fact.text[language], language, file, 1, `mustMention ${fact.id}: `),
    ),
    ...[...fact.text['zh-Hant']]
      .filter(isSimplifiedOnly)
      .map((c) => fault(file, 1, `mustMention ${fact.id}: Simplified character ${c}.`)),
    ...[...fact.text['zh-Hans']]
      .filter(isTraditionalOnly)
      .map((c) => fault(file, 1, `mustMention ${fact.id}: Traditional character ${c}.`)),
  ]);
}

function compareFigures(
  english: string,
  other: string,
  language: Language,
  file: string,
  line: number,
  prefix = '',
): Fault[] {
  const [expected, found] = [extractFigures(english, 'en'), extractFigures(other, language)];
  return [
    ...difference('number', expected.numbers, found.numbers),
    ...difference('form name', expected.codes, found.codes),
  ].map((message) => fault(file, line, `${prefix}${message}`));
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

function fault(file: string, line: number, message: string): Fault {
  return { file, line, message };
}
