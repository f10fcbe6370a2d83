import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArticlePage, GapList, GapTarget, Proposal, TermRow } from '../../../src/console/api.ts';
import { EMPTY_STATE } from '../../../src/domain/conversation.ts';
import type { Feedback } from '../../../src/domain/feedback.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type ConsoleKit, codeOf, createConsoleKit, valueOf } from '../../support/console-kit.ts';
import { createFakeEditorial } from '../../support/editorial.ts';
import { createKnowledgeFolder, type KnowledgeFolder } from '../../support/knowledge-folder.ts';

const FILE = 'articles/trade/tea-export/en.md';
let folder: KnowledgeFolder;
let kit: ConsoleKit;
let cookie: string;

async function open(mayEditFiles: boolean) {
  kit = await createConsoleKit({ editorial: await createFakeEditorial(folder.root), mayEditFiles });
  cookie = await kit.signedInAs('editor');
}
beforeEach(async () => {
  folder = await createKnowledgeFolder(['tea-export']);
});
afterEach(async () => {
  await kit.storage.close();
  await folder.dispose();
});
afterAll(removeDataDirs);

const post = (path: string, body: object) => kit.call({ method: 'post', path, cookie, body });
const read = (file: string) => readFile(join(folder.root, file), 'utf8');
const QUESTION = {
  topic: 'trade',
  article: 'tea-export',
  section: 'fee',
  language: 'en',
  text: 'What does a DRONE cost?',
};

describe('the gap desk', () => {
  it('groups what was stored, and names the nearest article that still exists', async () => {
    await open(false);
    const { evidence } = answerTo({ text: 'q' });
    for (const [index, article] of ['tea-export', 'tea-export', 'gone'].entries()) {
      const at = '2026-11-20T08:00:00.000Z';
      await kit.storage.conversations.saveTurn({
        message: { id: 'm', conversation: `c${index}`, text: 'secret original', channel: 'test', at },
        reply: {
          id: 'm.reply',
          conversation: `c${index}`,
          at,
          answer: {
            ...answerTo({ text: 'DRONE licence ■■■■■■■■' }),
            status: 'unanswerable_no_content',
            evidence: { ...evidence, accepted: [], articles: [{ article, score: 1 }] },
          },
        },
        state: EMPTY_STATE,
        expectedVersion: 0,
      });
    }
    const list = valueOf<GapList>(await kit.call({ method: 'get', path: '/gaps', cookie, query: 'days=30' }));
    expect(list).toMatchObject({ days: 30, questions: 3 });
    expect(list.clusters.map(({ count, nearest }) => [count, nearest?.article ?? null])).toEqual([
      [2, 'tea-export'],
      [1, null],
    ]);
    expect(list.clusters[0]?.unknownWords[0]).toMatchObject({ word: 'DRONE', count: 2 });
    expect(JSON.stringify(list)).not.toContain('secret original');
    const old = valueOf<GapList>(await kit.call({ method: 'get', path: '/gaps', cookie, query: 'days=1' }));
    expect(old.questions).toBe(0);
    expect(codeOf(await kit.call({ method: 'get', path: '/gaps', cookie, query: 'days=0' }))).toBe('BadInput');
  });

  it('has answers that did not help beside what was not answered, with the reasons', async () => {
    await open(false);
    const at = '2026-11-20T08:00:00.000Z';
    const [citation] = answerTo({ text: 'q' }).citations;
    for (const conversation of ['c1', 'c2', 'c3']) {
      const answer = {
        ...answerTo({ text: 'tea fee' }),
        citations: [{ ...citation!, article: 'tea-export', section: 'fee' }],
      };
      await kit.storage.conversations.saveTurn({
        message: { id: 'm', conversation, text: 'tea fee', channel: 'test', at },
        reply: { id: 'm.reply', conversation, at, answer },
        state: EMPTY_STATE,
        expectedVersion: 0,
      });
    }
    const keep = (conversation: string, feedback: Feedback) =>
      kit.storage.insights.keepFeedback({ conversation, reply: 'm.reply', feedback });
    await keep('c1', { verdict: 'not-helpful', reason: 'out-of-date' });
    await keep('c2', { verdict: 'not-helpful', reason: null });
    await keep('c3', { verdict: 'helpful' });
    const list = valueOf<GapList>(await kit.call({ method: 'get', path: '/gaps', cookie, query: 'days=180' }));
    expect(list.questions).toBe(2);
    expect(list.clusters).toMatchObject([
      {
        count: 2,
        downVoted: 2,
        reasons: { 'out-of-date': 1 },
        statuses: { answered: 2 },
        nearest: { article: 'tea-export', section: 'fee' },
      },
    ]);
    const page = valueOf<ArticlePage>(
      await kit.call({ method: 'get', path: '/articles', cookie, query: 'order=notHelpful' }),
    );
    expect(page.rows.map(({ id, feedback }) => [id, feedback])).toEqual([
      ['tea-export', { helpful: 1, notHelpful: 2 }],
    ]);
  });

  it('finds articles and terms by any of their words', async () => {
    await open(false);
    const find = async (path: string, search: string) =>
      kit.call({ method: 'get', path, cookie, query: new URLSearchParams({ search }).toString() });
    const [target] = valueOf<GapTarget[]>(await find('/gaps/targets', '茶叶'));
    expect(target?.sections.map(({ id }) => id)).toEqual(['form', 'fee', 'who']);
    expect(valueOf<GapTarget[]>(await find('/gaps/targets', 'coffee'))).toEqual([]);
    expect(valueOf<TermRow[]>(await find('/gaps/terms', '茶葉')).map(({ id }) => id)).toEqual(['tea']);
  });
});

