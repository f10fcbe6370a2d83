import type { Article } from '../domain/article.ts';
import type { Clock } from '../domain/clock.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { type Passage, passageId, SUMMARY_SECTION } from '../domain/passage.ts';
import type { QuestionWord } from '../domain/question-word.ts';
import type { Retrieval, RetrievalRequest } from '../domain/retrieval.ts';
import { ideasOf } from './ideas-of.ts';
import {
  type ArmSources,
  buildArms,
  type IndexTexts,
  type LanguageArms,
  searchArms,
  trainArms,
} from './language-arms.ts';
import { type Ranked, rerank } from './rerank.ts';
import type { Reranker } from './reranker.ts';
import { searchText } from './search-text.ts';
import type { RetrievalModel } from './train-model.ts';
import { RETRIEVAL_WEIGHTS } from './weights.ts';

export interface RetrieverParts extends ArmSources {
  readonly passagesOf: (article: Article, language: Language) => readonly Passage[];
  /** null: the order of retrieval stands. */
  readonly reranker: Reranker | null;
  readonly clock: Clock;
}

interface Snapshot {
  readonly knowledge: Knowledge;
  readonly builtAt: Date;
  readonly arms: Readonly<Record<Language, LanguageArms>>;
  readonly passages: ReadonlyMap<string, Passage>;
}

/** Pause before a configured model that could not be reached at index time is tried again. */
const RECOVERY_PAUSE_MS = 30_000;

/** The searchable state of the knowledge, replaced whole when the knowledge changes. */
export class Retriever {
  readonly #parts: RetrieverParts;
  #snapshot: Snapshot | null = null;
  #recovery: Promise<void> | null = null;
  #recoverFrom = 0;

  constructor(parts: RetrieverParts) {
    this.#parts = parts;
  }

  get info(): { readonly version: string; readonly builtAt: Date; readonly passages: number } {
    return {
      version: this.#snapshot?.knowledge.digest ?? 'none',
      builtAt: this.#snapshot?.builtAt ?? new Date(0),
      passages: this.#snapshot?.passages.size ?? 0,
    };
  }

