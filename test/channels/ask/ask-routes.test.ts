import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSession } from '../../fakes/direct-line-client.ts';
import { restClient } from '../../fakes/direct-line-rest.ts';
import { removeDataDirs, startTestApp, type TestApp } from '../../fakes/start-test-app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp({
    env: { LIMIT_CONVERSATIONS_PER_MINUTE: '6' },
    beforeAnswer: ({ text }) => {
      if (text === 'fail') throw new Error('secret detail');
    },
  });
});
afterEach(() => app.stop());
afterAll(removeDataDirs);

async function ask(body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.url}/api/ask`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en', ...headers },
    body: JSON.stringify(body),
  });
  const json = (await response.json()) as Record<string, unknown> & { error?: { code: string; message: string } };
  return { status: response.status, json, headers: response.headers };
}

async function history(id: unknown, token: unknown): Promise<Response> {
  return fetch(`${app.url}/api/conversations/${String(id)}`, { headers: { Authorization: `Bearer ${String(token)}` } });
}

describe('POST /api/ask', () => {
  it('answers with the public part of the answer contract', async () => {
    const { status, json } = await ask({ question: '  What is the rate? ', language: 'zh-Hant' });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      status: 'answered',
      completeness: 'complete',
      language: 'zh-Hant',
      text: 'You said: What is the rate? [1]',
      table: null,
      citations: [{ mark: 1, url: 'https://www.ird.gov.hk/eng/faq/2tr.htm' }],
      suggestions: [{ kind: 'question', text: 'What about dividends?' }],
      conversationId: expect.stringMatching(/^ask-[\w-]{22}$/),
    });
    expect(json).not.toHaveProperty('evidence');
    expect(json).not.toHaveProperty('question');
    expect(app.handled[0]).toMatchObject({ channel: 'api', pageLanguage: 'zh-Hant', text: 'What is the rate?' });
  });

  it('continues a conversation, and leaves the language to the words when none is named', async () => {
    const { json } = await ask({ question: 'one' });
    await ask({ question: 'two', conversationId: json['conversationId'] });
    expect(app.handled.map(({ conversation }) => conversation)).toEqual([
      json['conversationId'],
      json['conversationId'],
    ]);
    expect(app.handled[0]).not.toHaveProperty('pageLanguage');
  });

  it('answers a repeated message once, with or without a conversation', async () => {
    const first = await ask({ question: 'one', messageId: 'm-1' });
    const repeated = await ask({ question: 'one' }, { 'Idempotency-Key': 'm-1' });
    expect(repeated.json['conversationId']).toBe(first.json['conversationId']);
    const conversationId = first.json['conversationId'];
    const again = await ask({ question: 'one', messageId: 'm-1', conversationId });
    expect(again.json['text']).toBe(first.json['text']);
    expect(app.handled).toHaveLength(1);
    const other = await ask({ question: 'another question', messageId: 'm-1' });
    expect(other.json['conversationId']).not.toBe(conversationId);
  });

  it('keeps simultaneous questions of one conversation in order', async () => {
    const { json } = await ask({ question: 'first' });
    const questions = ['a', 'b', 'c', 'd'];
    const answers = await Promise.all(
      questions.map((question) => ask({ question, conversationId: json['conversationId'] })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(app.handled).toHaveLength(5);
  });

  it('says what is wrong with a question', async () => {
    const bad = [
      {},
      { question: '' },
      { question: ' ' },
      { question: 7 },
      { question: 'x', language: 'fr' },
      [],
      'x',
      null,
    ];
    for (const body of bad) {
      const { status, json } = await ask(body);
      expect([status, json.error?.code]).toEqual([400, 'BadArgument']);
    }
    expect(await ask({ question: 'x'.repeat(10_001) })).toMatchObject({
      status: 413,
      json: { error: { code: 'TooLarge' } },
    });
    expect((await ask({ question: 'x', conversationId: '../../etc/passwd' })).status).toBe(400);
    expect(app.handled).toEqual([]);
  });

  it('does not continue a chat from outside', async () => {
    const { conversationId } = await openSession(app.url);
    expect((await ask({ question: 'x', conversationId })).status).toBe(404);
  });

  it('apologises without telling what broke', async () => {
    const { status, json } = await ask({ question: 'fail' });
    expect(status).toBe(500);
    expect(json.error).toEqual({
      code: 'ServiceError',
      message: expect.stringContaining('Something went wrong on our side'),
    });
    expect(JSON.stringify(json)).not.toContain('secret detail');
  });

  it('limits new conversations, not questions', async () => {
    const { json } = await ask({ question: 'one' });
    for (let count = 0; count < 5; count += 1) await ask({ question: 'more' });
    expect((await ask({ question: 'too many' })).status).toBe(429);
    expect((await ask({ question: 'fine', conversationId: json['conversationId'] })).status).toBe(200);
  });
});

describe('GET /api/conversations/:id', () => {
  it('shows the history to the holder of its token', async () => {
    const { json } = await ask({ question: 'one' });
    const response = await history(json['conversationId'], json['conversationToken']);
    expect(response.status).toBe(200);
    const body = (await response.json()) as { entries: { author: string; text: string; answer: unknown }[] };
    expect(body.entries.map(({ author, text }) => [author, text])).toEqual([
      ['visitor', 'one'],
      ['bot', 'You said: one [1]'],
    ]);
    expect(body.entries[1]?.answer).toMatchObject({ status: 'answered' });
    expect(JSON.stringify(body)).not.toContain('evidence');
  });

  it('shows a chat to the holder of its Direct Line token', async () => {
    const session = await openSession(app.url);
    const rest = restClient(app.url, session);
    await rest.say('hello');
    await expect.poll(() => app.handled.length).toBe(1);
    await expect
      .poll(
        async () =>
          ((await (await history(session.conversationId, session.token)).json()) as { entries: [] }).entries.length,
      )
      .toBe(2);
  });

  it('refuses everybody else', async () => {
    const one = (await ask({ question: 'one' })).json;
    const two = (await ask({ question: 'two' })).json;
    expect((await fetch(`${app.url}/api/conversations/${String(one['conversationId'])}`)).status).toBe(401);
    expect((await history(one['conversationId'], 'nonsense')).status).toBe(401);
    expect((await history(one['conversationId'], two['conversationToken'])).status).toBe(403);
  });

  it('does not hand its token to somebody who merely knows the id', async () => {
    const { conversationId, conversationToken } = (await ask({ question: 'one' })).json;
    expect((await ask({ question: 'two', conversationId })).json).not.toHaveProperty('conversationToken');
    const held = await ask(
      { question: 'three', conversationId },
      { Authorization: `Bearer ${String(conversationToken)}` },
    );
    expect((await history(conversationId, held.json['conversationToken'])).status).toBe(200);
  });
});