describe('an example question from a gap', () => {
  it('is shown as a difference that the check has looked at; the file stays as it was', async () => {
    await open(false);
    const before = await read(FILE);
    const proposal = valueOf<Proposal>(await post('/gaps/question', QUESTION));
    expect(proposal).toMatchObject({ file: `knowledge/${FILE}`, faults: [], isApplied: false });
    expect(proposal.diff).toContain(`+++ b/knowledge/${FILE}\n`);
    expect(proposal.diff).toContain('\n+  - What does a DRONE cost? {#fee}\n');
    expect(await read(FILE)).toBe(before);
    const apply = await post('/gaps/question', { ...QUESTION, digest: proposal.digest });
    expect([codeOf(apply), apply.status, await read(FILE)]).toEqual(['EditingOff', 403, before]);
  });

  it('goes into the file when the operator allows it, and is written down', async () => {
    await open(true);
    const { digest } = valueOf<Proposal>(await post('/gaps/question', QUESTION));
    const applied = valueOf<Proposal>(await post('/gaps/question', { ...QUESTION, digest }));
    expect(applied).toMatchObject({ isApplied: true, faults: [] });
    expect(await read(FILE)).toContain('  - What does a DRONE cost? {#fee}\n---');
    expect(await readdir(join(folder.root, 'articles/trade/tea-export'))).toHaveLength(4);
    expect((await kit.storage.accounts.events(1))[0]).toMatchObject({
      what: 'file-edited',
      subject: `knowledge/${FILE}`,
    });
    const again = await post('/gaps/question', { ...QUESTION, digest });
    expect([codeOf(again), again.status]).toEqual(['CannotEdit', 422]);
  });

  it('never goes over somebody else’s change', async () => {
    await open(true);
    const { digest } = valueOf<Proposal>(await post('/gaps/question', QUESTION));
    await folder.edit(FILE, 'within 10 days', 'in 10 days');
    const late = await post('/gaps/question', { ...QUESTION, digest });
    expect([codeOf(late), late.status]).toEqual(['FileChanged', 409]);
    expect(await read(FILE)).not.toContain('DRONE');
  });

  it('is not made when the file would have a fault then', async () => {
    const more = Array.from({ length: 40 }, (_, index) => `  - Another question ${index}?\n`).join('');
    await folder.edit(FILE, /(?<=tea kappa\?\n)/u, more);
    await open(true);
    const proposal = valueOf<Proposal>(await post('/gaps/question', QUESTION));
    expect(proposal.faults).toMatchObject([
      { file: FILE, message: expect.stringContaining('51 example questions') as string },
    ]);
    const forced = await post('/gaps/question', { ...QUESTION, digest: proposal.digest });
    expect(codeOf(forced)).toBe('CannotEdit');
    expect(await read(FILE)).not.toContain('DRONE');
  });

  it.each([
    ['another folder', { topic: '..' }],
    ['a file name', { article: 'tea-export/../x' }],
    ['a line break', { text: 'one\n  - two' }],
    ['a tag of its own', { text: 'one {#who}' }],
    ['a language we do not have', { language: 'fr' }],
  ])('takes no %s', async (_, change) => {
    await open(true);
    expect(codeOf(await post('/gaps/question', { ...QUESTION, ...change }))).toBe('BadInput');
  });
});

describe('a word for the lexicon', () => {
  const WORD = { term: 'tea', language: 'zh-Hans', word: '茗茶' };

  it('is refused where the term does not stand on lines of its own', async () => {
    await open(true);
    expect(codeOf(await post('/gaps/word', WORD))).toBe('CannotEdit');
    expect(codeOf(await post('/gaps/word', { ...WORD, term: 'coffee' }))).toBe('NotFound');
  });

  it('becomes another name of a term', async () => {
    await folder.write({
      'lexicon/general.yaml':
        'terms:\n  - id: tea\n    kind: concept\n    en: [tea]\n    zh-Hant: [茶葉]\n    zh-Hans: [茶叶]\n',
    });
    await open(true);
    const { digest, diff } = valueOf<Proposal>(await post('/gaps/word', WORD));
    expect(diff).toContain('-    zh-Hans: [茶叶]\n+    zh-Hans: [茶叶, 茗茶]\n');
    expect(valueOf<Proposal>(await post('/gaps/word', { ...WORD, digest })).isApplied).toBe(true);
    expect(await read('lexicon/general.yaml')).toContain('zh-Hans: [茶叶, 茗茶]');
  });
});