  /** A model is configured, but its vectors could not be had: the encoder trained here stands in for it. */
  get lacksConfiguredModel(): boolean {
    const arms = Object.values(this.#snapshot?.arms ?? {});
    return this.#parts.external !== null && arms.some(({ configured }) => configured === null);
  }

  /** The calibration of each language, for evaluation and health. */
  model(language: Language): RetrievalModel | null {
    const arms = this.#snapshot?.arms[language];
    return (arms?.configured ?? arms?.own)?.index.model ?? null;
  }

  /** The words of a question, and which of them no article or term of this language knows; for editors. */
  words(question: string, language: Language): readonly QuestionWord[] {
    const arms = this.#snapshot?.arms[language];
    return (arms?.configured ?? arms?.own)?.index.words(question) ?? [];
  }

  /**
   * Makes new knowledge searchable. With `quick` and without a kept model the former model serves until `retrain` has
   * run, so that a saved article is searchable at once.
   */
  async load(knowledge: Knowledge, now: Date, quick: boolean): Promise<{ readonly isComplete: boolean }> {
    const { snapshot, isComplete } = await this.#build(knowledge, now, quick);
    this.#snapshot = snapshot;
    this.#postponeRecovery();
    return { isComplete };
  }

  /** Trains for this knowledge if that has not been done; load again afterwards. */
  async retrain(knowledge: Knowledge): Promise<void> {
    for (const language of LANGUAGES) await trainArms(this.#texts(knowledge, language), this.#parts);
  }

  /** Resolves when no configured model is being tried again. */
  async settled(): Promise<void> {
    await this.#recovery;
  }

  async retrieve(request: RetrievalRequest): Promise<Retrieval> {
    const snapshot = this.#snapshot;
    if (snapshot === null) throw new Error('retrieve was called before load');
    this.#recoverWhenDue(snapshot);
    const { reranker } = this.#parts;
    const result = await searchArms(snapshot.arms[request.language], {
      question: request.question,
      history: { questions: request.history, lastAnswer: request.lastAnswer },
      previousArticles: request.previousArticles,
      standsAlone: request.standsAlone,
      goesOn: request.goesOn ?? false,
      ...(request.ownWords === undefined ? {} : { ownWords: request.ownWords }),
      candidates: reranker === null ? 0 : RETRIEVAL_WEIGHTS.rerank.candidates,
    });
    const ranked = {
      articles: result.articles,
      passages: result.passages.flatMap(({ passage, score }) => {
        const found = snapshot.passages.get(passage);
        return found === undefined ? [] : [{ passage: found, score }];
      }),
      gap: result.signals.gap,
    };
    const { articles, passages, gap } =
      result.arms === 'pinyin' || result.zone === 'decline' ? ranked : await this.#rerank(request, ranked);
    return {
      zone: result.zone,
      articles: articles.slice(0, RETRIEVAL_WEIGHTS.articles),
      passages: passages.slice(0, RETRIEVAL_WEIGHTS.passages),
      inScope: result.inScope,
      rightness: result.rightness,
      gap,
      arms: result.arms,
      indexVersion: snapshot.knowledge.digest,
    };
  }

  /** The order of retrieval stands when the endpoint is down. */
  async #rerank({ question, isRehearsal }: RetrievalRequest, ranked: Ranked): Promise<Ranked> {
    const { reranker, onVectorFault } = this.#parts;
    if (reranker === null || isRehearsal === true) return ranked;
    try {
      return await rerank(question, ranked, reranker);
    } catch (error) {
      onVectorFault(error);
      return ranked;
    }
  }

  /** Asked now and then by the turns themselves, behind them, so that nothing has to be stopped when the program ends. */
  #recoverWhenDue(snapshot: Snapshot): void {
    if (this.#recovery !== null || !this.lacksConfiguredModel) return;
    if (this.#parts.clock().getTime() < this.#recoverFrom) return;
    this.#recovery = this.#build(snapshot.knowledge, this.#parts.clock(), false)
      .then(({ snapshot: fresh }) => {
        // Knowledge that was loaded meanwhile is newer than this.
        if (this.#snapshot === snapshot) this.#snapshot = fresh;
      })
      .catch(this.#parts.onVectorFault)
      .finally(() => {
        this.#recovery = null;
        this.#postponeRecovery();
      });
  }

  #postponeRecovery(): void {
    this.#recoverFrom = this.#parts.clock().getTime() + RECOVERY_PAUSE_MS;
  }

  async #build(knowledge: Knowledge, now: Date, quick: boolean) {
    const build = (language: Language) =>
      buildArms(this.#texts(knowledge, language), this.#snapshot?.arms[language] ?? null, quick, this.#parts);
    const [en, hant, hans] = await Promise.all([build('en'), build('zh-Hant'), build('zh-Hans')]);
    const passages = new Map(
      knowledge.articles.flatMap((article) =>
        LANGUAGES.flatMap((language) =>
          this.#parts.passagesOf(article, language).map((passage) => [passage.id, passage] as const),
        ),
      ),
    );
    const snapshot: Snapshot = {
      knowledge,
      builtAt: now,
      arms: { en, 'zh-Hant': hant, 'zh-Hans': hans },
      passages,
    };
    return { snapshot, isComplete: en.isComplete && hant.isComplete && hans.isComplete };
  }

  #texts(knowledge: Knowledge, language: Language): IndexTexts {
    const collection = {
      passages: knowledge.articles.flatMap((article) =>
        this.#parts.passagesOf(article, language).map((passage) => ({
          id: passage.id,
          article: article.id,
          ...(passage.section === SUMMARY_SECTION ? {} : { heading: passage.heading }),
          title: passage.title,
          text: searchText(passage),
        })),
      ),
      articles: knowledge.articles.map((article) => ({
        id: article.id,
        questions: article.texts[language].questions.map((question) => question.text),
        questionPassages: article.texts[language].questions.map(({ section }) =>
          section === null ? null : passageId(article.id, language, section),
        ),
        related: article.related,
      })),
    };
    return { collection, outOfScope: knowledge.outOfScope[language], language, lexicon: ideasOf(knowledge) };
  }
}
