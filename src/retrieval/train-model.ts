import type { Language } from '../domain/language.ts';
import type { LexiconEntry } from '../domain/lexicon.ts';
import { type ArticleCosines, type Calibration, calibrate } from './calibration.ts';
import { type EncoderData, TextEncoder } from './encoder/text-encoder.ts';
import { trainEncoder } from './encoder/train-encoder.ts';
import { indexTerms } from './lexical/terms.ts';
import type { SearchableCollection } from './searchable.ts';
import { createExpander } from './synonyms.ts';
import { RETRIEVAL_WEIGHTS } from './weights.ts';

/** What is learnt from the example questions of one language: plain data, kept on disk beside the index. */
export interface RetrievalModel {
  /** null: too few examples, or vectors come from a configured model. */
  readonly encoder: EncoderData | null;
  readonly calibration: Calibration;
}

export interface TrainingInput {
  readonly collection: SearchableCollection;
  readonly outOfScope: readonly string[];
  readonly language: Language;
  readonly lexicon: readonly LexiconEntry[];
  /** Vectors of every text from a configured embedding model; null = train the small encoder. */
  readonly embedded: ReadonlyMap<string, Float32Array> | null;
}

/** Texts of a collection with the index of their article: passages first, then questions, as the vector index keeps them. */
export function textsOf(
  collection: SearchableCollection,
): { text: string; article: number; kind: 'passage' | 'question' }[] {
  const articles = new Map(collection.articles.map((article, index) => [article.id, index]));
  return [
    ...collection.passages.map((passage) => ({
      text: passage.text,
      article: articles.get(passage.article) ?? 0,
      kind: 'passage' as const,
    })),
    ...collection.articles.flatMap((article, index) =>
      article.questions.map((text) => ({ text, article: index, kind: 'question' as const })),
    ),
  ];
}

/** Trains the encoder and sets the thresholds. Pure and reproducible; takes seconds, so it runs in a worker thread. */
export function trainModel(input: TrainingInput): RetrievalModel {
  const { collection, outOfScope, language, lexicon, embedded } = input;
  const vectorArmFor = (part: SearchableCollection) =>
    embedded === null ? trainedArm(part) : embeddedArm(part, embedded);
  const share = embedded === null ? RETRIEVAL_WEIGHTS.encoder : RETRIEVAL_WEIGHTS.configuredVectors;
  return {
    encoder: embedded === null ? trainOn(collection) : null,
    calibration: calibrate(collection, outOfScope, language, createExpander(lexicon), vectorArmFor, share),
  };
}

function trainOn(collection: SearchableCollection): EncoderData | null {
  return trainEncoder(textsOf(collection).map(({ text, ...rest }) => ({ ...rest, terms: indexTerms(text) })));
}

function trainedArm(collection: SearchableCollection): ArticleCosines | null {
  const data = trainOn(collection);
  if (data === null) return null;
  const encoder = new TextEncoder(data);
  return cosinesOver(collection, (text) => encoder.encode(indexTerms(text)));
}

function embeddedArm(collection: SearchableCollection, embedded: ReadonlyMap<string, Float32Array>): ArticleCosines {
  return cosinesOver(collection, (text) => embedded.get(text) ?? new Float32Array());
}

function cosinesOver(collection: SearchableCollection, encode: (text: string) => Float32Array): ArticleCosines {
  const items = textsOf(collection).map(({ text, article }) => ({ article, vector: encode(text) }));
  return (text) => {
    const question = encode(text);
    const best = new Float64Array(collection.articles.length);
    for (const { article, vector } of items) {
      let dot = 0;
      for (let d = 0; d < question.length; d++) dot += (question[d] as number) * (vector[d] ?? 0);
      if (dot > (best[article] as number)) best[article] = dot;
    }
    return best;
  };
}
