import { z } from 'zod';
import { createAssistant } from '../../assistant.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { percentile } from '../../evaluation/beir/measures.ts';
import { ideasOf } from '../../retrieval/ideas-of.ts';
import { type Ask, hybrid, miniSearch } from './rivals.ts';
import { realCollection, sampleQuestions, syntheticCollection } from './synthetic-collection.ts';

// A process of its own for one language and one size, so that no index shares memory or compiled code with another.

const task = z
  .object({
    language: z.enum(LANGUAGES),
    /** 0 = the real articles. */
    passages: z.number(),
    knowledgeDir: z.string(),
    dialogsDir: z.string(),
    modelsDir: z.string(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));
const { language, passages: size, ...folders } = task;

const assistant = await createAssistant({
  ...folders,
  clock: () => new Date(),
  external: null,
  reranker: null,
  onVectorFault: (error) => {
    throw error;
  },
});
process.on('disconnect', () => process.exit(1)); // the benchmark has died
const model = assistant.retriever.model(language);
if (model === null) throw new Error(`no model for ${language}`);
const knowledge = assistant.knowledge();
const real = realCollection(knowledge, language);
const collection = size === 0 ? real : syntheticCollection(real, size);
const questions = sampleQuestions(real, size > 10_000 ? 100 : 300);

process.send?.({
  passages: collection.passages.length,
  ours: await measured(() => hybrid(collection, language, model, ideasOf(knowledge))),
  miniSearch: await measured(() => Promise.resolve(miniSearch(collection))),
});

/** Milliseconds per question by the clock, and of processor time: the second holds on a busy machine too. */
async function measured(build: () => Promise<Ask>) {
  const start = performance.now();
  const ask = await build();
  const buildMs = performance.now() - start;
  for (const question of questions.slice(0, 100)) await ask(question); // the compiler warms up
  const clock: number[] = [];
  const cpu: number[] = [];
  for (const question of questions) {
    const asked = performance.now();
    const before = process.cpuUsage();
    await ask(question);
    const { user, system } = process.cpuUsage(before);
    clock.push(performance.now() - asked);
    cpu.push((user + system) / 1000);
  }
  return {
    buildMs,
    median: percentile(clock, 0.5),
    p95: percentile(clock, 0.95),
    cpuMedian: percentile(cpu, 0.5),
    cpuP95: percentile(cpu, 0.95),
  };
}
