import type { Article } from '../../domain/article.ts';
import type { Language } from '../../domain/language.ts';
import { SUMMARY_SECTION } from '../../domain/passage.ts';
import { type AnsweringTurn, citationsFor, type DraftBlock, type Step, stopWith } from '../answering-turn.ts';
import { isAlreadySaid } from '../is-already-said.ts';
import { ANSWERING_POLICY } from '../policy.ts';
import { type Quote, quoteSection } from '../quote-section.ts';

/** A second section joins with its lead sentence when it scores at least this share of the first. */
const SECOND_SECTION_SHARE = 0.68;

/** Lines of the first section that follow a summary. */
const LINES_AFTER_SUMMARY = 4;

/**
 * The best section's own sentences with their sources, the facts that may not be left out, and the lead of a second
 * section that fits nearly as well. Nothing is phrased anew.
 */
export const composeFromPassages: Step = {
  name: 'compose-from-passages',
  run: (turn, { articleById, wording }) => {
    const { retrieval, understanding, today } = turn;
    const { language } = understanding;
    const best = retrieval?.articles[0];
    const article = best === undefined ? undefined : articleById(best.article);
    const [first, second] = sectionsOf(turn, article);
    if (retrieval === null || article === undefined || first === undefined) {
      return stopWith('unanswerable_no_content', wording('refusal.outOfScope', language), 'no section left');
    }
    const quote = quoteSection(article, first, language, citationsFor(article, first, language, today));
    if (quote === null)
      return stopWith('unanswerable_no_content', wording('refusal.outOfScope', language), 'the section is gone');
    const blocks: DraftBlock[] = [...quote.blocks];
    const addition =
      second === undefined ? null : quoteAddition(article, second, first === SUMMARY_SECTION, blocks, turn);
    if (addition !== null) blocks.push(...addition.blocks);
    const used = [first, ...(addition === null || second === undefined ? [] : [second])];
    const label = wording('answer.mustMention', language);
    for (const fact of mustMention(article, used, turn)) {
      if (!isAlreadySaid(fact.markdown, wordsOf(blocks))) blocks.push(labelled(fact, label, language));
    }
    if (today > article.reviewBy) {
      const owner = article.sources[0]?.publisher[language] ?? article.owner;
      blocks.push({ markdown: wording('answer.pastReview', language, { day: article.reviewBy, owner }), cites: [] });
    }
    return {
      kind: 'stop',
      draft: {
        status: 'answered',
        completeness: quote.more === null ? 'complete' : 'partial',
        blocks,
        suggestions: [],
        quoted: { ...quote.quoted, ...addition?.quoted },
        articles: retrieval.articles.map(({ article: id }) => id),
        more: quote.more,
        reason: `rightness ${retrieval.rightness.toFixed(2)}, section ${first}${second === undefined ? '' : ` and ${second}`}`,
      },
    };
  },
};

/** The best section of the best article, and a second one that is nearly as good. */
function sectionsOf(turn: AnsweringTurn, article: Article | undefined): string[] {
  const own = (turn.retrieval?.passages ?? []).filter(({ passage }) => passage.article === article?.id);
  const [best, next] = own;
  if (best === undefined) return article === undefined ? [] : [SUMMARY_SECTION];
  const isClose = next !== undefined && next.score >= SECOND_SECTION_SHARE * best.score;
  return [best.passage.section, ...(isClose ? [next.passage.section] : [])];
}

/** The lead of the second section; after a mere summary also its first lines. null when it adds nothing. */
function quoteAddition(
  article: Article,
  section: string,
  isAfterSummary: boolean,
  above: readonly DraftBlock[],
  turn: AnsweringTurn,
): Quote | null {
  const { language } = turn.understanding;
  const cites = citationsFor(article, section, language, turn.today, 1);
  const quote = quoteSection(article, section, language, cites, 0, isAfterSummary ? LINES_AFTER_SUMMARY : 0);
  const lead = quote?.blocks[0]?.markdown;
  return quote === null || lead === undefined || (!isAfterSummary && isAlreadySaid(lead, wordsOf(above)))
    ? null
    : quote;
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
