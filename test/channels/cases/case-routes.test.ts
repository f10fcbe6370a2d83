import { describe, expect, it } from 'vitest';
import { type VisitorCaseParts, visitorCaseRoutes } from '../../../src/channels/cases/case-routes.ts';
import { caseStatusSchema } from '../../../src/channels/cases/case-schema.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { createLimit } from '../../../src/server/create-limit.ts';
import { openApiRoute } from '../../../src/server/openapi-route.ts';
import type { RouteRequest, RouteResponse } from '../../../src/server/route.ts';

const NUMBER = 'GG2611-7K4PM-X';
const CODE = 'R7QK-M2XD';

// Only what the routes read: the rest of a ticket never leaves the server here.
const ticket = {
  id: 't1',
  number: NUMBER,
  state: 'new',
  desk: 'invest-hk',
  fields: { phone: '13800001234' },
  openedAt: '2026-11-27T01:00:00.000Z',
  promisedBy: '2026-11-30T03:30:00.000Z',
  firstReplyAt: null,
  lastVisitorAt: '2026-11-27T01:05:00.000Z',
  lastOfficerAt: null,
} as unknown as Ticket;

function setUp(found: Ticket = ticket, parts: Partial<VisitorCaseParts> = {}) {
  const routes = visitorCaseRoutes({
    findForVisitor: (number, code) => Promise.resolve(number === NUMBER && code === CODE ? found : undefined),
    withdraw: (one) => Promise.resolve({ ...one, state: 'withdrawn', fields: {} }),
    queuePosition: ({ state }) => Promise.resolve(state === 'new' ? 2 : null),
    officeHours: () => 'Monday to Friday 09:00–18:00',
    deskName: (desk, language) => `${desk} in ${language}`,
    limitTries: createLimit(3),
    clock: () => new Date('2026-11-27T02:00:00.000Z'),
    ...parts,
  });
  const post = (what: 'status' | 'withdraw', body: unknown, ip = '192.0.2.1'): Promise<RouteResponse> => {
    const route = routes.find(({ path }) => path === `/api/cases/${what}`);
    if (route === undefined) throw new Error(`no route ${what}`);
    const request: RouteRequest = {
      params: {},
      query: new URLSearchParams(),
      headers: {},
      body,
      ip,
      baseUrl: 'http://127.0.0.1',
      language: 'zh-Hans',
    };
    return route.handle(request);
  };
  return { routes, post };
}

const right = { number: NUMBER, code: CODE };

describe('POST /api/cases/status', () => {
  it('tells how far the case is, and nothing that was sent with it', async () => {
    const response = await setUp().post('status', { number: ` ${NUMBER} `, code: CODE });
    expect(response).toEqual({
      kind: 'json',
      status: 200,
      headers: { 'Cache-Control': 'no-store' },
      json: {
        number: NUMBER,
        state: 'new',
        desk: 'invest-hk in zh-Hans',
        promisedBy: '2026-11-30T03:30:00.000Z',
        openedAt: '2026-11-27T01:00:00.000Z',
        lastMessageAt: '2026-11-27T01:05:00.000Z',
        queuePosition: 2,
        officeHours: 'Monday to Friday 09:00–18:00',
        asOf: '2026-11-27T02:00:00.000Z',
      },
    });
    if (response.kind === 'json') expect(caseStatusSchema.safeParse(response.json).success).toBe(true);
  });

  it.each([
    ['after the first reply', { firstReplyAt: '2026-11-27T01:30:00.000Z' }],
    ['after the end', { state: 'resolved' as const }],
  ])('promises nothing %s', async (_when, change) => {
    const response = await setUp({ ...ticket, ...change }).post('status', right);
    expect(response).toMatchObject({ json: { promisedBy: null } });
  });

  it('takes the later of both sides for the last message', async () => {
    const answered = { ...ticket, lastOfficerAt: '2026-11-27T01:30:00.000Z' };
    expect(await setUp(answered).post('status', right)).toMatchObject({
      json: { lastMessageAt: '2026-11-27T01:30:00.000Z' },
    });
  });

  it('says the same whatever is wrong', async () => {
    const { post } = setUp(ticket, { limitTries: createLimit(0) });
    const wrong = [
      { number: NUMBER, code: 'wrong' },
      { number: 'GG2611-AAAAA-A', code: CODE },
      { number: NUMBER },
      { number: NUMBER, code: '' },
      { number: 'x'.repeat(61), code: CODE },
      undefined,
    ];
    const answers = await Promise.all(wrong.map((body) => post('status', body)));
    for (const answer of answers)
      expect(answer).toEqual({ kind: 'refusal', status: 404, code: 'UnknownCase', key: 'visitorCase.unknown' });
  });

  it('counts wrong tries per address across both routes, and not the right ones', async () => {
    const { post } = setUp();
    for (let round = 0; round < 5; round += 1) expect((await post('status', right)).status).toBe(200);
    const wrong = { number: NUMBER, code: 'wrong' };
    const statuses = [
      await post('status', wrong),
      await post('withdraw', wrong),
      await post('status', wrong),
      await post('withdraw', wrong),
      await post('status', right),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404, 429, 429]);
    expect(await post('status', right, '192.0.2.2')).toMatchObject({ status: 200 });
    expect(await post('status', right)).toMatchObject({
      code: 'TooManyTries',
      values: { seconds: expect.stringMatching(/^\d+$/) },
      headers: { 'Retry-After': expect.stringMatching(/^\d+$/) },
    });
  });
});

describe('POST /api/cases/withdraw', () => {
  it('withdraws and answers with the case as it is then', async () => {
    expect(await setUp().post('withdraw', right)).toMatchObject({
      status: 200,
      json: { number: NUMBER, state: 'withdrawn', promisedBy: null, queuePosition: null },
    });
  });

  it('does it once: a case that is withdrawn stays so', async () => {
    let times = 0;
    const { post } = setUp(
      { ...ticket, state: 'withdrawn' },
      {
        withdraw: (one) => {
          times += 1;
          return Promise.resolve(one);
        },
      },
    );
    expect(await post('withdraw', right)).toMatchObject({ status: 200, json: { state: 'withdrawn' } });
    expect(times).toBe(0);
  });

  it('says so when it is too late', async () => {
    const { post } = setUp({ ...ticket, state: 'merged' }, { withdraw: () => Promise.resolve(undefined) });
    expect(await post('withdraw', right)).toEqual({
      kind: 'refusal',
      status: 409,
      code: 'WrongState',
      key: 'visitorCase.tooLate',
    });
  });

  it('does nothing for a wrong code', async () => {
    let times = 0;
    const { post } = setUp(ticket, {
      withdraw: (one) => {
        times += 1;
        return Promise.resolve(one);
      },
    });
    expect(await post('withdraw', { number: NUMBER, code: 'wrong' })).toMatchObject({ status: 404 });
    expect(times).toBe(0);
  });
});

it('both routes stand in the OpenAPI document', async () => {
  const answer = await openApiRoute(setUp().routes, '1').handle({} as RouteRequest);
  const { paths } = (answer as { readonly json: { readonly paths: Record<string, unknown> } }).json;
  expect(Object.keys(paths)).toEqual(['/api/cases/status', '/api/cases/withdraw']);
});
