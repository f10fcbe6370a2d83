import MiniSearch from 'minisearch';
import { createHnswlibVectorIndex } from '../../adapters/hnswlib/hnswlib-vector-index.ts';
import { TrainedEmbeddings } from '../../adapters/langchain/trained-embeddings.ts';
import type { Language } from '../../domain/language.ts';
import type { LexiconEntry } from '../../domain/lexicon.ts';
import { buildArms, searchArms } from '../../retrieval/language-arms.ts';
import { indexTerms, questionTerms } from '../../retrieval/lexical/terms.ts';
import type { SearchableCollection } from '../../retrieval/searchable.ts';
import type { RetrievalModel } from '../../retrieval/train-model.ts';

/** Asks one question; resolves when the ranking is there. */
export type Ask = (question: string) => Promise<unknown>;

/** Both arms as they answer visitors, over any collection: the encoder and thresholds are those of the real articles. */
export async function hybrid(
  collection: SearchableCollection,
  language: Language,
  model: RetrievalModel,
  lexicon: readonly LexiconEntry[],
): Promise<Ask> {
  // The texts that it was prepared for are others.
  const elsewhere = { ...model, prepared: null };
  const arms = await buildArms({ collection, outOfScope: [], language, lexicon }, null, false, {
    models: { cached: () => Promise.resolve(elsewhere), train: () => Promise.resolve(elsewhere) },
    makeVectorIndex: (encode, vectors) => createHnswlibVectorIndex(new TrainedEmbeddings(encode), vectors),
    external: null,
    onVectorFault: (error) => {
      throw error;
    },
  });
  return (question) =>
    searchArms(arms, {
      question,
      history: { questions: [], lastAnswer: '' },
      previousArticles: [],
      standsAlone: true,
    });
}

/** MiniSearch alone over the passages with the terms of our own index: no vectors, no example questions, no prefixes. */
export function miniSearch({ passages }: SearchableCollection): Ask {
  const index = new MiniSearch({
    fields: ['text'],
    tokenize: indexTerms,
    processTerm: (term) => term,
    searchOptions: { tokenize: (text) => questionTerms(text).map(({ term }) => term), processTerm: (term) => term },
  });
  index.addAll(passages.map(({ id, text }) => ({ id, text })));
  return (question) => Promise.resolve(index.search(question).slice(0, 8));
}
