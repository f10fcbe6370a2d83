import type { Knowledge } from '../../domain/knowledge.ts';
import { LANGUAGES, type Language } from '../../domain/language.ts';
import type { Entity } from '../../domain/understanding.ts';
import { ANY_EVENT, type Followed } from '../../following/following.ts';
import type { FollowingRules } from '../../following/read-following.ts';
import type { Names } from '../../following/talk-parts.ts';

/** What may be followed, and how it is called, in the knowledge as it stands. */
export function knowledgeNames(
  rules: FollowingRules,
  {
    knowledge,
    namesIn,
    articleAbout,
  }: {
    readonly knowledge: () => Knowledge;
    readonly namesIn: (text: string) => readonly Entity[];
    readonly articleAbout: Names['articleAbout'];
  },
): Names {
  const topicName = (id: string, language: Language) =>
    rules.topics.find((topic) => topic.id === id)?.name[language] ?? null;
  const isNamed = (title: Readonly<Record<Language, string>>, bare: string) =>
    LANGUAGES.some((language) => rules.bareName(title[language]) === bare);
  return {
    nameOf({ kind, id }: Followed, language) {
      const { articles, tables } = knowledge();
      switch (kind) {
        case 'article':
          return articles.find((article) => article.id === id)?.texts[language].title ?? null;
        case 'topic':
          return topicName(id, language);
        case 'market':
          return tables.markets.find((market) => market.id === id)?.name[language] ?? null;
        case 'event':
          if (id === ANY_EVENT) return topicName('events', language);
          return tables.events.find((event) => event.id === id)?.title[language] ?? null;
      }
    },
    articleTitled: (bare) =>
      knowledge().articles.find(({ texts }) =>
        isNamed({ en: texts.en.title, 'zh-Hant': texts['zh-Hant'].title, 'zh-Hans': texts['zh-Hans'].title }, bare),
      )?.id ?? null,
    eventTitled: (bare) => knowledge().tables.events.find(({ title }) => isNamed(title, bare))?.id ?? null,
    marketsIn: (text) =>
      namesIn(text)
        .filter(({ kind }) => kind === 'market')
        .map(({ id, text: words }) => ({ id, text: words })),
    articleAbout,
    topicOf: (id) => knowledge().articles.find((article) => article.id === id)?.topic ?? null,
  };
}
