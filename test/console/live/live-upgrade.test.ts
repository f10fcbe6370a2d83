import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { LiveFrame } from '../../../src/console/cases/case-api.ts';
import { type Live, liveUpgrade } from '../../../src/console/live/live-upgrade.ts';
import { LIVE_POLICY } from '../../../src/console/live/policy.ts';
import { CONSOLE_POLICY } from '../../../src/console/policy.ts';
import { refuseUpgrade } from '../../../src/server/refuse-upgrade.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type CaseKit, createCaseKit, type SignedInPerson, ticket } from '../../support/case-kit.ts';

/** Long enough for a page on a busy machine to answer, short enough to wait for. */
const HEARTBEAT_MS = 400;
const PATIENCE = { timeout: 8_000, interval: 20 };

let kit: CaseKit;
let live: Live;
let http: Server;
let url: string;
let amy: SignedInPerson;
let isStopping: boolean;
const pages: WebSocket[] = [];

beforeEach(async () => {
  kit = await createCaseKit();
  amy = await kit.signIn('officer', {}, ['tax-desk']);
  kit.cases.add(ticket('a'));
  kit.cases.add(ticket('far', { desk: 'law-desk' }));
  isStopping = false;
  live = joinLive();
  http = createServer();
  http.on('upgrade', (request, socket, head) => live.upgrade.upgrade(request, socket, head, true));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  // A server that listens on TCP has an AddressInfo.
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const page of pages.splice(0)) page.terminate();
  live.close();
  http.closeAllConnections();
  http.close();
  await kit.storage.close();
});
afterAll(removeDataDirs);

function joinLive(heartbeatMs = HEARTBEAT_MS): Live {
  return liveUpgrade({
    accounts: kit.storage.accounts,
    officers: kit.officers,
    handoff: kit.cases.handoff,
    baseUrlOf: (request) => `http://${request.headers.host ?? ''}`,
    isStopping: () => isStopping,
    refuse: refuseUpgrade,
    clock: kit.now,
    log: createMemoryLog(),
    heartbeatMs,
  });
}

interface Page {
  readonly socket: WebSocket;
  readonly frames: LiveFrame[];
  /** Resolves once so many frames are there. */
  readonly until: (count: number) => Promise<readonly LiveFrame[]>;
  readonly closed: Promise<number>;
}

