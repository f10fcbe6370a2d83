import { createHnswlibVectorIndex } from '../../adapters/hnswlib/hnswlib-vector-index.ts';
import { TrainedEmbeddings } from '../../adapters/langchain/trained-embeddings.ts';
import { buildArms, type LanguageArms, searchArms } from '../../retrieval/language-arms.ts';
import type { SearchableCollection } from '../../retrieval/searchable.ts';
import { trainModel } from '../../retrieval/train-model.ts';
import { share, tableLines } from '../print-table.ts';
import { type BeirQuery, type Qrels, readCorpus, readExamples, readQrels, readQueries } from './read-beir.ts';

export interface ZoneOptions {
  readonly folder: string;
  /** Example questions per document, evenly spread over the file: neighbours there are rewordings of one another. */
  readonly examples: number;
}

/**
 * Trains and calibrates on a few example questions per document, as for our own articles, and shows the three zones on
 * the test queries: in scope, and out of scope. Calibration sees the out-of-scope queries of the other sets only.
 */
export async function evaluateZones({ folder, examples }: ZoneOptions): Promise<string[]> {
  const [documents, queries, qrels, byIntent] = await Promise.all([
    readCorpus(folder),
    readQueries(folder, 'text'),
    readQrels(folder),
    readExamples(folder),
  ]);
  // A document's own text may hold the left-out questions word by word: only its title is searched beside the examples.
  const collection: SearchableCollection = {
    passages: documents.map(({ id, title }) => ({ id, article: id, text: title })),
    articles: documents.map(({ id }) => ({ id, questions: spread(byIntent.get(id) ?? [], examples) })),
  };
  const outOfScope = queries.filter(({ isOutOfScope, set }) => isOutOfScope && set !== 'test').map(({ text }) => text);
  const start = performance.now();
  const arms = await buildEnglishArms(collection, outOfScope);
  const seconds = (performance.now() - start) / 1000;
  const tested = queries.filter(({ set }) => set === 'test');
  const inside = tested.filter(({ id }) => qrels.has(id));
  const outside = tested.filter(({ isOutOfScope }) => isOutOfScope);
  return [
    `${folder}: ${documents.length} subjects with ${examples} examples each, ` +
      `${outOfScope.length} out-of-scope questions; trained in ${seconds.toFixed(1)} s`,
    ...tableLines(
      'Three zones on the test queries',
      ['', 'n', 'answered', 'right/answered', 'likely', 'one of two/likely', 'offered', 'right/offered', 'declined'],
      [
        ['in scope', ...(await zonesOf(arms, inside, qrels))],
        ['out of scope', ...(await zonesOf(arms, outside, qrels))],
      ],
    ),
    `Calibration ${JSON.stringify(arms.own.index.model?.calibration.counts)}`,
  ];
}

function spread(texts: readonly string[], count: number): string[] {
  const step = Math.max(1, texts.length / count);
  return texts
    .filter((_, position) => Math.floor(position / step) !== Math.floor((position - 1) / step))
    .slice(0, count);
}

function buildEnglishArms(collection: SearchableCollection, outOfScope: readonly string[]): Promise<LanguageArms> {
  const texts = { collection, outOfScope, language: 'en', lexicon: [] } as const;
  return buildArms(texts, null, false, {
    models: { cached: () => Promise.resolve(null), train: (input) => Promise.resolve(trainModel(input)) },
    makeVectorIndex: (encode, vectors) => createHnswlibVectorIndex(new TrainedEmbeddings(encode), vectors),
    external: null,
    onVectorFault: (error) => {
      throw error;
    },
  });
}

/** n, answered, right among answered, likely, right one among two, offered, right one among three, declined. */
async function zonesOf(arms: LanguageArms, queries: readonly BeirQuery[], qrels: Qrels): Promise<string[]> {
  const counts = { answer: 0, likely: 0, offer: 0, decline: 0, right: 0, amongTwo: 0, offeredRight: 0 };
  for (const { id, text } of queries) {
    const found = await searchArms(arms, {
      question: text,
      history: { questions: [], lastAnswer: '' },
      previousArticles: [],
      standsAlone: true,
    });
    const gold = qrels.get(id);
    counts[found.zone]++;
    const hits = found.articles.slice(0, 3).map(({ article }) => gold?.has(article) === true);
    if (found.zone === 'answer' && hits[0] === true) counts.right++;
    if (found.zone === 'likely' && hits.slice(0, 2).includes(true)) counts.amongTwo++;
    if (found.zone === 'offer' && hits.includes(true)) counts.offeredRight++;
  }
  const all = queries.length;
  return [
    String(all),
    share(counts.answer, all),
    share(counts.right, counts.answer),
    share(counts.likely, all),
    share(counts.amongTwo, counts.likely),
    share(counts.offer, all),
    share(counts.offeredRight, counts.offer),
    share(counts.decline, all),
  ];
}
