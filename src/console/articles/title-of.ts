import type { Article } from '../../domain/article.ts';
import type { LocalizedText } from '../../domain/language.ts';

export function titleOf({ texts }: Pick<Article, 'texts'>): LocalizedText {
  return { en: texts.en.title, 'zh-Hant': texts['zh-Hant'].title, 'zh-Hans': texts['zh-Hans'].title };
}