function open(who: Pick<SignedInPerson, 'cookie'> | null, query = '', origin: string | null = url): Page {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/console/api/live${query}`, {
    headers: { ...(who === null ? {} : { cookie: who.cookie }), ...(origin === null ? {} : { origin }) },
  });
  pages.push(socket);
  const frames: LiveFrame[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as LiveFrame));
  socket.on('error', () => undefined);
  return {
    socket,
    frames,
    closed: new Promise((resolve) => socket.on('close', resolve)),
    until: async (count) => {
      await expect.poll(() => frames.length, PATIENCE).toBeGreaterThanOrEqual(count);
      return frames;
    },
  };
}

async function statusOf(who: Pick<SignedInPerson, 'cookie'> | null, origin: string | null = url): Promise<number> {
  const { socket } = open(who, '', origin);
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('open', () => resolve(101));
  });
}

describe('the officers’ live socket', () => {
  it('opens for those who see cases, from the console’s own page only', async () => {
    for (const role of ['officer', 'supervisor', 'admin'] as const)
      expect([role, await statusOf(await kit.signIn(role))]).toEqual([role, 101]);
    expect(await statusOf(await kit.signIn('editor'))).toBe(403);
    expect(await statusOf(await kit.signIn('officer', { mustChangePassword: true }))).toBe(403);
    expect(await statusOf(await kit.signIn('officer', { isDisabled: true }))).toBe(401);
    expect(await statusOf(null)).toBe(401);
    expect(await statusOf({ cookie: 'goglobal_console=made-up' })).toBe(401);
    for (const origin of ['https://evil.example', 'null', null]) expect(await statusOf(amy, origin)).toBe(403);
    isStopping = true;
    expect(await statusOf(amy)).toBe(503);
    expect(live.upgrade.canServe('/console/api/live')).toBe(true);
    expect(live.upgrade.canServe('/console/api/live/')).toBe(false);
  });

  it('says hello and then which cases have changed, and nothing of what is in them', async () => {
    const page = open(amy);
    const [hello] = await page.until(1);
    await kit.cases.handoff.act('a', { kind: 'claim' }, { kind: 'officer', id: amy.id, name: amy.name });
    const frames = await page.until(2);
    expect(frames).toEqual([hello, { kind: 'case', sequence: hello!.sequence + 1, id: 'a', version: 2 }]);
  });

  it('tells nobody of a case that they may not see, but those who lose one', async () => {
    const boss = await kit.signIn('supervisor');
    const [own, all] = [open(amy), open(boss)];
    await Promise.all([own.until(1), all.until(1)]);
    kit.cases.change('far', { labels: ['x'] });
    kit.cases.change('a', { labels: ['x'] });
    kit.cases.change('a', { desk: 'law-desk' });
    kit.cases.change('a', { labels: [] });
    kit.cases.change('far', { officer: amy.id, state: 'claimed' });
    const seen = (frames: readonly LiveFrame[]) =>
      frames.flatMap((frame) => (frame.kind === 'case' ? [`${frame.id}${frame.version}`] : []));
    expect(seen(await all.until(6))).toEqual(['far2', 'a2', 'a3', 'a4', 'far3']);
    expect(seen(await own.until(4))).toEqual(['a2', 'a3', 'far3']);
  });

  it('gives a page that comes back what it missed, in order and once', async () => {
    const page = open(amy);
    await page.until(1);
    kit.cases.change('a', { labels: ['1'] });
    const before = await page.until(2);
    const last = before.at(-1)!.sequence;
    page.socket.terminate();
    await page.closed;
    kit.cases.change('a', { labels: ['2'] });
    kit.cases.change('far', { labels: ['2'] });
    kit.cases.change('a', { labels: ['3'] });
    const again = open(amy, `?since=${last}`);
    await again.until(3);
    kit.cases.change('a', { labels: ['4'] });
    expect((await again.until(4)).map((frame) => [frame.kind, frame.sequence - last])).toEqual([
      ['hello', 0],
      ['case', 1],
      ['case', 3],
      ['case', 4],
    ]);
  });

  it('tells a page to read anew when what it missed is gone, or was another process’s', async () => {
    const page = open(amy);
    const start = (await page.until(1))[0]!.sequence;
    for (let index = 0; index <= LIVE_POLICY.keptFrames; index += 1) kit.cases.change('a', {});
    const kept = open(amy, `?since=${start + 1}`);
    expect((await kept.until(1 + LIVE_POLICY.keptFrames)).map(({ kind }) => kind)).not.toContain('resync');
    for (const since of [start, start - 5_000, start + 1_000_000]) {
      const frames = await open(amy, `?since=${since}`).until(2);
      expect(frames.map(({ kind }) => kind)).toEqual(['hello', 'resync']);
    }
    live.close();
    kit.wait(60_000);
    live = joinLive();
    kit.cases.change('a', {});
    const frames = await open(amy, `?since=${start + 1 + LIVE_POLICY.keptFrames}`).until(2);
    expect(frames.map(({ kind }) => kind)).toEqual(['hello', 'resync']);
    const [hello] = await open(amy, '?since=nonsense').until(1);
    expect(hello?.kind).toBe('hello');
  });

  it('passes on that a visitor is typing, not more often than every three seconds', async () => {
    const page = open(amy);
    await page.until(1);
    const typing = async () => live.visitorTyping((await kit.cases.tickets.find('a'))!);
    await typing();
    await typing();
    kit.wait(LIVE_POLICY.typingEveryMs);
    await typing();
    expect((await page.until(3)).slice(1).map(({ kind }) => kind)).toEqual(['typing', 'typing']);
  });

  it('closes at the next heartbeat when the account is disabled, signs out, or the session grows old', async () => {
    const disabled = await kit.signIn('supervisor');
    const left = await kit.signIn('supervisor');
    const [one, two, three] = [open(disabled), open(left), open(amy)];
    await Promise.all([one.until(1), two.until(1), three.until(1)]);
    await kit.storage.accounts.change(disabled.id, { isDisabled: true });
    await kit.storage.accounts.closeSessions(left.id);
    expect(await one.closed).toBe(4401);
    expect(await two.closed).toBe(4401);
    expect(three.socket.readyState).toBe(WebSocket.OPEN);
    // An open page alone keeps nobody signed in.
    kit.wait(CONSOLE_POLICY.sessionIdleMs);
    expect(await three.closed).toBe(4401);
    await expect.poll(() => live.openSockets(), PATIENCE).toBe(0);
  });

  it('follows a change of desks or role without a new connection', async () => {
    const page = open(amy);
    await page.until(1);
    await kit.officers.change(amy.id, { desks: ['law-desk'] });
    await expect
      .poll(() => {
        kit.cases.change('far', {});
        return page.frames.some((frame) => frame.kind === 'case' && frame.id === 'far');
      }, PATIENCE)
      .toBe(true);
    await kit.storage.accounts.change(amy.id, { role: 'editor' });
    expect(await page.closed).toBe(4401);
  });

  it('cuts a page that no longer answers, and one that sends too much', async () => {
    const deaf = open(amy);
    await deaf.until(1);
    // Reads nothing, so answers no ping.
    deaf.socket.pause();
    await expect.poll(() => live.openSockets(), PATIENCE).toBe(0);
    const loud = open(amy);
    await loud.until(1);
    loud.socket.send('x'.repeat(LIVE_POLICY.maxFrameBytes + 1));
    expect(await loud.closed).toBe(1009);
  });

  it('makes room for an eleventh page of one account by closing the oldest', async () => {
    const first = open(amy);
    await first.until(1);
    const others = Array.from({ length: LIVE_POLICY.socketsPerAccount }, () => open(amy));
    await Promise.all(others.map((page) => page.until(1)));
    expect(await first.closed).toBe(1008);
    expect(live.openSockets()).toBe(LIVE_POLICY.socketsPerAccount);
    expect(others.map(({ socket }) => socket.readyState)).toEqual(others.map(() => WebSocket.OPEN));
  });
});
