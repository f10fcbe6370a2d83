import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LANGUAGES } from '../../domain/language.ts';
import { CALIBRATION_POLICY } from '../../retrieval/calibration.ts';
import { TRAINING } from '../../retrieval/encoder/train-encoder.ts';
import { inputDigest } from '../../retrieval/input-digest.ts';
import type { ModelSource } from '../../retrieval/model-source.ts';
import type { RetrievalModel, TrainingInput } from '../../retrieval/train-model.ts';
import { RETRIEVAL_WEIGHTS } from '../../retrieval/weights.ts';
import { digestOfCode } from '../kept-files/code-digest.ts';
import { keepNewest, newestOf, readKeptBeside, writeKept } from '../kept-files/kept-file.ts';
import { headBytesOf, packArrays, unpackArrays } from '../kept-files/packed-arrays.ts';

/** Raised whenever the form of the stored model changes. */
const FORMAT = 15;
/** Models kept per series: the present one and the one before. */
const KEPT = 2;

/**
 * Models on disk, named by a digest of everything they were learnt from (texts, lexicon, weights, vectors), so that a
 * changed article, weight or embedding model never meets an old model. A file that cannot be read is trained again.
 */
export function createModelSource(folder: string): KeptModels {
  const fileOf = (input: TrainingInput) => join(folder, `${seriesOf(input)}${digestOf(input)}.bin`);
  const ahead = new Map<string, { readonly file: string; readonly body: Promise<Uint8Array | null> }>();
  return {
    readAhead: async () => {
      for (const language of LANGUAGES) {
        const series = seriesOf({ language, embedded: null });
        const file = await newestOf(folder, { prefix: series, suffix: '.bin' });
        if (file !== null) ahead.set(series, { file, body: readKeptBeside(file) });
      }
    },
    cached: async (input) => {
      const file = fileOf(input);
      const read = ahead.get(seriesOf(input));
      // Another one of the series will not be wanted: its memory is let go.
      ahead.delete(seriesOf(input));
      const body = await (read?.file === file ? read.body : readKeptBeside(file));
      return body === null ? null : readModel(body);
    },
    train: async (input) => {
      const model = await trainInWorker(input);
      const file = fileOf(input);
      const packed = packArrays(model);
      await writeKept(file, packed, headBytesOf(packed));
      await keepNewest(file, { prefix: seriesOf(input), suffix: '.bin' }, KEPT);
      return model;
    },
  };
}

export interface KeptModels extends ModelSource {
  /**
   * Begins to read the newest model of each language, which a start will want most likely, while the texts that it is
   * named by are still being read. Resolves when reading has begun.
   */
  readAhead(): Promise<void>;
}

/** Models of one series replace one another; those for a configured model's vectors live beside the local ones. */
function seriesOf({ language, embedded }: Pick<TrainingInput, 'language' | 'embedded'>): string {
  return `${embedded === null ? 'model' : 'configured'}-${language}-`;
}

function digestOf(input: TrainingInput): string {
  // Sections are chosen after the model has spoken: their weights change nothing that is learnt.
  const learntWith = Object.entries(RETRIEVAL_WEIGHTS).filter(([name]) => name !== 'sections');
  const learntFrom = [FORMAT, analysisDigest(), learntWith, TRAINING, CALIBRATION_POLICY, inputDigest(input)];
  return createHash('sha256').update(JSON.stringify(learntFrom)).digest('hex').slice(0, 16);
}

function readModel(body: Uint8Array): RetrievalModel | null {
  try {
    return unpackArrays(body) as RetrievalModel; // written by train, length and head verified
  } catch {
    return null;
  }
}

let analysis: string | null = null;

/** Of the code that cuts texts into terms and counts them: a model keeps the terms and postings of its texts. */
function analysisDigest(): string {
  const retrieval = new URL('../../retrieval/lexical/', import.meta.url);
  const files = [
    ...['terms.ts', 'stem-english.ts', 'stop-words.ts', 'term-table.ts', 'term-list.ts'],
    ...['lexical-index.ts', 'bm25-index.ts'],
  ];
  const chinese = new URL('../../chinese/', import.meta.url);
  analysis ??= digestOfCode([
    ...files.map((name) => new URL(name, retrieval)),
    ...['han-runs.ts', 'script-tables.ts', 'script-characters.ts'].map((name) => new URL(name, chinese)),
  ]);
  return analysis;
}

function trainInWorker(input: TrainingInput): Promise<RetrievalModel> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./training-worker.ts', import.meta.url), { workerData: input });
    worker.once('message', (model: RetrievalModel) => {
      resolve(model);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (code !== 0) reject(new Error(`the training worker stopped with code ${code}`));
    });
  });
}
