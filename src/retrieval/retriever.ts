import type { Article } from '../domain/article.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { type Passage, SUMMARY_SECTION } from '../domain/passage.ts';
import type { Retrieval, RetrievalRequest } from '../domain/retrieval.ts';
import { encoderTerms } from './calibration.ts';
import { TextEncoder } from './encoder/text-encoder.ts';
import { LanguageIndex } from './language-index.ts';
import type { ModelSource } from './model-source.ts';
import type { SearchableCollection } from './searchable.ts';
import { createExpander } from './synonyms.ts';
import { type RetrievalModel, type TrainingInput, textsOf } from './train-model.ts';
import type { VectorIndex } from './vector-index.ts';

/** Makes the vector arm from the encoder that was trained for the collection. */
export type VectorIndexMaker = (encode: (text: string) => Float32Array, texts: readonly string[]) => Promise<VectorIndex>;

/** Vectors from a configured model instead: all texts at index time, questions as they come. */
export interface ExternalVectors {
  /** Rejects with OutageError "embedder_unavailable". */
  embed(texts: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  index(vectors: readonly Float32Array[]): Promise<VectorIndex>;
}

export interface RetrieverParts {
  readonly passagesOf: (article: Article, language: Language) => readonly Passage[];
  readonly models: ModelSource;
  readonly makeVectorIndex: VectorIndexMaker;
  readonly external: ExternalVectors | null;
  readonly onVectorFault: (error: unknown) => void;
}

interface Snapshot {
  readonly version: string;
  readonly builtAt: Date;
  readonly indexes: Readonly<Record<Language, LanguageIndex>>;
  readonly passages: ReadonlyMap<string, Passage>;
}

/** The searchable state of the knowledge, replaced whole when the knowledge changes. */
export class Retriever {
  readonly #parts: RetrieverParts;
  #snapshot: Snapshot | null = null;

  constructor(parts: RetrieverParts) {
    this.#parts = parts;
  }

  get info(): { readonly version: string; readonly builtAt: Date; readonly passages: number } {
    return { version: this.#snapshot?.version ?? 'none', builtAt: this.#snapshot?.builtAt ?? new Date(0), passages: this.#snapshot?.passages.size ?? 0 };
  }

  /** The calibration of each language, for evaluation and health. */
  model(language: Language): RetrievalModel | null {
    return this.#snapshot?.indexes[language].model ?? null;
  }

  /**
   * Makes new knowledge searchable. With `quick` and without a kept model the former model serves until `retrain` has
   * run, so that a saved article is searchable at once.
   */
  async load(knowledge: Knowledge, now: Date, quick: boolean): Promise<{ readonly isComplete: boolean }> {
    const expand = createExpander(knowledge.lexicon);
    let isComplete = true;
    const indexes = await Promise.all(
      LANGUAGES.map(async (language) => {
        const input = await this.#trainingInput(knowledge, language);
        let model = await this.#parts.models.cached(input);
        if (model === null) {
          const former = quick ? this.model(language) : null;
          isComplete &&= former === null;
          model = former ?? (await this.#parts.models.train(input));
        }
        const vectors = await this.#vectors(input, model);
        return new LanguageIndex({ language, collection: input.collection, model, vectors, expand, onVectorFault: this.#parts.onVectorFault });
      }),
    );
    const [en, hant, hans] = indexes as [LanguageIndex, LanguageIndex, LanguageIndex]; // one per language, in order
    const passages = new Map(
      knowledge.articles.flatMap((article) => LANGUAGES.flatMap((language) => this.#parts.passagesOf(article, language).map((passage) => [passage.id, passage] as const))),
    );
    this.#snapshot = { version: knowledge.digest, builtAt: now, indexes: { en, 'zh-Hant': hant, 'zh-Hans': hans }, passages };
    return { isComplete };
  }

  /** Trains for this knowledge if that has not been done; load again afterwards. */
  async retrain(knowledge: Knowledge): Promise<void> {
    for (const language of LANGUAGES) {
      const input = await this.#trainingInput(knowledge, language);
      if ((await this.#parts.models.cached(input)) === null) await this.#parts.models.train(input);
    }
  }

  async retrieve(request: RetrievalRequest): Promise<Retrieval> {
    const snapshot = this.#snapshot;
    if (snapshot === null) throw new Error('retrieve was called before load');
    const result = await snapshot.indexes[request.language].search({
      question: request.question,
      history: { questions: request.history, lastAnswer: request.lastAnswer },
      previousArticles: request.previousArticles,
      standsAlone: request.standsAlone,
    });
    return {
      zone: result.zone,
      articles: result.articles,
      passages: result.passages.flatMap(({ passage, score }) => {
        const found = snapshot.passages.get(passage);
        return found === undefined ? [] : [{ passage: found, score }];
      }),
      inScope: result.inScope,
      rightness: result.rightness,
      gap: result.signals.gap,
      arms: result.arms,
      indexVersion: snapshot.version,
    };
  }

  async #trainingInput(knowledge: Knowledge, language: Language): Promise<TrainingInput> {
    const collection = this.#collection(knowledge, language);
    const outOfScope = knowledge.outOfScope[language];
    const embedded =
      this.#parts.external === null
        ? null
        : await this.#parts.external.embed([...textsOf(collection).map((text) => text.text), ...outOfScope]).catch((error: unknown) => {
            this.#parts.onVectorFault(error);
            return null;
          });
    return { collection, outOfScope, language, lexicon: knowledge.lexicon, embedded };
  }

  #collection(knowledge: Knowledge, language: Language): SearchableCollection {
    return {
      passages: knowledge.articles.flatMap((article) =>
        this.#parts.passagesOf(article, language).map((passage) => ({
          id: passage.id,
          article: article.id,
          text: passage.section === SUMMARY_SECTION ? `${passage.title}\n${passage.text}` : `${passage.title}\n${passage.heading}\n${passage.text}`,
        })),
      ),
      articles: knowledge.articles.map((article) => ({ id: article.id, questions: article.texts[language].questions })),
    };
  }

  async #vectors(input: TrainingInput, model: RetrievalModel): Promise<VectorIndex | null> {
    const texts = textsOf(input.collection).map((text) => text.text);
    if (input.embedded !== null) {
      const { embedded } = input;
      return this.#parts.external?.index(texts.map((text) => embedded.get(text) ?? new Float32Array())) ?? null;
    }
    if (model.encoder === null) return null;
    const encoder = new TextEncoder(model.encoder);
    return this.#parts.makeVectorIndex((text) => encoder.encode(encoderTerms(text)), texts);
  }
}
