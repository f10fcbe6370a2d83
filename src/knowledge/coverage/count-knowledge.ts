import type { Knowledge } from '../../domain/knowledge.ts';
import { LANGUAGES, type Language } from '../../domain/language.ts';

export interface TopicCount {
  readonly topic: string;
  readonly articles: number;
  readonly sections: number;
  readonly questions: Readonly<Record<Language, number>>;
  readonly mustMention: number;
  readonly sources: number;
  readonly officialSources: number;
}

export interface TableCount {
  readonly table: string;
  readonly rows: number;
  readonly official: number;
  readonly secondary: number;
  readonly unverified: number;
}

/** What the knowledge base holds, by topic and by table; topics in alphabetical order. */
export function countKnowledge({ articles, tables }: Knowledge): {
  readonly topics: readonly TopicCount[];
  readonly tables: readonly TableCount[];
} {
  const topics = [...Map.groupBy(articles, (article) => article.topic)].map(([topic, own]) => {
    const sources = own.flatMap((article) => article.sources);
    const questions = Object.fromEntries(
      LANGUAGES.map((language) => [language, own.reduce((n, { texts }) => n + texts[language].questions.length, 0)]),
    ) as Record<Language, number>; // one entry for each language
    return {
      topic,
      articles: own.length,
      sections: own.reduce((n, { texts }) => n + texts.en.sections.length, 0),
      questions,
      mustMention: own.reduce((n, { mustMention }) => n + mustMention.length, 0),
      sources: sources.length,
      officialSources: sources.filter(({ kind }) => kind === 'official').length,
    };
  });
  const rows = Object.entries(tables).flatMap(([table, own]) => {
    if (!Array.isArray(own)) return [];
    const confidences = own.map((row: object) => confidenceOf(row));
    const count = (confidence: string) => confidences.filter((own) => own === confidence).length;
    return [
      {
        table,
        rows: own.length,
        official: count('official'),
        secondary: count('secondary'),
        unverified: count('unverified'),
      },
    ];
  });
  return { topics: topics.sort((a, b) => a.topic.localeCompare(b.topic)), tables: rows };
}

/** Of the row, or of the part of it that carries one (a treaty, the tax rates of a market). */
function confidenceOf(row: object): string {
  const parts = [row, ...(Object.values(row) as unknown[])]; // Object.values gives any
  const found = parts.find(
    (part): part is { confidence: string } => isObject(part) && typeof part['confidence'] === 'string',
  );
  return found?.confidence ?? 'unverified';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
