import type { RetrievalModel, TrainingInput } from './train-model.ts';

/** Where trained models come from: a cache on disk, else training in a worker thread. */
export interface ModelSource {
  /** The model for exactly this input when it is kept already; null otherwise. Never rejects: a corrupt file counts as none. */
  cached(input: TrainingInput): Promise<RetrievalModel | null>;
  /** Trains and keeps it. Takes seconds. */
  train(input: TrainingInput): Promise<RetrievalModel>;
}
