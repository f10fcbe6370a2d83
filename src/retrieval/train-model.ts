import type { Language } from '../domain/language.ts';
import type { LexiconEntry } from '../domain/lexicon.ts';
import { type ArticleCosines, type Calibration, calibrate } from './calibration.ts';
import { type CollectionTerms, readCollection } from './collection-terms.ts';
import { type EncoderData, TextEncoder } from './encoder/text-encoder.ts';
import { trainEncoder } from './encoder/train-encoder.ts';
import { type LexicalData, LexicalIndex } from './lexical/lexical-index.ts';
import type { TermTable } from './lexical/term-table.ts';
import { indexTerms } from './lexical/terms.ts';
import { nearestByArticle } from './nearest-by-article.ts';
import { type SearchableCollection, textsOf } from './searchable.ts';
import { createExpander } from './synonyms.ts';
import { type TopicalityData, TopicalityFitter } from './topicality.ts';
import { RETRIEVAL_WEIGHTS } from './weights.ts';

/** What is learnt from the example questions of one language: plain data, kept on disk beside the index. */
export interface RetrievalModel {
  /** null: too few examples, or vectors come from a configured model. */
  readonly encoder: EncoderData | null;
  readonly calibration: Calibration;
  readonly topicality: TopicalityData;
  /** The texts that it was trained on, ready to be searched; null with vectors from elsewhere, and for other texts. */
  readonly prepared: PreparedTexts | null;
}

/** Made in training and kept, so that a start does not make them again. */
export interface PreparedTexts {
  /** Terms of textsOf(collection). */
  readonly terms: TermTable;
  /** The lexical index of the collection, without its terms. */
  readonly lexical: LexicalData;
  /** Their vectors by the encoder, row-major; null without an encoder. */
  readonly vectors: Float32Array | null;
}

export interface TrainingInput {
  readonly collection: SearchableCollection;
  readonly outOfScope: readonly string[];
  readonly language: Language;
  readonly lexicon: readonly LexiconEntry[];
  /** Vectors of every text from a configured embedding model; null = train the small encoder. */
  readonly embedded: ReadonlyMap<string, Float32Array> | null;
}

/** Trains the encoder and sets the thresholds. Pure and reproducible; takes seconds, so it runs in a worker thread. */
export function trainModel(input: TrainingInput): RetrievalModel {
  const { collection, outOfScope, language, lexicon, embedded } = input;
  const read = readCollection(collection);
  const encoder = embedded === null ? trainOn(read) : null;
  const topicality = new TopicalityFitter();
  const calibration = calibrate(
    read,
    outOfScope,
    language,
    createExpander(lexicon),
    (part) => (embedded === null ? trainedArm(part) : embeddedArm(part.collection, embedded)),
    embedded === null ? RETRIEVAL_WEIGHTS.encoder : RETRIEVAL_WEIGHTS.configuredVectors,
    topicality,
  );
  return {
    encoder,
    calibration,
    topicality: topicality.fit(questionsOf(collection), outOfScope).data(),
    prepared:
      embedded === null
        ? {
            terms: read.terms,
            lexical: new LexicalIndex(collection, read.terms).data,
            vectors: encoder === null ? null : new TextEncoder(encoder).encodeTable(read.terms),
          }
        : null,
  };
}

function questionsOf(collection: SearchableCollection): string[] {
  return collection.articles.flatMap((article) => article.questions);
}

function trainOn({ collection, terms }: CollectionTerms): EncoderData | null {
  return trainEncoder(textsOf(collection), terms);
}

function trainedArm(part: CollectionTerms): ArticleCosines | null {
  const data = trainOn(part);
  if (data === null) return null;
  const encoder = new TextEncoder(data);
  const nearest = nearestByArticle(part.collection, encoder.encodeTable(part.terms), data.dimensions);
  return (text) => nearest(encoder.encode(indexTerms(text)));
}

function embeddedArm(collection: SearchableCollection, embedded: ReadonlyMap<string, Float32Array>): ArticleCosines {
  const vectors = textsOf(collection).map(({ text }) => embedded.get(text) ?? new Float32Array());
  const dimensions = Math.max(0, ...[...embedded.values()].slice(0, 1).map(({ length }) => length));
  const flat = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, index) => {
    flat.set(vector.subarray(0, dimensions), index * dimensions);
  });
  const nearest = nearestByArticle(collection, flat, dimensions);
  return (text) => nearest(embedded.get(text) ?? new Float32Array(dimensions));
}
