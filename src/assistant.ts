import { hash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as quiet } from 'node:timers/promises';
import { createHnswlibVectorIndex } from './adapters/hnswlib/hnswlib-vector-index.ts';
import { createKeptValue } from './adapters/kept-files/kept-value.ts';
import { TrainedEmbeddings } from './adapters/langchain/trained-embeddings.ts';
import { createModelSource } from './adapters/model-training/model-source.ts';
import { createAnswerQuestion } from './answering/answer-question.ts';
import { maskPersonalData } from './answering/personal-data.ts';
import { CALCULATORS } from './calculating/calculators.ts';
import { type Dialogs, readDialogs } from './dialogs/read-dialogs.ts';
import { createReadYaml, type ReadYaml } from './dialogs/read-yaml.ts';
import type { Answer } from './domain/answer.ts';
import type { Article } from './domain/article.ts';
import { type Clock, hongKongDay } from './domain/clock.ts';
import { type ConversationState, EMPTY_STATE } from './domain/conversation.ts';
import type { Knowledge } from './domain/knowledge.ts';
import type { Language } from './domain/language.ts';
import type { Fault } from './knowledge/fault.ts';
import { ParseCache, type ParsedEntry } from './knowledge/parse-cache.ts';
import { passagesOf } from './knowledge/passages-of.ts';
import { readKnowledge } from './knowledge/read-knowledge.ts';
import type { Reranker } from './retrieval/reranker.ts';
import { Retriever } from './retrieval/retriever.ts';
import type { ExternalVectors } from './retrieval/vector-index.ts';
import type { TurnParts } from './turn/handle-turn.ts';
import { nextState } from './turn/next-state.ts';
import { createGazetteer, type Gazetteer } from './understanding/gazetteer.ts';
import { understand } from './understanding/understand.ts';

export interface AssistantParts {
  readonly knowledgeDir: string;
  readonly dialogsDir: string;
  /** Where trained models are kept; a fresh empty folder is enough. */
  readonly modelsDir: string;
  readonly clock: Clock;
  /** A configured embedding model; null = the encoder trained here. */
  readonly external: ExternalVectors | null;
  /** A configured reranking endpoint. */
  readonly reranker: Reranker | null;
  /** Called for every time that one of the two did not serve; retrieval carries on without it. */
  readonly onVectorFault: (error: unknown) => void;
}

/** Understanding, retrieval and answering over one knowledge folder, without channels and without storage. */
export interface Assistant {
  readonly understand: TurnParts['understand'];
  readonly answer: TurnParts['answer'];
  readonly dialogs: Dialogs;
  readonly retriever: Retriever;
  readonly knowledge: () => Knowledge;
  /** The holidays of knowledge/tables as they stand; rejects when the file is missing or not YAML. */
  readonly holidays: () => Promise<unknown>;
  /** Markets, places, schemes, amounts … that a text names. */
  readonly namesIn: Gazetteer;
  readonly faults: () => readonly Fault[];
  /** Reads the folder again; what changed is searchable when the promise resolves, long training follows behind. */
  readonly reload: () => Promise<void>;
  /** Resolves when no training is going on. */
  readonly settled: () => Promise<void>;
  /** A question with the visitor's earlier messages, in a conversation of its own that is not kept. */
  readonly ask: (text: string, history?: readonly string[], pageLanguage?: Language | null) => Promise<Answer>;
}

const HOLIDAYS = 'holidays.yaml';

/** Editors save several files in a row; training waits until they pause, so that it does not slow their next look. */
const RETRAIN_AFTER_MS = 2_000;

