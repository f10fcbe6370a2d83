import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createStorage, type Storage } from '../../src/adapters/storage/create-storage.ts';
import type { Assistant } from '../../src/assistant.ts';
import type { KnowledgeCommandParts } from '../../src/cli/knowledge/command-parts.ts';
import { runKnowledge } from '../../src/cli/knowledge/run-knowledge.ts';
import { EMPTY_STATE } from '../../src/domain/conversation.ts';
import { orderStale } from '../../src/insights/order-stale.ts';
import { readKnowledge } from '../../src/knowledge/read-knowledge.ts';
import { answerTo } from '../fakes/fake-core.ts';
import { makeDataDir, removeDataDirs } from '../fakes/start-test-app.ts';
import { KNOWLEDGE_DIR, REPOSITORY } from '../support/folders.ts';
import { createKnowledgeFolder, type KnowledgeFolder } from '../support/knowledge-folder.ts';

/** Parts that most commands leave alone; a fresh database, in which nothing has been asked. */
function partsFor(root: string, lines: string[]): KnowledgeCommandParts {
  const unused = () => Promise.reject(new Error('this command asks nobody'));
  return {
    knowledgeDir: root,
    today: '2026-11-26',
    createAssistant: unused,
    ask: unused,
    storage: async () => createStorage({ dataDir: await makeDataDir() }),
    words: unused,
    repository: REPOSITORY,
    environment: process.env,
    print: (line) => lines.push(line),
  };
}
afterAll(removeDataDirs);

