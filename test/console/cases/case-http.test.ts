import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsoleRoute } from '../../../src/console/console-route.ts';
import { readDialogs } from '../../../src/dialogs/read-dialogs.ts';
import { createLimit } from '../../../src/server/create-limit.ts';
import { createServer, type Server } from '../../../src/server/create-server.ts';
import { createMetrics } from '../../../src/server/metrics.ts';
import { createOriginPolicy } from '../../../src/server/origin-policy.ts';
import { createMemoryLog, type MemoryLog } from '../../fakes/memory-log.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type CaseKit, createCaseKit, type SignedInPerson, ticket, visitorLine } from '../../support/case-kit.ts';
import { DIALOGS_DIR } from '../../support/folders.ts';

let kit: CaseKit;
let server: Server;
let url: string;
let boss: SignedInPerson;
let log: MemoryLog;
beforeAll(async () => {
  kit = await createCaseKit();
  boss = await kit.signIn('supervisor');
  kit.cases.add(ticket('a'), [visitorLine('m1', 'Call +86 138 0013 8000')]);
  log = createMemoryLog();
  server = createServer({
    routes: kit.routes satisfies readonly ConsoleRoute[],
    upgrades: [],
    wording: (await readDialogs(DIALOGS_DIR)).wording,
    isOriginAllowed: createOriginPolicy([]),
    trustsProxy: false,
    limitRequests: createLimit(1_000),
    metrics: createMetrics({ indexInfo: () => undefined, openSockets: () => 0 }),
    log,
  });
  const { port } = await server.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  const stopped = server.stopAccepting();
  server.cutConnections();
  await stopped;
  await kit.storage.close();
  await removeDataDirs();
});

function get(path: string, language = 'en'): Promise<Response> {
  return fetch(`${url}/console/api${path}`, { headers: { cookie: boss.cookie, 'accept-language': language } });
}

function post(path: string, body: string, origin = url): Promise<Response> {
  const headers = { cookie: boss.cookie, origin, 'content-type': 'application/json' };
  return fetch(`${url}/console/api${path}`, { method: 'POST', headers, body });
}

const claimed = JSON.stringify({ command: { kind: 'claim' } });

describe('the cases over HTTP', () => {
  it('are found by their paths, and no word of a path is taken for a case', async () => {
    expect(await (await get('/cases')).json()).toMatchObject({ total: 1, perPage: 25 });
    expect(await (await get('/cases/people')).json()).toHaveProperty('cannedReplies');
    expect(await (await get('/cases/board?days=7')).json()).toMatchObject({ days: 7 });
    expect(await (await get('/cases/a')).json()).toMatchObject({ number: 'GG2611-A' });
    expect((await post('/cases/availability', '{"isAvailable":false}')).status).toBe(200);
    const file = await get('/cases/export.csv?view=queue');
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(file.headers.get('cache-control')).toBe('no-store');
    // fetch's own text() would take the mark away.
    expect([...new Uint8Array(await file.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('bound what is sent: too much, no JSON, nested without end', async () => {
    const act = (body: string) => post('/cases/a/act', body);
    expect((await act(JSON.stringify({ command: { kind: 'note', text: 'x'.repeat(70_000) } }))).status).toBe(413);
    expect((await act('{"command":')).status).toBe(400);
    expect((await act('['.repeat(5_000) + ']'.repeat(5_000))).status).toBe(400);
    expect((await act('')).status).toBe(422);
    expect((await act('null')).status).toBe(422);
    expect((await act('{"command":{"kind":"claim"},"officer":"somebody"}')).status).toBe(422);
    expect((await kit.cases.tickets.find('a'))?.version).toBe(1);
  });

  it('refuse a command from another site', async () => {
    const response = await post('/cases/a/act', claimed, 'https://evil.example');
    expect([response.status, await response.json()]).toMatchObject([403, { error: { code: 'ForeignOrigin' } }]);
    expect((await kit.cases.tickets.find('a'))?.state).toBe('new');
  });

  it('say why not in the language of the page', async () => {
    kit.cases.add(ticket('taken', { state: 'claimed', officer: boss.id }));
    const zoe = await kit.signIn('officer');
    const headers = { cookie: zoe.cookie, origin: url, 'content-type': 'application/json' };
    const said = await Promise.all(
      ['en', 'zh-HK', 'zh-CN'].map(async (language) => {
        const response = await fetch(`${url}/console/api/cases/taken/act`, {
          method: 'POST',
          headers: { ...headers, 'accept-language': language },
          body: claimed,
        });
        return [response.status, await response.json()];
      }),
    );
    expect(said).toEqual([
      [409, { error: { code: 'claimed-by-other', message: `${boss.name} has this case already.` } }],
      [409, { error: { code: 'claimed-by-other', message: `個案已由${boss.name}接手。` } }],
      [409, { error: { code: 'claimed-by-other', message: `个案已由${boss.name}接手。` } }],
    ]);
  });

  it('leave nothing personal in the log', async () => {
    await get('/cases/a');
    await post('/cases/a/reveal', '{"slot":"email"}');
    expect(log.lines.length).toBeGreaterThan(0);
    expect(log.lines.join('\n')).not.toMatch(/Wang|wang@|8000|wangxm/u);
  });
});
