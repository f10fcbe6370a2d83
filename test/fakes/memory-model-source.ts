import type { ModelSource } from '../../src/retrieval/model-source.ts';
import { type RetrievalModel, type TrainingInput, trainModel } from '../../src/retrieval/train-model.ts';

/** Trains in this thread and keeps models by what they were trained from. */
export function createMemoryModelSource(): ModelSource & { readonly trained: TrainingInput[] } {
  const models = new Map<string, RetrievalModel>();
  const trained: TrainingInput[] = [];
  const keyOf = (input: TrainingInput) =>
    JSON.stringify({ ...input, embedded: [...(input.embedded ?? [])].map(([text, vector]) => [text, [...vector]]) });
  return {
    trained,
    cached: async (input) => models.get(keyOf(input)) ?? null,
    train: async (input) => {
      const model = trainModel(input);
      models.set(keyOf(input), model);
      trained.push(input);
      return model;
    },
  };
}
