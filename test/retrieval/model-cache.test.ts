import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createModelSource } from '../../src/adapters/model-training/model-source.ts';
import type { TrainingInput } from '../../src/retrieval/train-model.ts';
import { syntheticCollection } from '../support/synthetic-collection.ts';

const { collection, outOfScope } = syntheticCollection(3, 6, 6);
const input: TrainingInput = { collection, outOfScope, language: 'en', lexicon: [], embedded: null };
const withText = (text: string): TrainingInput => ({
  ...input,
  collection: { ...collection, passages: [...collection.passages, { id: 'new', article: 'article-0', text }] },
});

describe('the cache of trained models', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'goglobal-models-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps what was trained, for another process too', async () => {
    expect(await createModelSource(folder).cached(input)).toBeNull();
    const trained = await createModelSource(folder).train(input);
    expect(await createModelSource(folder).cached(input)).toEqual(trained);
  });

  it('gives the same when the newest models were read ahead, whichever is wanted', async () => {
    const source = createModelSource(folder);
    const former = await source.train(withText('one'));
    const newest = await source.train(withText('two'));
    for (const [text, model] of [
      ['one', former],
      ['two', newest],
    ] as const) {
      const started = createModelSource(folder);
      await started.readAhead();
      expect(await started.cached(withText(text))).toEqual(model);
      expect(await started.cached(withText('three'))).toBeNull();
    }
  });

  it('reads nothing ahead where there is nothing', async () => {
    const source = createModelSource(join(folder, 'not', 'yet'));
    await source.readAhead();
    expect(await source.cached(input)).toBeNull();
  });

  it('makes its folder when there is none', async () => {
    const source = createModelSource(join(folder, 'not', 'yet'));
    expect(await source.cached(input)).toBeNull();
    await source.train(input);
    expect(await source.cached(input)).not.toBeNull();
  });

  it('never meets changed words, terms or language with an old model', async () => {
    const source = createModelSource(folder);
    await source.train(input);
    const entry = { id: 'a', kind: 'concept', words: { en: ['a'], 'zh-Hant': [], 'zh-Hans': [] }, pinyin: [] };
    expect(await source.cached(withText('one word more'))).toBeNull();
    expect(await source.cached({ ...input, outOfScope: [...outOfScope, 'x'] })).toBeNull();
    expect(await source.cached({ ...input, lexicon: [entry] })).toBeNull();
    expect(await source.cached({ ...input, language: 'zh-Hans' })).toBeNull();
    expect(await source.cached({ ...input, embedded: new Map([['x', Float32Array.of(1)]]) })).toBeNull();
  });

  it('trains again when a file was damaged, in whatever way', async () => {
    const source = createModelSource(folder);
    const trained = await source.train(input);
    const [name = ''] = await readdir(folder);
    const bytes = await readFile(join(folder, name));
    const flipped = Buffer.of((bytes[100] ?? 0) ^ 1);
    for (const damaged of [
      bytes.subarray(0, bytes.length / 2),
      Buffer.alloc(0),
      Buffer.concat([bytes.subarray(0, 100), flipped, bytes.subarray(101)]),
      Buffer.from('this is no model, but it is long enough to hold a digest'),
    ]) {
      await writeFile(join(folder, name), damaged);
      expect(await source.cached(input)).toBeNull();
      const started = createModelSource(folder);
      await started.readAhead();
      expect(await started.cached(input)).toBeNull();
    }
    await source.train(input);
    expect(await source.cached(input)).toEqual(trained);
  });

  it('keeps the model in use and the one before, and leaves nothing else behind', async () => {
    const source = createModelSource(folder);
    const texts = ['one', 'two', 'three', 'four', 'five'];
    for (const text of texts) await source.train(withText(text));
    expect((await readdir(folder)).filter((name) => !name.endsWith('.bin'))).toEqual([]);
    const kept = await Promise.all(texts.map(async (text) => (await source.cached(withText(text))) !== null));
    expect(kept).toEqual([false, false, false, true, true]);
  });
});
