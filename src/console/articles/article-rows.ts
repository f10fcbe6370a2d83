import type { Article } from '../../domain/article.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Tables } from '../../domain/tables.ts';
import type { FeedbackCounts } from '../../insights/insight-store.ts';
import type { Fault } from '../../knowledge/fault.ts';
import { folderOf } from '../../knowledge/folder-of.ts';
import type { ArticleDraft } from '../../knowledge/read-article.ts';
import type { ArticleRow } from '../api.ts';
import { freshnessOf } from './freshness-of.ts';

export interface RowFacts {
  readonly today: string;
  readonly agencies: Tables['agencies'];
  readonly faults: readonly Fault[];
  readonly cited30: ReadonlyMap<string, number>;
  readonly cited180: ReadonlyMap<string, number>;
  readonly feedback: ReadonlyMap<string, FeedbackCounts>;
}

/** A folder of an article with what could be read of it. */
export interface ArticleFolder {
  readonly topic: string;
  readonly id: string;
  readonly draft: ArticleDraft;
  /** A fault keeps it out of the answers. */
  readonly isLeftOut: boolean;
}

/** The folder a fault's file belongs to; null for tables, lexicon and the rest. */
export function articleOfFile(file: string): { readonly topic: string; readonly id: string } | null {
  const [, topic, id] = /^articles\/([^/]+)\/([^/]+)\//u.exec(file) ?? [];
  return topic === undefined || id === undefined ? null : { topic, id };
}

export function asFolder({ texts, ...head }: Article): ArticleFolder {
  return { topic: head.topic, id: head.id, draft: { head, texts }, isLeftOut: false };
}

/** How many faults each article folder has. */
export function countFaults(faults: readonly Fault[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { file } of faults) {
    const article = articleOfFile(file);
    if (article !== null) counts.set(folderOf(article), (counts.get(folderOf(article)) ?? 0) + 1);
  }
  return counts;
}

/** What the list shows of articles. */
export function articleRows(folders: readonly ArticleFolder[], facts: RowFacts): readonly ArticleRow[] {
  const faults = countFaults(facts.faults);
  const agencies = new Map(facts.agencies.map((agency) => [agency.id, agency.short]));
  return folders.map(({ topic, id, draft: { head, texts }, isLeftOut }) => {
    const languages = LANGUAGES.filter((language) => texts[language] !== undefined);
    const anyTitle = languages.map((language) => texts[language]?.title).find((title) => title !== undefined);
    const [reviewBy, validUntil] = [head?.reviewBy ?? null, head?.validUntil ?? null];
    return {
      id,
      topic,
      title:
        anyTitle === undefined
          ? null
          : {
              en: texts.en?.title ?? anyTitle,
              'zh-Hant': texts['zh-Hant']?.title ?? anyTitle,
              'zh-Hans': texts['zh-Hans']?.title ?? anyTitle,
            },
      owner: head === null ? null : { id: head.owner, name: agencies.get(head.owner) ?? null },
      checkedOn: head?.checkedOn ?? null,
      reviewBy,
      validUntil,
      freshness: freshnessOf({ reviewBy, validUntil, isLeftOut }, facts.today),
      languages,
      faults: faults.get(folderOf({ topic, id })) ?? 0,
      cited: { days30: facts.cited30.get(id) ?? 0, days180: facts.cited180.get(id) ?? 0 },
      feedback: facts.feedback.get(id) ?? { helpful: 0, notHelpful: 0 },
    };
  });
}
