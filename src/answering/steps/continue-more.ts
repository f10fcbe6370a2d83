import { SUMMARY_SECTION } from '../../domain/passage.ts';
import { citationsFor, goOn, isValidOn, type Step, stopWith } from '../answering-turn.ts';
import { quoteSection } from '../quote-section.ts';

/** «more»: the rest of the section that was quoted last. */
export const continueMore: Step = {
  name: 'continue-more',
  run: (turn, { articleById, wording }) => {
    const { intent, language } = turn.understanding;
    if (intent.kind !== 'more') return goOn(turn);
    const more = turn.state.more;
    const [articleId, rest = ''] = more?.passage.split('/') ?? [];
    const section = rest.split('#')[1] ?? SUMMARY_SECTION;
    const article = articleId === undefined ? undefined : articleById(articleId);
    if (more === null || article === undefined || !isValidOn(article, turn.today))
      return stopWith('smalltalk', wording('more.nothing', language), 'nothing more');
    const cites = citationsFor(article, section, language, turn.today);
    const quote = quoteSection(article, section, language, cites, more.shownBlocks);
    if (quote === null || quote.blocks.length === 0)
      return stopWith('smalltalk', wording('more.nothing', language), 'nothing more');
    return {
      kind: 'stop',
      draft: {
        status: 'answered',
        completeness: quote.more === null ? 'complete' : 'partial',
        blocks: quote.blocks,
        suggestions: [],
        quoted: quote.quoted,
        articles: [article.id],
        more: quote.more,
        reason: 'continued the last section',
      },
    };
  },
};
