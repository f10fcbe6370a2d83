import type { Article } from '../../domain/article.ts';
import type { Language } from '../../domain/language.ts';
import { SUMMARY_SECTION } from '../../domain/passage.ts';
import type { Retrieval } from '../../domain/retrieval.ts';
import {
  type AnsweringParts,
  type AnsweringTurn,
  citationsFor,
  type DraftBlock,
  type Step,
  stopWith,
} from '../answering-turn.ts';
import { type ChosenSection, chooseSections } from '../choose-sections.ts';
import { digestOf } from '../digest-of.ts';
import { isAlreadySaid } from '../is-already-said.ts';
import { ANSWERING_POLICY } from '../policy.ts';
import { type Quote, quoteLines, quoteSection } from '../quote-section.ts';
import { sectionBlocks } from '../section-blocks.ts';

/**
 * The best section's own sentences with their sources, the lines of further sections that may hold what was asked,
 * and the facts that may not be left out; a fee row that was named goes before them. Nothing is phrased anew.
 */
export const composeFromPassages: Step = {
  name: 'compose-from-passages',
  run: (turn, parts) => {
    const { retrieval, understanding, row } = turn;
    const { language } = understanding;
    const most = understanding.asksNothingMore === true ? ANSWERING_POLICY.sections.furtherOfBareSubject : undefined;
    const [first, ...further] = retrieval === null ? [] : chooseSections(retrieval, most);
    const article = first === undefined ? undefined : parts.articleById(first.article);
    const quote = first === undefined || article === undefined ? null : quoteWhole(article, first.section, turn);
    if (retrieval === null || first === undefined || article === undefined || quote === null) {
      return stopWith('unanswerable_no_content', parts.wording('refusal.outOfScope', language), 'no section left');
    }
    const blocks: DraftBlock[] = [...(row?.blocks ?? []), ...quote.blocks];
    let quoted =
      row === undefined ? quote.quoted : { ...quote.quoted, [`row:${row.row}`]: digestOf(wordsOf(row.blocks)) };
    const used: ChosenSection[] = [first];
    for (const section of further) {
      const addition = quoteFurther(section, article, blocks, turn, parts);
      if (addition === null) continue;
      blocks.push(...addition.blocks);
      quoted = { ...quoted, ...addition.quoted };
      used.push(section);
    }
    blocks.push(...notes(used, blocks, turn, parts));
    const others = retrieval.zone === 'likely' ? otherSubjects(retrieval, used, language, parts) : [];
    if (others.length > 0) blocks.push({ markdown: parts.wording('clarify.related', language), cites: [] });
    return {
      kind: 'stop',
      draft: {
        status: 'answered',
        completeness: quote.more === null && retrieval.zone === 'answer' ? 'complete' : 'partial',
        blocks,
        suggestions: others.map((title) => ({ kind: 'option', label: title, text: title })),
        quoted,
        articles: retrieval.articles.map(({ article: id }) => id),
        more: quote.more,
        reason: `${retrieval.zone}, rightness ${retrieval.rightness.toFixed(2)}, ${used.map(({ article: id, section }) => `${id}#${section}`).join(', ')}`,
      },
    };
  },
};

function quoteWhole(article: Article, section: string, { understanding, today }: AnsweringTurn): Quote | null {
  const { language } = understanding;
  return quoteSection(article, section, language, citationsFor(article, section, language, today));
}

/** Lead and fitting lines of a further section under its own heading; null when it adds nothing. */
function quoteFurther(
  { article: id, section, lines }: ChosenSection,
  first: Article,
  above: readonly DraftBlock[],
  turn: AnsweringTurn,
  parts: AnsweringParts,
): Quote | null {
  const { language, standalone } = turn.understanding;
  const article = parts.articleById(id);
  if (article === undefined) return null;
  const cites = citationsFor(article, section, language, turn.today, 1);
  const left = ANSWERING_POLICY.maxLinesInAll - linesIn(above);
  const limit = Math.max(0, Math.min(lines ?? ANSWERING_POLICY.maxLines, left));
  const quote = quoteLines(article, section, language, cites, standalone, limit);
  if (quote === null) return null;
  const said = wordsOf(above);
  const blocks = quote.blocks.filter(({ markdown }) => !isAlreadySaid(markdown, said));
  if (blocks.length === 0) return null;
  const isNamed = article.id === first.id || said.includes(`**${shortTitle(article, language)}`);
  const heading = headingOf(article, section, language, !isNamed);
  return { ...quote, blocks: [{ markdown: `**${heading}**`, cites: [] }, ...withCitation(blocks, cites)] };
}

