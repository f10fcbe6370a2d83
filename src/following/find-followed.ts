import type { Language } from '../domain/language.ts';
import type { Followed } from './following.ts';
import type { TalkParts } from './talk-parts.ts';

/** Letters around a market's name that make it no other subject: «的», «市场». */
const AROUND_A_MARKET = 2;

/**
 * What somebody names: a topic, an event or an article by its name, a market when little else is said, else the article
 * that the words are about, else a market after all. null: nothing that is known.
 */
export async function findFollowed(
  words: string,
  language: Language,
  { rules, names }: Pick<TalkParts, 'rules' | 'names'>,
): Promise<Followed | null> {
  const bare = rules.bareName(words);
  const topic = rules.topicNamed(bare) ?? rules.topicNamed(words);
  if (topic !== null) return topic === 'events' ? { kind: 'event', id: 'any' } : { kind: 'topic', id: topic };
  const event = names.eventTitled(bare);
  if (event !== null) return { kind: 'event', id: event };
  const titled = names.articleTitled(bare);
  if (titled !== null) return { kind: 'article', id: titled };
  const [market, other] = names.marketsIn(bare);
  const isTheMarket = market !== undefined && bare.length - market.text.length <= AROUND_A_MARKET;
  if (isTheMarket) return { kind: 'market', id: market.id };
  const article = await names.articleAbout(words, language);
  if (article !== null) return { kind: 'article', id: article };
  return market === undefined || other !== undefined ? null : { kind: 'market', id: market.id };
}
