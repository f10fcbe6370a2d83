import type { Article } from '../domain/article.ts';
import type { ConversationState } from '../domain/conversation.ts';
import type { Language } from '../domain/language.ts';
import { passageId, SUMMARY_SECTION } from '../domain/passage.ts';
import type { DraftBlock, DraftCitation } from './answering-turn.ts';
import { digestOf } from './digest-of.ts';
import { ANSWERING_POLICY } from './policy.ts';
import { relevantLines } from './relevant-lines.ts';
import { type SectionBlock, sectionBlocks } from './section-blocks.ts';

export interface Quote {
  readonly blocks: readonly DraftBlock[];
  readonly quoted: Readonly<Record<string, string>>;
  /** Where the next part starts; null when all was quoted. */
  readonly more: ConversationState['more'];
}

/**
 * A section's own sentences: its lead, then at most six lines; the rest waits for «more». The first and the last block
 * carry the citations. null when the section does not exist (any more).
 */
export function quoteSection(
  article: Article,
  section: string,
  language: Language,
  cites: readonly DraftCitation[],
  fromBlock = 0,
  maxLines: number = ANSWERING_POLICY.maxLines,
): Quote | null {
  const words = wordsOf(article, section, language);
  if (words === undefined) return null;
  const all = sectionBlocks(words);
  const wanted = all.slice(fromBlock, fromBlock + maxLines + (fromBlock === 0 ? 1 : 0));
  const passage = passageId(article.id, language, section);
  const shown = fromBlock + wanted.length;
  return {
    blocks: citedAtBothEnds(wanted, cites),
    quoted: { [passage]: digestOf(words) },
    more: shown < all.length ? { passage, shownBlocks: shown } : null,
  };
}

/**
 * The lead of a section and at most `limit` of its lines, those that share most with the question. «More» does not go on
 * here: the section stands beside another one. null when it does not exist (any more).
 */
export function quoteLines(
  article: Article,
  section: string,
  language: Language,
  cites: readonly DraftCitation[],
  question: string,
  limit: number,
): Quote | null {
  const words = wordsOf(article, section, language);
  if (words === undefined) return null;
  const wanted = relevantLines(sectionBlocks(words), question, limit);
  return {
    blocks: citedAtBothEnds(wanted, cites),
    quoted: { [passageId(article.id, language, section)]: digestOf(words) },
    more: null,
  };
}

function wordsOf(article: Article, section: string, language: Language): string | undefined {
  const text = article.texts[language];
  return section === SUMMARY_SECTION ? text.summary : text.sections.find((candidate) => candidate.id === section)?.text;
}

/** The first and the last block carry the citations; a table cannot. */
function citedAtBothEnds(blocks: readonly SectionBlock[], cites: readonly DraftCitation[]): DraftBlock[] {
  return blocks.map((block, index) => ({
    markdown: block.markdown,
    cites: block.kind !== 'table' && (index === 0 || index === blocks.length - 1) ? cites : [],
  }));
}
