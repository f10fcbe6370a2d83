import type { Knowledge } from '../domain/knowledge.ts';
import type { LexiconEntry } from '../domain/lexicon.ts';

const made = new WeakMap<object, readonly LexiconEntry[]>();

/** Lexicon and markets as one list of ideas: a city or an old name of a market leads to the market's name. One list for each state of the knowledge. */
export function ideasOf(knowledge: Pick<Knowledge, 'lexicon' | 'tables'>): readonly LexiconEntry[] {
  const ideas = made.get(knowledge) ?? listIdeas(knowledge);
  made.set(knowledge, ideas);
  return ideas;
}

function listIdeas(knowledge: Pick<Knowledge, 'lexicon' | 'tables'>): readonly LexiconEntry[] {
  const markets = knowledge.tables.markets.filter((market) => market.id !== 'mainland');
  return [
    ...markets.map((market) => ({
      id: `market-${market.id}`,
      kind: 'market',
      words: {
        en: [market.name.en, ...market.aliases],
        'zh-Hant': [market.name['zh-Hant'], ...market.aliases],
        'zh-Hans': [market.name['zh-Hans'], ...market.aliases],
      },
      pinyin: [],
    })),
    ...knowledge.lexicon,
  ];
}
