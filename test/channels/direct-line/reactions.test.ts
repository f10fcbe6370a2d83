import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { openSession } from '../../fakes/direct-line-client.ts';
import { restClient } from '../../fakes/direct-line-rest.ts';
import { removeDataDirs, startTestApp, type TestApp, type TestAppOptions } from '../../fakes/start-test-app.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5000, interval: 10 });
const apps: TestApp[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.stop();
});
afterAll(removeDataDirs);

async function start(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await startTestApp(options);
  apps.push(app);
  return app;
}

/** A visitor with one answer; its id. */
async function answered(app: TestApp, text = 'hello') {
  const rest = restClient(app.url, await openSession(app.url));
  await rest.say(text);
  await until(async () => expect(await rest.messages()).toHaveLength(2));
  const [question, answer] = await rest.messages();
  return { ...rest, question: String(question?.id), answer: String(answer?.id) };
}

const like = (replyToId: string) => ({ type: 'messageReaction', replyToId, reactionsAdded: [{ type: 'like' }] });
const dislike = (replyToId: string, reason?: string) => ({
  ...like(replyToId),
  reactionsAdded: [{ type: 'dislike' }],
  ...(reason !== undefined && { value: { reason } }),
});

function kept({ dataDir }: TestApp): readonly unknown[] {
  const database = new DatabaseSync(join(dataDir, 'goglobal.sqlite'), { readOnly: true });
  const rows = database.prepare('select verdict, reason from answer_feedback').all();
  database.close();
  return rows.map((row) => [row['verdict'], row['reason']]);
}

describe('reactions over Direct Line', () => {
  it('say whether an answer helped and why not; the last one stands, and it can be taken back', async () => {
    const app = await start();
    const { post, answer, activities } = await answered(app);
    expect((await post(like(answer))).status).toBe(200);
    await until(() => expect(kept(app)).toEqual([['helpful', null]]));
    await post(dislike(answer));
    await until(() => expect(kept(app)).toEqual([['not-helpful', null]]));
    await post(dislike(answer, 'out-of-date'));
    await until(() => expect(kept(app)).toEqual([['not-helpful', 'out-of-date']]));
    await post({ type: 'messageReaction', replyToId: answer, reactionsRemoved: [{ type: 'dislike' }] });
    await until(() => expect(kept(app)).toEqual([]));
    // Nothing is said in return, and a reload finds all of it.
    expect((await activities()).map(({ type }) => type)).toEqual([
      'message',
      'message',
      ...Array.from({ length: 4 }, () => 'messageReaction'),
    ]);
    expect(app.handled).toHaveLength(1);
  });

  it('count only for answers of the bot in the same conversation', async () => {
    const app = await start({
      answer: ({ text }) => (text === 'form' ? { status: 'dialog', citations: [] } : {}),
    });
    const mine = await answered(app);
    const theirs = await answered(app);
    const form = await answered(app, 'form');
    await mine.post(dislike(theirs.answer));
    await mine.post(dislike(mine.question));
    await mine.post(dislike('nothing'));
    await form.post(dislike(form.answer));
    // In order after those, so that they have been looked at by then.
    await form.post({ ...like(form.answer), reactionsAdded: [{ type: 'laugh' }] });
    await theirs.post(like(theirs.answer));
    await mine.post(like(mine.answer));
    await until(() => expect(kept(app)).toHaveLength(2));
    await form.say('end');
    await until(async () => expect(await form.messages()).toHaveLength(4));
    expect(kept(app)).toEqual([
      ['helpful', null],
      ['helpful', null],
    ]);
    expect((await mine.post({ ...dislike(theirs.answer) })).status).toBe(200);
    expect((await mine.call('POST', `${theirs.base}/activities`, dislike(theirs.answer))).status).toBe(403);
  });

  it('keep none of the words a client may put into them', async () => {
    const app = await start();
    const { post, answer, activities } = await answered(app);
    await post({
      ...dislike(answer),
      text: 'secret',
      value: { reason: 'secret' },
      entities: ['secret'],
      name: 'secret',
    });
    await until(() => expect(kept(app)).toEqual([['not-helpful', null]]));
    expect(JSON.stringify(await activities())).not.toContain('secret');
  });

  it.each([
    ['about no message', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
    ['without end', { ...like('x'), reactionsAdded: Array.from({ length: 6 }, () => ({ type: 'like' })) }],
    ['of another shape', { ...like('x'), reactionsAdded: ['like'] }],
    ['with a long name', { ...like('x'), reactionsAdded: [{ type: 'l'.repeat(21) }] }],
  ])('are refused when they are %s', async (_, activity) => {
    const app = await start();
    const { post } = await answered(app);
    expect(await post(activity)).toMatchObject({ status: 400, json: { error: { code: 'BadArgument' } } });
  });

  it('are counted by the limit of messages', async () => {
    const app = await start({ env: { LIMIT_MESSAGES_PER_MINUTE: '2' } });
    const { post, answer } = await answered(app);
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await post(like(answer))).status);
    expect(statuses).toEqual([200, 429, 429]);
  });

  it('that a stop cut off are kept at the next start', async () => {
    const never = new Promise<void>(() => undefined);
    const first = await startTestApp({
      beforeAnswer: ({ text }) => (text === 'slow' ? never : undefined),
      env: { STOP_TIMEOUT_MS: '100' },
    });
    const { post, say, answer } = await answered(first);
    await say('slow');
    await post(like(answer));
    await first.stop();
    expect(kept(first)).toEqual([]);
    const second = await start({ dataDir: first.dataDir });
    await until(() => expect(kept(second)).toEqual([['helpful', null]]));
  });
});