async function run(args: readonly string[], root: string) {
  const lines: string[] = [];
  const code = await runKnowledge(args, partsFor(root, lines));
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
    await folder.edit('articles/trade/tea-export/en.md', 'fee? {#fee}', 'fee?');
    const { code, lines } = await run(['check'], folder.root);
    expect(code).toBe(1);
    expect(lines).toEqual([
      'articles/trade/tea-export/en.md:21  A heading is written «## Question {#section-id}», with two hashes and an id.',
      expect.stringMatching(/^1 articles, 1 terms, version [0-9a-f]{12}: 1 to mend\.$/),
    ]);
  });

  it('shows warnings, but does not fail for them', async () => {
    folder = await createKnowledgeFolder(['tea-export', 'coffee-export']);
    await folder.edit('articles/trade/tea-export/article.yaml', 'reviewBy: 2027-05-31', 'reviewBy: 2026-11-25');
    const { code, lines } = await run(['check'], folder.root);
    expect(code).toBe(0);
    expect(lines).toEqual([
      expect.stringMatching(/^articles\/trade\/tea-export\/article\.yaml:5 {2}warning: reviewBy 2026-11-25 has passed/),
      expect.stringMatching(/^2 articles, 1 terms, version [0-9a-f]{12}: nothing to mend\. 1 warning\.$/),
    ]);
  });

  it('looks only below a folder that is named', async () => {
    folder = await createKnowledgeFolder(['tea-export', 'coffee-export']);
    await folder.edit('articles/trade/tea-export/en.md', 'fee? {#fee}', 'fee?');
    expect((await run(['check', 'articles/trade/coffee-export'], folder.root)).code).toBe(0);
    expect((await run(['check', 'articles/trade/tea-export'], folder.root)).code).toBe(1);
    expect((await run(['check', 'knowledge/articles/trade'], folder.root)).code).toBe(1);
  });

  it('explains itself', async () => {
    expect(await run([], KNOWLEDGE_DIR)).toEqual({
      code: 0,
      lines: [expect.stringContaining('npm run knowledge -- check')],
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

describe('npm run knowledge new', () => {
  it('writes four files that hold questions for the writer, and keeps them out of answers until they are answered', async () => {
    const folder = await createKnowledgeFolder(['tea-export']);
    try {
      const [owner] = (await readKnowledge(folder.root)).knowledge.tables.agencies;
      const made = await run(['new', 'trade/cocoa-export', '--owner', owner?.id ?? ''], folder.root);
      expect(made.code).toBe(0);
      expect(made.lines).toHaveLength(5);
      const { code, lines } = await run(['check', 'articles/trade/cocoa-export'], folder.root);
      expect(code).toBe(1);
      // Nothing but what is still to be written: the frame itself is sound.
      expect(lines.slice(0, -1).filter((line) => !line.endsWith('is still to be written.'))).toEqual([]);
      const again = await run(['new', 'trade/cocoa-export', '--owner', owner?.id ?? ''], folder.root);
      expect(again.lines.filter((line) => line.includes('is left as it is'))).toHaveLength(4);
    } finally {
      await folder.dispose();
    }
  });

  it.each([
    [['new'], /topic and id/u, 2],
    [['new', 'Tax/Withholding'], /topic and id/u, 2],
    [['new', 'trade/tea-export'], /already/u, 1],
    [['new', 'trade/cocoa', '--owner', 'nobody'], /agencies\.yaml/u, 1],
  ] as const)('%j is told what is missing', async (args, says, code) => {
    const folder = await createKnowledgeFolder(['tea-export']);
    try {
      expect(await run(args, folder.root)).toEqual({ code, lines: [expect.stringMatching(says)] });
    } finally {
      await folder.dispose();
    }
  });
});

describe('npm run knowledge coverage', () => {
  it('counts articles, sections, questions, sources and rows', { timeout: 60_000 }, async () => {
    const { knowledge } = await readKnowledge(KNOWLEDGE_DIR);
    const { code, lines } = await run(['coverage'], KNOWLEDGE_DIR);
    expect(code).toBe(0);
    expect(lines.find((line) => line.startsWith('all '))?.split(/\s+/u)[1]).toBe(String(knowledge.articles.length));
    expect(lines.find((line) => line.startsWith('fees'))?.split(/\s+/u)[1]).toBe(String(knowledge.tables.fees.length));
  });

  it('names the sourced bullets of a list that stand nowhere, but not those left out on purpose', async () => {
    const folder = await createKnowledgeFolder(['tea-export']);
    const lists = await mkdtemp(join(tmpdir(), 'facts-'));
    try {
      const [tea] = (await readKnowledge(folder.root)).knowledge.articles;
      const known = tea?.texts.en.sections[0]?.text.split('\n')[0] ?? '';
      await writeFile(
        join(lists, 'list.md'),
        [
          '### Q1. Tea',
          `- ${known} [https://tea.example, 2026]`,
          '- A zeppelin licence costs HK$77,123 and lasts 19 years. [https://zeppelin.example, undated]',
          '- Balloonists file form BL9 within 41 days. [https://zeppelin.example, undated]',
          '- Nobody confirmed that airships pay 3%. (unverified) [https://zeppelin.example, undated]',
          '- A line without a source.',
        ].join('\n'),
      );
      await writeFile(join(lists, 'left-out.txt'), '- x Q1 | Balloonists file form BL9 within | not our subject\n');
      const { code, lines } = await run(
        ['coverage', '--facts', lists, '--left-out', join(lists, 'left-out.txt')],
        folder.root,
      );
      expect(lines).toEqual([
        expect.stringMatching(/^list:3 {2}Q1 {2}A zeppelin licence costs HK\$77,123/u),
        '3 sourced bullets: 1 used, 1 left out on purpose, 1 nowhere yet.',
      ]);
      expect(code).toBe(1);
    } finally {
      await Promise.all([folder.dispose(), rm(lists, { recursive: true })]);
    }
  });

  it('lists who published what is cited', async () => {
    const { lines } = await run(['coverage', '--publishers'], KNOWLEDGE_DIR);
    expect(lines.filter((line) => line.startsWith('| Inland Revenue Department | official |'))).toHaveLength(1);
  });
});

describe('npm run knowledge diff', () => {
  it('prints the answers that changed since a revision as a table', async () => {
    const repository = await mkdtemp(join(tmpdir(), 'diff-'));
    const git = (...args: string[]) =>
      promisify(execFile)('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], { cwd: repository });
    const words = join(repository, 'knowledge/words.md');
    try {
      await git('init', '-q');
      await mkdir(join(repository, 'knowledge'));
      await writeFile(words, 'before');
      await git('add', '.');
      await git('commit', '-qm', 'before');
      await writeFile(words, 'now');
      await writeFile(
        join(repository, 'q.jsonl'),
        `${JSON.stringify({ id: '1', lang: 'en', type: 'single', text: 'tea?', expect: 'answer', articles: ['tea'], section: null, facts: [] })}\n`,
      );
      const lines: string[] = [];
      const code = await runKnowledge(['diff', 'HEAD', '--questions', join(repository, 'q.jsonl')], {
        ...partsFor(join(repository, 'knowledge'), lines),
        // Repeats what stands in the folder that it was given.
        createAssistant: async (folder = join(repository, 'knowledge')) => {
          const text = await readFile(join(folder, 'words.md'), 'utf8');
          return { ask: () => Promise.resolve(answerTo({ text })) } as unknown as Assistant; // only ask is used
        },
        repository,
      });
      expect(code).toBe(0);
      expect(lines[0]).toContain('0 change status, 0 source, 1 wording');
      expect(lines.at(-1)).toMatch(/\| tea\? \| wording \| .*before.* \| .*now.* \|/u);
    } finally {
      await rm(repository, { recursive: true });
    }
  });
});

/** A database in which these questions went unanswered. */
async function storageOfQuestions(texts: readonly string[]): Promise<() => Promise<Storage>> {
  const dataDir = await makeDataDir();
  const storage = await createStorage({ dataDir });
  const at = new Date().toISOString();
  for (const [index, text] of texts.entries()) {
    const answer = { ...answerTo({ text }), status: 'unanswerable_no_content' as const };
    await storage.conversations.saveTurn({
      message: { id: 'm', conversation: `c${index}`, text, channel: 'test', at },
      reply: { id: 'm.reply', conversation: `c${index}`, at, answer },
      state: EMPTY_STATE,
      expectedVersion: 0,
    });
  }
  await storage.close();
  return () => createStorage({ dataDir });
}

describe('npm run knowledge gaps', () => {
  it('prints the groups of the gap desk, largest first', async () => {
    const lines: string[] = [];
    const code = await runKnowledge(['gaps', '--days', '7'], {
      ...partsFor(KNOWLEDGE_DIR, lines),
      storage: await storageOfQuestions(['drone licence', 'drone licence', 'opening hours']),
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
      '3 questions without an answer that helped in 7 days, 2 groups.',
    ]);
  });

  it('says so when there is nothing, without training anything', async () => {
    expect(await run(['gaps'], KNOWLEDGE_DIR)).toEqual({
      code: 0,
      lines: ['0 questions without an answer that helped in 30 days, 0 groups.'],
    });
    expect((await run(['gaps', '--days', 'x'], KNOWLEDGE_DIR)).code).toBe(2);
  });
});

describe('npm run knowledge stale', () => {
  it('puts overdue articles first, then the much cited and long unreviewed', () => {
    const article = (id: string, checkedOn: string, reviewBy: string, cited: number) => ({
      id,
      checkedOn,
      reviewBy,
      cited,
    });
    const ordered = orderStale(
      [
        article('fresh', '2026-11-20', '2027-05-01', 90),
        article('old', '2026-01-01', '2027-05-01', 2),
        article('old-and-cited', '2026-01-01', '2027-05-01', 9),
        article('overdue', '2026-11-01', '2026-11-25', 0),
      ],
      '2026-11-26',
    );
    expect(ordered.map(({ id }) => id)).toEqual(['overdue', 'old-and-cited', 'old', 'fresh']);
  });

  it('prints file, citations and days', async () => {
    const { code, lines } = await run(['stale'], KNOWLEDGE_DIR);
    expect(code).toBe(0);
    expect(lines[2]).toMatch(/^article +cited in 180 days +checked +review by +confirms$/u);
    expect(lines.filter((line) => /^articles\/\S+ +\d+ +2026-/u.test(line))).toHaveLength(30);
    expect((await run(['stale', '--days', '0'], KNOWLEDGE_DIR)).code).toBe(2);
  });
});
