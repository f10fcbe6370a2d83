import type { Article } from '../domain/article.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import type { Fault } from './fault.ts';
import { KNOWLEDGE_POLICY } from './policy.ts';
import { partsOf, sentencesOf } from './sentences.ts';

/** «Yes.» before the answer is no sentence of its own. */
const BARE_ANSWER =
  /^(?:Yes|No|Not always|It depends|可以|不可以|不能|能|會|会|不會|不会|有|沒有|没有|是|不是|要|不用|須|须|不一定)[.。]$/u;

/** What is read with effort: a long opening, a long sentence. Warnings, because the words are true all the same. */
export function checkReading(article: Article, folder: string): Fault[] {
  return LANGUAGES.flatMap((language) => {
    const file = `${folder}/${language}.md`;
    const { sections } = article.texts[language];
    return [
      ...sections.flatMap(({ text, line }) => checkOpening(text, language).map((message) => ({ file, line, message }))),
      ...partsOf(article.texts[language]).flatMap(({ text, line }) =>
        checkSentences(text, language).map((message) => ({ file, line, message })),
      ),
    ];
  });
}

function checkOpening(text: string, language: Language): string[] {
  const [opening = ''] = text.split(/\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)/u);
  const count = sentencesOf(opening.replaceAll(/[;；]/gu, ','), language).filter((s) => !BARE_ANSWER.test(s)).length;
  const most = KNOWLEDGE_POLICY.maxOpeningSentences;
  return count <= most
    ? []
    : [`The first paragraph has ${count} sentences; at most ${most}. Keep the answer, move the rest into bullets.`];
}

/** A row of names or amounts is read item by item, however long it is. */
const ENUMERATION = /(?:[^、]*、){5}|(?:[^,]*,\s){5}/u;

/** A name or figure in a Chinese sentence is read at a glance, like two characters. */
const LATIN = /[A-Za-z0-9][\w.,%'& -]*/gu;

function checkSentences(text: string, language: Language): string[] {
  const most = KNOWLEDGE_POLICY.maxSentence[language];
  const unit = language === 'en' ? 'words' : 'characters';
  return sentencesOf(text, language).flatMap((sentence) => {
    const length = language === 'en' ? sentence.split(/\s+/u).length : sentence.replace(LATIN, '00').length;
    if (length <= most || ENUMERATION.test(sentence)) return [];
    return [
      `«${sentence.slice(0, 24)}…» has ${length} ${unit}; at most ${most} read easily. Make two sentences of it.`,
    ];
  });
}
