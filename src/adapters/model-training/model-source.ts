import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { CALIBRATION_POLICY } from '../../retrieval/calibration.ts';
import { TRAINING } from '../../retrieval/encoder/train-encoder.ts';
import type { ModelSource } from '../../retrieval/model-source.ts';
import type { RetrievalModel, TrainingInput } from '../../retrieval/train-model.ts';
import { RETRIEVAL_WEIGHTS } from '../../retrieval/weights.ts';

/** Raised whenever the form of the stored model changes. */
const FORMAT = 9;
/** Models kept per series: the present one and the one before. */
const KEPT = 2;

/**
 * Models on disk, named by a digest of everything they were learnt from (texts, lexicon, weights, vectors), so that a
 * changed article, weight or embedding model never meets an old model. A file that cannot be read is trained again.
 */
export function createModelSource(folder: string): ModelSource {
  const fileOf = (input: TrainingInput) => join(folder, `${seriesOf(input)}${digestOf(input)}.bin`);
  return {
    cached: (input) => readModel(fileOf(input)),
    train: async (input) => {
      const model = await trainInWorker(input);
      await writeModel(folder, fileOf(input), seriesOf(input), model);
      return model;
    },
  };
}

/** Models of one series replace one another; those for a configured model's vectors live beside the local ones. */
function seriesOf({ language, embedded }: TrainingInput): string {
  return `${embedded === null ? 'model' : 'configured'}-${language}-`;
}

function digestOf(input: TrainingInput): string {
  const { embedded, ...rest } = input;
  const hash = createHash('sha256');
  // Sections are chosen after the model has spoken: their weights change nothing that is learnt.
  const learntWith = Object.entries(RETRIEVAL_WEIGHTS).filter(([name]) => name !== 'sections');
  hash.update(JSON.stringify([FORMAT, learntWith, TRAINING, CALIBRATION_POLICY, rest]));
  for (const vector of embedded?.values() ?? [])
    hash.update(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
  return hash.digest('hex').slice(0, 16);
}

async function readModel(file: string): Promise<RetrievalModel | null> {
  try {
    const bytes = await readFile(file);
    const digest = bytes.subarray(0, 32);
    const body = bytes.subarray(32);
    if (!createHash('sha256').update(body).digest().equals(digest)) return null;
    return deserialize(body) as RetrievalModel; // written by writeModel, digest checked
  } catch {
    return null;
  }
}

/** Written beside and renamed, so that a crash leaves the old file or the new one, never half. */
async function writeModel(folder: string, file: string, series: string, model: RetrievalModel): Promise<void> {
  await mkdir(folder, { recursive: true });
  const body = serialize(model);
  const partial = `${file}.${process.pid}.partial`;
  await writeFile(partial, Buffer.concat([createHash('sha256').update(body).digest(), body]));
  await rename(partial, file);
  const others = (await readdir(folder)).filter(
    (name) => name.startsWith(series) && name.endsWith('.bin') && join(folder, name) !== file,
  );
  const oldestFirst = await sortByAge(others.map((name) => join(folder, name)));
  for (const old of oldestFirst.slice(0, Math.max(0, others.length - KEPT + 1))) await rm(old, { force: true });
}

async function sortByAge(files: readonly string[]): Promise<string[]> {
  const timed = await Promise.all(
    files.map(async (file) => ({
      file,
      writtenAt: await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    })),
  );
  return timed.sort((a, b) => a.writtenAt - b.writtenAt).map(({ file }) => file);
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
