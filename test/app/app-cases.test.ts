import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { FORM_REPLIES } from '../../src/bench/story/form-replies.ts';
import { type ClientActivity, connectClient, leavePage, openSession } from '../fakes/direct-line-client.ts';
import { restClient } from '../fakes/direct-line-rest.ts';
import { signInOfficer } from '../fakes/officer-client.ts';
import { removeDataDirs } from '../fakes/start-test-app.ts';
import { PDF, PNG } from '../support/files.ts';
import { readPdf } from '../support/read-pdf.ts';
import { type RealApp, startRealApp } from '../support/real-app.ts';

let app: RealApp;
beforeAll(async () => {
  app = await startRealApp({ 'li.ming': 'officer', 'chan.siuming': 'officer' });
}, 120_000);
afterAll(async () => {
  leavePage();
  await app.stop();
  await removeDataDirs();
});

/** A visitor who polls, as the smallest client does. */
async function openVisitor(url: string) {
  const session = await openSession(url, { language: 'zh-Hans' });
  const rest = restClient(url, session);
  await rest.call('POST', '/conversations', { locale: 'zh-CN' });
  const fromDesk = async () => (await rest.messages()).filter(({ from }) => from?.role === 'bot');
  const waitFor = (count: number) =>
    vi.waitFor(
      async () => {
        const messages = await fromDesk();
        expect(messages.length).toBeGreaterThanOrEqual(count);
        return messages;
      },
      { timeout: 20_000, interval: 50 },
    );
  await waitFor(3);
  return {
    fromDesk,
    say: (text: string) => rest.say(text),
    post: (activity: unknown) => rest.post(activity),
    activities: () => rest.activities(),
    /** As a Direct Line client sends files: the activity and each file as a part of their own. */
    async upload(activity: unknown, files: readonly (readonly [name: string, bytes: Buffer])[]): Promise<number> {
      const form = new FormData();
      form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
      for (const [name, bytes] of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
      const headers = { Authorization: `Bearer ${session.token}` };
      const sent = await fetch(`${url}/v3/directline${rest.base}/upload`, { method: 'POST', headers, body: form });
      return sent.status;
    },
    /** A file at the address that the activity names. */
    download: (address: string, token = session.token) =>
      fetch(address, { headers: { Authorization: `Bearer ${token}` } }),
    /** Says it and returns the next message of the bot or desk. */
    async ask(text: string): Promise<ClientActivity> {
      const before = (await fromDesk()).length;
      expect((await rest.say(text)).status).toBe(200);
      const next = (await waitFor(before + 1))[before];
      if (next === undefined) throw new Error('waited for it');
      return next;
    },
    waitForText: (text: string) =>
      vi.waitFor(
        async () => {
          const found = (await fromDesk()).filter((message) => message.text?.includes(text));
          expect(found).not.toEqual([]);
          return found;
        },
        { timeout: 20_000, interval: 50 },
      ),
  };
}

function shownBy(message: ClientActivity): Record<string, unknown> {
  return (message.channelData?.['goglobal'] ?? {}) as Record<string, unknown>;
}

it('leads from a form to an officer and back, for a client that only polls', { timeout: 120_000 }, async () => {
  const visitor = await openVisitor(app.url);
  expect((await visitor.post({ type: 'event', name: 'handoff.subscribe' })).status).toBe(200);
  expect(shownBy(await visitor.ask('香港利得税税率是多少？'))).toMatchObject({ status: 'answered' });
  // Nobody agreed to files yet.
  expect(await visitor.upload({ type: 'message', locale: 'zh-CN' }, [['a.pdf', PDF]])).toBe(200);
  await visitor.waitForText('建立个案后才能发送文件');
  expect(shownBy(await visitor.ask('转人工'))).toMatchObject({ status: 'dialog' });
  for (const reply of FORM_REPLIES) {
    const asked = shownBy(await visitor.ask(reply));
    expect([reply, asked['status'], asked['language']]).toEqual([reply, 'dialog', 'zh-Hans']);
  }
  const brief = await visitor.ask('不要发送电话');
  // Everything stands in the text once.
  expect(brief.text?.split('深圳市华星电子有限公司')).toHaveLength(2);
  expect(brief.text).not.toContain('138');
  const opened = await visitor.ask('同意并发送');
  expect(shownBy(opened)).toMatchObject({ status: 'handoff', card: { kind: 'case', state: 'new' } });
  const { number, code, statusUrl } = shownBy(opened)['card'] as Record<'number' | 'code' | 'statusUrl', string>;
  // Nobody set PUBLIC_URL, and the port was given by the system.
  expect(statusUrl).toBe(`${app.url}/case?lang=zh-Hans&number=${number}`);
  expect(opened.text).toContain(number);
  expect(opened.text).toContain(code);
  const mixed = { type: 'message', locale: 'zh-CN', channelData: { clientActivityID: 'upload-1' } };
  // What is sent again is not kept twice.
  for (let time = 0; time < 2; time += 1)
    expect(
      await visitor.upload(mixed, [
        ['../计划书.pdf', PDF],
        ['virus.pdf', Buffer.from('MZ program')],
      ]),
    ).toBe(200);
  await visitor.waitForText('只接受PDF');
  expect((await visitor.ask('我的个案')).text).toContain(number);
  expect(shownBy(await visitor.ask('利得税税率是多少？'))).toMatchObject({ status: 'answered' });

  const officer = await signInOfficer(app.url, 'li.ming', app.passwords.get('li.ming') ?? '');
  const row = (await officer.queue()).rows.find((each) => each.number === number);
  if (row === undefined) throw new Error('the case is not in the queue');
  expect(row).toMatchObject({ company: '深圳市华星电子有限公司', language: 'zh-Hans', state: 'new' });
  const claimed = await officer.act(row.id, { kind: 'claim' });
  expect(claimed.fields.find(({ slot }) => slot === 'phone')).toMatchObject({ isWithheld: true });
  await visitor.waitForText('已加入对话');

  const write = { kind: 'write', id: 'officer-message-1', text: '您好，请问何时方便通话？', signature: '' } as const;
  await officer.act(row.id, write);
  // An officer's page that heard nothing sends it again.
  await officer.act(row.id, write);
  await visitor.waitForText(write.text);
  // Words that come with a file are the officer's, too.
  expect(await visitor.upload({ type: 'message', text: '请看附件。' }, [['图.png', PNG]])).toBe(200);
  await vi.waitFor(
    async () => expect((await officer.find(row.id)).transcript.map(({ text }) => text)).toContain('请看附件。'),
    { timeout: 20_000, interval: 50 },
  );
  expect((await officer.find(row.id)).attachments.map(({ name, author }) => [name, author])).toEqual([
    ['计划书.pdf', 'visitor'],
    ['图.png', 'visitor'],
  ]);
  const withFiles = (await visitor.activities()).filter(
    ({ from, attachments }) => from?.role === 'user' && attachments,
  );
  const [plan] = withFiles.flatMap(({ attachments }) => attachments as { name: string; contentUrl: string }[]);
  expect(plan?.name).toBe('计划书.pdf');
  const got = await visitor.download(plan?.contentUrl ?? '');
  expect([got.status, Buffer.from(await got.arrayBuffer())]).toEqual([200, PDF]);
  expect((await visitor.download(plan?.contentUrl ?? '', 'not-a-token')).status).toBe(403);
  expect((await visitor.say('利得税税率是多少？')).status).toBe(200);
  await vi.waitFor(
    async () => expect((await officer.find(row.id)).transcript.at(-1)).toMatchObject({ author: 'visitor' }),
    { timeout: 20_000, interval: 50 },
  );
  // The officer proposes a call; the visitor agrees by the button.
  const tomorrow = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 + 86_400_000 + 2 * 3_600_000);
  const call = { start: tomorrow.toISOString(), minutes: 30, isOutsideHoursMeant: true };
  expect((await officer.post(`/cases/${row.id}/call`, call)).may).toContain('cancel-call');
  const [proposal] = await visitor.waitForText('方便吗');
  const [agree] = shownBy(proposal as ClientActivity)['suggestions'] as { label: string; text: string }[];
  expect(agree?.label).toBe('同意');
  await visitor.say(agree?.text ?? '');
  await visitor.waitForText('已约定通话时间');
  const agreed = await officer.find(row.id);
  expect(agreed.callBack).toMatchObject({ proposed: null, agreed: { start: call.start } });
  expect(agreed.events.map(({ what }) => what)).toEqual(expect.arrayContaining(['call-proposed', 'call-agreed']));

  await officer.act(row.id, { kind: 'resolve', reason: 'answered' });
  await visitor.waitForText(`${number}已结束`);

  // The client asked for the events of the hand-off.
  const signals = (await visitor.activities()).filter(({ type, from }) => type === 'event' && from?.role === 'bot');
  expect(signals.map(({ name, value }) => [name, (value as Record<string, string>)['state']])).toEqual([
    ['handoff.initiate', undefined],
    ['handoff.status', 'accepted'],
    ['handoff.status', 'completed'],
  ]);

  // Nobody else has said anything since the case was taken.
  const messages = await visitor.fromDesk();
  const since = messages.slice(messages.findIndex(({ text }) => text?.includes('已加入对话')));
  expect(since.map((message) => shownBy(message)['author'])).toEqual([
    'system',
    'officer',
    'system',
    'system',
    'system',
  ]);
  expect((await visitor.ask('5')).text).toContain('评分已记入个案');
  expect((await officer.find(row.id)).rating).toBe(5);
  expect(shownBy(await visitor.ask('利得税税率是多少？'))).toMatchObject({ status: 'answered' });
  expect(app.log.lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  // No personal data in the log.
  expect(app.log.lines.filter((line) => line.includes('wang@') || line.includes(code))).toEqual([]);
});

it('leads from a form to an officer and back, for the real DirectLineJS, whose socket is cut in the middle', {
  timeout: 120_000,
}, async () => {
  const session = await openSession(app.url, { language: 'zh-Hans' });
  const client = await connectClient({ url: app.url, token: session.token });
  const fromDesk = () => client.received.filter(({ type, from }) => type === 'message' && from?.role === 'bot');
  const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
  const heard = (text: string) => until(() => expect(fromDesk().some((one) => one.text?.includes(text))).toBe(true));
  /** Says it and returns the next message of the bot or desk. */
  const ask = async (text: string): Promise<ClientActivity> => {
    const before = fromDesk().length;
    await client.post(text);
    await until(() => expect(fromDesk().length).toBeGreaterThan(before));
    return fromDesk()[before] as ClientActivity;
  };
  await until(() => expect(fromDesk()).toHaveLength(3));
  const middle = FORM_REPLIES[4] ?? '';
  await ask('转人工');
  for (const reply of FORM_REPLIES) {
    if (reply === middle) client.cut();
    expect(shownBy(await ask(reply))).toMatchObject({ status: 'dialog' });
  }
  const { number } = shownBy(await ask('同意并发送'))['card'] as { number: string };

  const officer = await signInOfficer(app.url, 'chan.siuming', app.passwords.get('chan.siuming') ?? '');
  const row = (await officer.queue()).rows.find((each) => each.number === number);
  if (row === undefined) throw new Error('the case is not in the queue');
  await officer.act(row.id, { kind: 'claim' });
  await heard('已加入对话');
  client.cut();
  // Said while nobody listens: it comes with the next socket.
  await officer.act(row.id, { kind: 'write', id: 'while-cut', text: '您好，请问何时方便通话？', signature: '' });
  await heard('请问何时方便通话');
  await client.post('明天上午可以。');
  await until(async () =>
    expect((await officer.find(row.id)).transcript.at(-1)).toMatchObject({ author: 'visitor', text: '明天上午可以。' }),
  );
  await officer.act(row.id, { kind: 'resolve', reason: 'answered' });
  await heard(`${number}已结束`);
  expect((await ask('5')).text).toContain('评分已记入个案');
  expect((await officer.find(row.id)).rating).toBe(5);

  // Nothing is lost and nothing doubled: the server's own list, once each, in its order.
  const kept = (await restClient(app.url, session).messages()).map(({ id }) => id);
  const received = client.received.filter(({ type }) => type === 'message').map(({ id }) => id);
  expect(received).toEqual(kept);
  client.end();
});

it('hands out the conversation as PDF to who holds its token, and to nobody else', { timeout: 60_000 }, async () => {
  const visitor = await openSession(app.url, { language: 'zh-Hans' });
  const get = (token?: string) =>
    fetch(`${app.url}/v3/directline/summary`, {
      headers: { 'Accept-Language': 'zh-CN', ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
    });
  expect((await get()).status).toBe(401);
  expect((await get('not-a-token')).status).toBe(403);
  const rest = restClient(app.url, visitor);
  await rest.call('POST', '/conversations', { locale: 'zh-CN' });
  await rest.say('香港利得税税率是多少？');
  await vi.waitFor(async () => expect((await rest.messages()).at(-1)?.text).toContain('8.25%'), { timeout: 20_000 });
  const response = await get(visitor.token);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(readPdf(Buffer.from(await response.arrayBuffer())).text).toContain('香港利得税税率是多少？');
  const statuses: number[] = [];
  for (let time = 0; time < 6; time += 1) statuses.push((await get(visitor.token)).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
});