/** List items among blocks that each are a paragraph, an item or a table. */
function linesIn(blocks: readonly DraftBlock[]): number {
  return sectionBlocks(wordsOf(blocks)).filter(({ kind }) => kind === 'item').length;
}

/** What was left out may have carried the mark. */
function withCitation(blocks: readonly DraftBlock[], cites: DraftBlock['cites']): readonly DraftBlock[] {
  if (blocks.some((block) => block.cites.length > 0)) return blocks;
  return blocks.map((block, index) => (index === blocks.length - 1 ? { ...block, cites } : block));
}

function headingOf(article: Article, section: string, language: Language, namesArticle: boolean): string {
  const { title, sections } = article.texts[language];
  const heading = sections.find(({ id }) => id === section)?.heading;
  if (heading === undefined || section === SUMMARY_SECTION) return title;
  return namesArticle ? `${shortTitle(article, language)}${language === 'en' ? ': ' : '：'}${heading}` : heading;
}

/** The title without what it says after a colon: before a section's heading two colons would follow one another. */
function shortTitle(article: Article, language: Language): string {
  const { title } = article.texts[language];
  return title.split(/：|: /u)[0] ?? title;
}

/** What no answer from these sections may leave out, and that an article should have been reviewed. */
function notes(
  used: readonly ChosenSection[],
  above: readonly DraftBlock[],
  turn: AnsweringTurn,
  { wording, articleById }: AnsweringParts,
): DraftBlock[] {
  const { understanding, today } = turn;
  const { language } = understanding;
  const label = wording('answer.mustMention', language);
  const said = wordsOf(above);
  return [...Map.groupBy(used, ({ article }) => article)].flatMap(([id, sections]) => {
    const article = articleById(id);
    if (article === undefined) return [];
    const blocks = mustMention(
      article,
      sections.map(({ section }) => section),
      turn,
    )
      .filter((fact) => !isAlreadySaid(fact.markdown, said))
      .map((fact) => labelled(fact, label, language));
    if (today <= article.reviewBy) return blocks;
    const owner = article.sources[0]?.publisher[language] ?? article.owner;
    return [
      ...blocks,
      { markdown: wording('answer.pastReview', language, { day: article.reviewBy, owner }), cites: [] },
    ];
  });
}

/** Titles of other articles that may be meant. */
function otherSubjects(
  { articles }: Retrieval,
  used: readonly ChosenSection[],
  language: Language,
  { articleById }: AnsweringParts,
): string[] {
  return articles
    .filter(({ article }) => !used.some((section) => section.article === article))
    .slice(0, ANSWERING_POLICY.options - 1)
    .flatMap(({ article }) => articleById(article)?.texts[language].title ?? []);
}

function wordsOf(blocks: readonly DraftBlock[]): string {
  return blocks.map((block) => block.markdown).join('\n');
}

/** Facts that answers from these sections may not leave out. */
function mustMention(article: Article, used: readonly string[], turn: AnsweringTurn): DraftBlock[] {
  const { language } = turn.understanding;
  return article.mustMention
    .filter((fact) => fact.appliesTo.length === 0 || fact.appliesTo.some((section) => used.includes(section)))
    .filter((fact) => !used.slice(0, 1).some((section) => fact.statedIn.includes(section)))
    .slice(0, ANSWERING_POLICY.maxMustMention)
    .map((fact) => {
      const [from = used[0] ?? SUMMARY_SECTION] = fact.statedIn;
      return { markdown: fact.text[language], cites: citationsFor(article, from, language, turn.today, 1) };
    });
}

function labelled(block: DraftBlock, label: string, language: Language): DraftBlock {
  return { ...block, markdown: `**${label}**${language === 'en' ? ': ' : '：'}${block.markdown}` };
}
