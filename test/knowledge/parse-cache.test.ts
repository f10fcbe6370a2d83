import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeptValue } from '../../src/adapters/kept-files/kept-value.ts';
import { ParseCache, type ParsedEntry } from '../../src/knowledge/parse-cache.ts';
import { readKnowledge } from '../../src/knowledge/read-knowledge.ts';
import { copyKnowledge, type KnowledgeFolder } from '../support/knowledge-folder.ts';

const CODE = [new URL('../../src/knowledge/parse-cache.ts', import.meta.url)];

describe('what was parsed, kept between starts', () => {
  let models: string;
  let knowledge: KnowledgeFolder;
  let faults: unknown[];
  const kept = (madeBy = CODE) =>
    createKeptValue<ReadonlyMap<string, ParsedEntry>>({
      folder: models,
      name: 'parsed',
      madeBy,
      onFault: (error) => faults.push(error),
    });
  /** Names that were parsed in a reading with what is kept. */
  const start = async () => {
    const cache = new ParseCache(kept().read());
    const reading = await readKnowledge(knowledge.root, cache);
    const fresh = cache.takeNew();
    if (fresh !== null) await kept().keep(fresh);
    return { reading, isNew: fresh !== null };
  };
  beforeEach(async () => {
    faults = [];
    models = await mkdtemp(join(tmpdir(), 'goglobal-parsed-'));
    knowledge = await copyKnowledge(['tax/profits-tax-two-tier', 'legal/arbitration']);
  });
  afterEach(async () => {
    await knowledge.dispose();
    await rm(models, { recursive: true, force: true });
  });

  it('parses nothing again at the second start, and reads the same', async () => {
    const first = await start();
    const second = await start();
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect(second.reading).toEqual(first.reading);
    expect(await readKnowledge(knowledge.root)).toEqual(first.reading);
  });

  it('never shows what a changed file said before', async () => {
    const { reading } = await start();
    const [article] = reading.knowledge.articles;
    const title = article?.texts.en.title ?? '';
    await knowledge.edit(`articles/${article?.topic}/${article?.id}/en.md`, title, `${title} (new)`);
    const edited = await start();
    expect(edited.isNew).toBe(true);
    expect(edited.reading.knowledge.articles[0]?.texts.en.title).toBe(`${title} (new)`);
    expect(edited.reading.knowledge.digest).not.toBe(reading.knowledge.digest);
    expect((await start()).reading).toEqual(edited.reading);
  });

  it('forgets files that are gone', async () => {
    await start();
    await knowledge.remove('articles/legal/arbitration');
    const cache = new ParseCache(kept().read());
    await readKnowledge(knowledge.root, cache);
    cache.parse('one more', '1', () => 1);
    expect([...(cache.takeNew()?.keys() ?? [])].filter((name) => name.includes('arbitration'))).toEqual([]);
  });

  it('keeps faults too', async () => {
    await knowledge.edit('articles/legal/arbitration/en.md', '---\n', '');
    const first = await start();
    expect(first.reading.faults).not.toEqual([]);
    expect((await start()).reading.faults).toEqual(first.reading.faults);
  });

  it('parses again when the file was damaged, or made by other code', async () => {
    const { reading } = await start();
    expect(kept([new URL('../../src/knowledge/read-knowledge.ts', import.meta.url)]).read()).toBeNull();
    const [name = ''] = await readdir(models);
    const bytes = await readFile(join(models, name));
    for (const damaged of [bytes.subarray(0, 50), Buffer.alloc(0), Buffer.concat([bytes, Buffer.of(0)])]) {
      await writeFile(join(models, name), damaged);
      expect(kept().read()).toBeNull();
      const again = await start();
      expect(again.isNew).toBe(true);
      expect(again.reading).toEqual(reading);
    }
  });

  it('reports a folder that cannot be written, and reads all the same', async () => {
    await rm(models, { recursive: true });
    await writeFile(models, 'a file where the folder should be');
    expect((await start()).reading.knowledge.articles).toHaveLength(2);
    expect(faults).toHaveLength(1);
  });
});