/** Reads, trains or loads what was trained, and is ready to answer. Rejects when dialogs/ is broken. */
export async function createAssistant(parts: AssistantParts): Promise<Assistant> {
  const models = createModelSource(parts.modelsDir);
  await models.readAhead();
  const { dialogs, readTable } = await readKeptYaml(parts);
  const retriever = new Retriever({
    passagesOf,
    models,
    makeVectorIndex: (encode, vectors, name) =>
      createHnswlibVectorIndex(new TrainedEmbeddings(encode), vectors, {
        folder: parts.modelsDir,
        name,
        onFault: parts.onVectorFault,
      }),
    external: parts.external,
    reranker: parts.reranker,
    clock: parts.clock,
    onVectorFault: parts.onVectorFault,
  });
  const parsed = keptParses(parts, 'parsed', [
    './knowledge/',
    './knowledge/contradictions/',
    './domain/',
    '../package.json',
  ]);
  const cache = new ParseCache(parsed.read());
  let reading = await readKnowledge(parts.knowledgeDir, cache, hongKongDay(parts.clock()));
  // After an edit it is not written again: the next start parses what was edited.
  const unseen = cache.takeNew();
  if (unseen !== null) await parsed.keep(unseen);
  let articles = indexArticles(reading.knowledge);
  let gazetteer: Gazetteer = createGazetteer(reading.knowledge.tables, reading.knowledge.lexicon);
  await retriever.load(reading.knowledge, parts.clock(), false);
  let training: Promise<void> = Promise.resolve();

  const reload = async () => {
    const fresh = await readKnowledge(parts.knowledgeDir, cache, hongKongDay(parts.clock()));
    if (fresh.knowledge.digest === reading.knowledge.digest) return;
    const { isComplete } = await retriever.load(fresh.knowledge, parts.clock(), true);
    reading = fresh;
    articles = indexArticles(fresh.knowledge);
    gazetteer = createGazetteer(fresh.knowledge.tables, fresh.knowledge.lexicon);
    if (isComplete) return;
    training = training
      .then(() => quiet(RETRAIN_AFTER_MS))
      .then(async () => {
        // Another edit has come: its own training follows, this one would only be in its way.
        if (reading !== fresh) return;
        await retriever.retrain(fresh.knowledge);
        if (reading === fresh) await retriever.load(fresh.knowledge, parts.clock(), true);
      })
      .catch(parts.onVectorFault);
  };

  const understandMessage: TurnParts['understand'] = (text, state, pageLanguage) =>
    understand(text, state, pageLanguage, {
      gazetteer: (message) => gazetteer(message),
      intents: dialogs.intents,
      titleOf: (article, language) => articles.get(article)?.texts[language].title ?? null,
    });
  const answer = createAnswerQuestion({
    knowledge: () => reading.knowledge,
    articleById: (id) => articles.get(id),
    retrieve: (request) => retriever.retrieve(request),
    wording: dialogs.wording,
    starters: dialogs.starters,
    calculators: CALCULATORS,
    calculations: dialogs.calculations,
  });

  const ask: Assistant['ask'] = async (text, history = [], pageLanguage = null) => {
    let state: ConversationState = EMPTY_STATE;
    const today = hongKongDay(parts.clock());
    for (const message of history) {
      const understanding = understandMessage(message, state, pageLanguage);
      const answered = await answer({ understanding, state, today, retrieval: null });
      state = nextState(state, understanding.language, answered);
    }
    const understanding = understandMessage(text, state, pageLanguage);
    return (await answer({ understanding, state, today, retrieval: null })).answer;
  };

  return {
    understand: understandMessage,
    answer,
    dialogs,
    retriever,
    knowledge: () => reading.knowledge,
    holidays: () => readTable(HOLIDAYS),
    namesIn: (text) => gazetteer(text),
    faults: () => reading.faults,
    reload,
    settled: () => training,
    ask,
  };
}

/** What was parsed by this very code at an earlier start. Dependencies stand in package.json by their exact versions. */
function keptParses({ modelsDir, onVectorFault }: AssistantParts, name: string, madeBy: readonly string[]) {
  return createKeptValue<ReadonlyMap<string, ParsedEntry>>({
    folder: modelsDir,
    name,
    madeBy: madeBy.map((place) => new URL(place, import.meta.url)),
    onFault: onVectorFault,
  });
}

/** dialogs/ and the one table that is no part of the knowledge, parsed at this start or an earlier one. */
async function readKeptYaml(
  parts: AssistantParts,
): Promise<{ readonly dialogs: Dialogs; readonly readTable: ReadYaml }> {
  const parsed = keptParses(parts, 'dialogs', ['./dialogs/read-yaml.ts', '../package.json']);
  const cache = new ParseCache(parsed.read());
  const readerOf = (folder: string) =>
    createReadYaml(folder, (name, text, make) => cache.parse(join(folder, name), hash('sha256', text), make));
  const dialogs = await readDialogs(parts.dialogsDir, readerOf(parts.dialogsDir));
  const readTable = readerOf(join(parts.knowledgeDir, 'tables'));
  // Whoever needs it says what is wrong with it.
  await readTable(HOLIDAYS).catch(() => undefined);
  const unseen = cache.takeNew();
  if (unseen !== null) await parsed.keep(unseen);
  return { dialogs, readTable };
}

/** What channels and storage may keep of a message. */
export const mask = maskPersonalData;

function indexArticles(knowledge: Knowledge): ReadonlyMap<string, Article> {
  return new Map(knowledge.articles.map((article) => [article.id, article]));
}
