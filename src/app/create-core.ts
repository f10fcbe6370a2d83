import { join } from 'node:path';
import { createAssistant, mask } from '../assistant.ts';
import { normaliseText } from '../chinese/han-runs.ts';
import type { Config } from '../config.ts';
import { OutageError } from '../domain/errors.ts';
import { watchKnowledge } from '../knowledge/watch-knowledge.ts';
import type { Reranker } from '../retrieval/reranker.ts';
import type { ExternalVectors } from '../retrieval/vector-index.ts';
import { createGiveUp } from '../turn/give-up.ts';
import { ANSWER_TIMEOUT_MS, createHandleTurn } from '../turn/handle-turn.ts';
import { createCases } from './cases/create-cases.ts';
import type { MakeCore } from './core.ts';
import { createFollowing } from './following/create-following.ts';

/** Models of a configured endpoint; null = none, retrieval does without. */
export interface Models {
  readonly external: ExternalVectors | null;
  readonly reranker: Reranker | null;
}

/** The real core over the configured folders: knowledge is read, indexed and watched. */
export function createCore(config: Pick<Config, 'folders' | 'messengers'>, models: Models): MakeCore {
  const { folders } = config;
  return async ({ store, cases: caseParts, following: followingParts, clock, log, onAnswer, onModelFault }) => {
    const assistant = await createAssistant({
      knowledgeDir: folders.knowledge,
      dialogsDir: folders.dialogs,
      modelsDir: join(folders.data, 'models'),
      clock,
      ...models,
      onVectorFault: (error) => {
        onModelFault(error instanceof OutageError ? error.code : 'unexpected');
        log.warn({ error }, 'a model did not serve; retrieval carries on without it');
      },
    });
    const following = await createFollowing(assistant, config, { ...followingParts, clock, log });
    const reload = async (): Promise<void> => {
      await assistant.reload();
      log.info(
        { version: assistant.retriever.info.version, faults: assistant.faults().length },
        'knowledge read again',
      );
      void following.look();
    };
    const stopWatching = watchKnowledge(folders.knowledge, reload, (error) =>
      log.error({ error }, 'changed knowledge could not be read; the former goes on answering'),
    );
    for (const fault of assistant.faults()) log.warn({ ...fault }, 'a knowledge file has a fault');
    const cases = await createCases(assistant, config, { ...caseParts, clock }, (error) =>
      log.error({ error }, 'cases cannot be opened until this is mended; questions are answered'),
    );
    const turn = {
      store,
      clock,
      mask: cases?.mask ?? mask,
      wording: assistant.dialogs.wording,
      forms: cases && cases.forms,
    };
    const handleTurn = createHandleTurn({
      ...turn,
      following: following.talk,
      understand: assistant.understand,
      answer: assistant.answer,
      onAnswer,
      timeoutMs: ANSWER_TIMEOUT_MS,
    });
    return {
      handleTurn: async (message, onThinking) => {
        const reply = await handleTurn(message, onThinking);
        await following.release(message.conversation);
        return reply;
      },
      following,
      giveUp: createGiveUp(turn),
      cases,
      wording: assistant.dialogs.wording,
      starters: (language) =>
        assistant.dialogs.starters[language].map((text) => ({ kind: 'question', label: text, text })),
      asksForWebsite: (text) => {
        const said = normaliseText(text).trim();
        return assistant.dialogs.intents.website.some((pattern) => pattern.test(said));
      },
      mask,
      editorial: {
        root: folders.knowledge,
        knowledge: assistant.knowledge,
        faults: assistant.faults,
        ask: assistant.ask,
        words: (question, language) => assistant.retriever.words(question, language),
        reload,
      },
      checks: [
        {
          name: 'knowledge',
          run: () => {
            const names = [...new Set(assistant.faults().map(({ file }) => file))];
            return Promise.resolve(names.length === 0 ? { state: 'ok' } : { state: 'degraded', names });
          },
        },
        {
          name: 'cases',
          run: () => Promise.resolve(cases === null ? { state: 'degraded', names: ['routing'] } : { state: 'ok' }),
        },
        {
          name: 'models',
          run: () =>
            Promise.resolve(
              assistant.retriever.lacksConfiguredModel ? { state: 'degraded', names: ['embeddings'] } : { state: 'ok' },
            ),
        },
      ],
      indexInfo: () => {
        const { version, builtAt, passages } = assistant.retriever.info;
        return { version, builtAt, passages, articles: assistant.knowledge().articles.length };
      },
      close: async () => {
        stopWatching();
        await following.stop();
        await assistant.settled();
      },
    };
  };
}
