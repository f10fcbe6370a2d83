import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArticlePage, ArticleView, FaultList } from '../../../src/console/api.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type ConsoleKit, codeOf, createConsoleKit, valueOf } from '../../support/console-kit.ts';
import { createFakeEditorial } from '../../support/editorial.ts';
import { createKnowledgeFolder, type KnowledgeFolder } from '../../support/knowledge-folder.ts';

const TEA = 'articles/trade/tea-export';
let folder: KnowledgeFolder;
let kit: ConsoleKit;
let cookie: string;

beforeEach(async () => {
  folder = await createKnowledgeFolder(['tea-export', 'coffee-export', 'silk-export']);
});
afterEach(async () => {
  await kit.storage.close();
  await folder.dispose();
});
afterAll(removeDataDirs);

/** After the folder has been edited. */
async function open() {
  kit = await createConsoleKit({ editorial: await createFakeEditorial(folder.root) });
  cookie = await kit.signedInAs('editor');
}
const get = (path: string, params: Readonly<Record<string, string>> = {}) =>
  kit.call({ method: 'get', path, cookie, params });
const article = async (id = 'tea-export', topic = 'trade') =>
  valueOf<ArticleView>(await get('/articles/:topic/:id', { topic, id }));

describe('the list of articles', () => {
  it('also has what a fault keeps out of the answers', async () => {
    await folder.edit(`${TEA}/zh-Hans.md`, '1.5%', '2.5%');
    await folder.edit('articles/trade/coffee-export/article.yaml', 'reviewBy: 2027-05-31', 'reviewBy: 2026-11-02');
    await folder.remove('articles/trade/silk-export/en.md');
    await open();
    const page = valueOf<ArticlePage>(await get('/articles'));
    expect(page.rows.map(({ id, freshness, faults }) => [id, freshness, faults])).toEqual([
      // Both the number and the percentage differ.
      ['tea-export', 'withheld', 2],
      ['silk-export', 'withheld', 1],
      ['coffee-export', 'overdue', 0],
    ]);
    expect(page.rows[1]).toMatchObject({
      languages: ['zh-Hant', 'zh-Hans'],
      owner: { id: 'tea-board', name: { en: 'Tea Board' } },
    });
    expect(page.counts).toEqual({ withheld: 2, overdue: 1, due: 0, fresh: 0 });
  });
});

describe('the page of an article', () => {
  it('has the languages aligned, questions under their section, files and the command to check', async () => {
    await open();
    const view = await article();
    expect(view.sections.map(({ id }) => id)).toEqual(['summary', 'form', 'fee', 'who']);
    const fee = view.sections[2]?.cells;
    expect([fee?.en?.heading, fee?.['zh-Hant']?.heading, fee?.['zh-Hans']?.heading]).toEqual([
      'What is the fee?',
      '費用是多少？',
      '费用是多少？',
    ]);
    expect(fee?.en?.questions).toEqual(['beta', 'epsilon', 'theta'].map((end) => `How do I export tea ${end}?`));
    expect(view.generalQuestions.en).toEqual(['How do I export tea kappa?']);
    expect(view.files).toContain('knowledge/articles/trade/tea-export/zh-Hans.md');
    expect(view.checkCommand).toBe('npm run knowledge check -- articles/trade/tea-export');
    expect(view.otherFaults).toEqual([]);
    expect(view.sections.every(({ cells }) => Object.values(cells).every((cell) => cell?.difference === null))).toBe(
      true,
    );
  });

  it('marks a figure that differs in its own section and language', async () => {
    await folder.edit(`${TEA}/zh-Hans.md`, '1.5%', '2.5%');
    await open();
    const view = await article();
    const fee = view.sections[2]?.cells;
    expect(fee?.['zh-Hans']?.difference).toEqual({ missing: ['1.5'], surplus: ['2.5'] });
    expect(fee?.['zh-Hans']?.faults).toHaveLength(2);
    expect(fee?.['zh-Hant']).toMatchObject({ difference: null, faults: [] });
    expect(view).toMatchObject({ freshness: 'withheld', faults: 2, otherFaults: [] });
  });

  it('leaves an empty place where a language lacks a section, and keeps the order', async () => {
    await folder.edit(`${TEA}/zh-Hant.md`, /## 費用是多少？[\s\S]*?(?=## 由誰)/u, '');
    await folder.edit(`${TEA}/zh-Hans.md`, '由谁决定？ {#who}', '由谁决定？ {#decides}');
    await open();
    const view = await article();
    expect(view.sections.map(({ id }) => id)).toEqual(['summary', 'form', 'fee', 'decides', 'who']);
    expect(view.sections[2]?.cells['zh-Hant']).toBeNull();
    expect(view.sections[3]?.cells.en).toBeNull();
  });

  it('shows what could be read of a broken one, and every fault once', async () => {
    await folder.edit(`${TEA}/article.yaml`, 'owner: tea-board', 'owner: ""');
    await folder.edit(`${TEA}/en.md`, 'fee? {#fee}', 'fee?');
    await open();
    const view = await article();
    expect(view.owner).toBeNull();
    expect(view.sections[1]?.cells.en).toBeNull();
    expect(view.sections[1]?.cells['zh-Hans']).not.toBeNull();
    expect(view.otherFaults.map(({ file }) => file)).toEqual([`${TEA}/article.yaml`, `${TEA}/en.md`]);
    expect(view.faults).toBe(2);
  });

  it('reads nothing outside its folder', async () => {
    await open();
    for (const [topic, id] of [
      ['..', 'tables'],
      ['trade', '../../tables'],
      ['trade', 'nothing-here'],
      ['', ''],
    ] as const)
      expect(codeOf(await get('/articles/:topic/:id', { topic, id }))).toBe('NotFound');
  });
});

describe('the checks', () => {
  it('are grouped by where they are to be mended, with what is overdue', async () => {
    await folder.edit(`${TEA}/zh-Hans.md`, '1.5%', '2.5%');
    await folder.edit(`${TEA}/zh-Hant.md`, '10日', '12日');
    await folder.edit('tables/agencies.yaml', 'id: tea-board', 'id: 1');
    await folder.edit('articles/trade/coffee-export/article.yaml', 'reviewBy: 2027-05-31', 'reviewBy: 2026-11-02');
    await open();
    const list = valueOf<FaultList>(await get('/faults'));
    expect(list.groups.map(({ kind, name, faults }) => [kind, name, faults.length])).toEqual([
      ['table', 'tables/agencies.yaml', expect.any(Number)],
      ['article', TEA, 3],
    ]);
    expect(list.groups[1]?.article).toEqual({ topic: 'trade', id: 'tea-export' });
    expect(list.overdue).toMatchObject([{ id: 'coffee-export', reviewBy: '2026-11-02', daysOverdue: 24 }]);
  });
});
