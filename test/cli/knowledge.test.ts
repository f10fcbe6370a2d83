import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createStorage } from '../../src/adapters/storage/create-storage.ts';
import { type KnowledgeTools, runKnowledge } from '../../src/cli/knowledge.ts';
import { EMPTY_STATE } from '../../src/domain/conversation.ts';
import { answerTo } from '../fakes/fake-core.ts';
import { makeDataDir, removeDataDirs } from '../fakes/start-test-app.ts';
import { KNOWLEDGE_DIR, REPOSITORY } from '../support/folders.ts';
import { createKnowledgeFolder, type KnowledgeFolder } from '../support/knowledge-folder.ts';

/** For `gaps`, where nothing has been asked. */
const TOOLS: KnowledgeTools = {
  storage: async () => createStorage({ dataDir: await makeDataDir() }),
  words: () => Promise.reject(new Error('nothing was asked, so nobody has to read the questions')),
};
afterAll(removeDataDirs);

async function run(args: readonly string[], root: string) {
  const lines: string[] = [];
  const code = await runKnowledge(args, root, (line) => lines.push(line), TOOLS);
  return { code, lines };
}

describe('npm run knowledge check', () => {
  let folder: KnowledgeFolder | null = null;
  afterEach(async () => {
    await folder?.dispose();
    folder = null;
  });

  it('finds nothing to mend in the knowledge that is shipped', async () => {
    const { code, lines } = await run(['check'], KNOWLEDGE_DIR);
    expect(lines).toEqual([
      expect.stringMatching(/^\d+ articles, \d+ terms, version [0-9a-f]{12}: nothing to mend\.$/),
    ]);
    expect(code).toBe(0);
  });

  it('ends with 1 and says file, line and what is wrong', async () => {
    folder = await createKnowledgeFolder(['tea-export', 'coffee-export']);
    await folder.edit('articles/trade/tea-export/en.md', '{#fee}', '');
    const { code, lines } = await run(['check'], folder.root);
    expect(code).toBe(1);
    expect(lines).toEqual([
      'articles/trade/tea-export/en.md:21  A heading is written «## Question {#section-id}», with two hashes and an id.',
      expect.stringMatching(/^1 articles, 1 terms, version [0-9a-f]{12}: 1 to mend\.$/),
    ]);
  });

  it('looks only below a folder that is named', async () => {
    folder = await createKnowledgeFolder(['tea-export', 'coffee-export']);
    await folder.edit('articles/trade/tea-export/en.md', '{#fee}', '');
    expect((await run(['check', 'articles/trade/coffee-export'], folder.root)).code).toBe(0);
    expect((await run(['check', 'articles/trade/tea-export'], folder.root)).code).toBe(1);
    expect((await run(['check', 'knowledge/articles/trade'], folder.root)).code).toBe(1);
  });

  it('explains itself', async () => {
    expect(await run([], KNOWLEDGE_DIR)).toEqual({
      code: 0,
      lines: [expect.stringContaining('npm run knowledge check')],
    });
    expect((await run(['chekc'], KNOWLEDGE_DIR)).code).toBe(2);
  });

  it('works from the command line', async () => {
    folder = await createKnowledgeFolder();
    const command = (root: string) =>
      promisify(execFile)(process.execPath, ['src/cli/main.ts', 'knowledge', 'check'], {
        cwd: REPOSITORY,
        env: { ...process.env, KNOWLEDGE_DIR: root },
      });
    expect((await command(folder.root)).stdout).toContain('nothing to mend');
    await folder.remove('tables/fees.yaml');
    await expect(command(folder.root)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('tables/fees.yaml:1'),
    });
  });
});

describe('npm run knowledge gaps', () => {
  it('prints the groups of the gap desk, largest first', async () => {
    const dataDir = await makeDataDir();
    const storage = () => createStorage({ dataDir });
    const first = await storage();
    const at = new Date().toISOString();
    for (const [index, text] of ['drone licence', 'drone licence', 'opening hours'].entries()) {
      const answer = { ...answerTo({ text }), status: 'unanswerable_no_content' as const };
      await first.conversations.saveTurn({
        message: { id: 'm', conversation: `c${index}`, text, channel: 'test', at },
        reply: { id: 'm.reply', conversation: `c${index}`, at, answer },
        state: EMPTY_STATE,
        expectedVersion: 0,
      });
    }
    await first.close();
    const lines: string[] = [];
    const code = await runKnowledge(['gaps', '--days', '7'], KNOWLEDGE_DIR, (line) => lines.push(line), {
      storage,
      words: () =>
        Promise.resolve((question) => question.split(' ').map((word) => ({ word, isKnown: word !== 'drone' }))),
    });
    expect(code).toBe(0);
    expect(lines).toEqual([
      '2 × profits-tax#rates  (en 2)',
      '    2 × drone licence',
      '    unknown: drone',
      '1 × profits-tax#rates  (en 1)',
      '    1 × opening hours',
      '3 questions without an answer in 7 days, 2 groups.',
    ]);
  });

  it('says so when there is nothing, without training anything', async () => {
    expect(await run(['gaps'], KNOWLEDGE_DIR)).toEqual({
      code: 0,
      lines: ['0 questions without an answer in 30 days, 0 groups.'],
    });
    expect((await run(['gaps', '--days', 'x'], KNOWLEDGE_DIR)).code).toBe(2);
  });
});
