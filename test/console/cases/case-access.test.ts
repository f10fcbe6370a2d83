import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/console/accounts/account.ts';
import { ROLES } from '../../../src/console/accounts/account.ts';
import { CONSOLE_POLICY } from '../../../src/console/policy.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type CaseKit, createCaseKit, ticket, visitorLine } from '../../support/case-kit.ts';
import { type CallRequest, codeOf } from '../../support/console-kit.ts';
import { PDF } from '../../support/files.ts';

let kit: CaseKit;
beforeAll(async () => {
  kit = await createCaseKit();
});
beforeEach(() => {
  kit.cases.add(ticket('own'), [visitorLine('m1', 'What is the rate?')]);
  kit.cases.add(ticket('foreign', { desk: 'law-desk' }), [visitorLine('m1', 'What is the rate?')]);
});
afterAll(async () => {
  await kit.storage.close();
  await removeDataDirs();
});

interface Entry {
  readonly route: string;
  readonly roles: readonly Role[];
  readonly request: CallRequest;
  /** Code of what comes from behind the door for an officer of the case's desk, when it is no answer. */
  readonly code?: string;
  readonly isOfCase?: boolean;
}

const READERS = ['officer', 'supervisor', 'admin'] as const;
const WORKERS = ['officer', 'supervisor'] as const;
const OVERSEERS = ['supervisor', 'admin'] as const;
const ofCase = (rest: Omit<CallRequest, 'params'>): CallRequest => ({ ...rest, params: { id: 'own' } });

const TABLE: readonly Entry[] = [
  { route: 'get /cases', roles: READERS, request: { method: 'get', path: '/cases' } },
  { route: 'get /cases/export.csv', roles: OVERSEERS, request: { method: 'get', path: '/cases/export.csv' } },
  { route: 'get /cases/export.xlsx', roles: OVERSEERS, request: { method: 'get', path: '/cases/export.xlsx' } },
  { route: 'get /cases/board', roles: OVERSEERS, request: { method: 'get', path: '/cases/board' } },
  { route: 'get /cases/people', roles: READERS, request: { method: 'get', path: '/cases/people' } },
  {
    route: 'post /cases/availability',
    roles: WORKERS,
    request: { method: 'post', path: '/cases/availability', body: { isAvailable: true } },
  },
  { route: 'get /mentions', roles: READERS, request: { method: 'get', path: '/mentions' } },
  {
    route: 'post /mentions/read',
    roles: READERS,
    request: { method: 'post', path: '/mentions/read', body: { case: 'own' } },
  },
  {
    route: 'post /mentions/email',
    roles: WORKERS,
    request: { method: 'post', path: '/mentions/email', body: { email: null } },
  },
  {
    route: 'get /officers/:id',
    roles: OVERSEERS,
    request: { method: 'get', path: '/officers/:id', params: { id: 'nobody' } },
    code: 'NotFound',
  },
  {
    route: 'post /officers/:id',
    roles: OVERSEERS,
    request: { method: 'post', path: '/officers/:id', params: { id: 'nobody' }, body: {} },
    code: 'NotFound',
  },
  { route: 'get /officers', roles: OVERSEERS, request: { method: 'get', path: '/officers' } },
  {
    route: 'post /officers/:id/hand-back',
    roles: OVERSEERS,
    request: { method: 'post', path: '/officers/:id/hand-back', params: { id: 'nobody' }, body: {} },
    code: 'NotFound',
  },
  { route: 'get /cases/:id', roles: READERS, request: ofCase({ method: 'get', path: '/cases/:id' }), isOfCase: true },
  {
    route: 'post /cases/:id/act',
    roles: WORKERS,
    request: ofCase({
      method: 'post',
      path: '/cases/:id/act',
      body: { command: { kind: 'note', text: 'seen', mentions: [] } },
    }),
    isOfCase: true,
  },
  {
    route: 'post /cases/:id/reveal',
    roles: READERS,
    request: ofCase({ method: 'post', path: '/cases/:id/reveal', body: { slot: 'email' } }),
    isOfCase: true,
  },
  {
    route: 'post /cases/:id/draft',
    roles: WORKERS,
    request: ofCase({ method: 'post', path: '/cases/:id/draft', body: {} }),
    isOfCase: true,
  },
  {
    route: 'post /cases/:id/call',
    roles: WORKERS,
    request: ofCase({
      method: 'post',
      path: '/cases/:id/call',
      body: { start: '2020-01-01T02:00:00Z', minutes: 30 },
    }),
    code: 'CallTime',
    isOfCase: true,
  },
  {
    route: 'post /cases/:id/typing',
    roles: WORKERS,
    request: ofCase({ method: 'post', path: '/cases/:id/typing', body: {} }),
    code: 'not-yours',
    isOfCase: true,
  },
  {
    route: 'post /cases/:id/seen',
    roles: WORKERS,
    request: ofCase({ method: 'post', path: '/cases/:id/seen', body: { message: 'm1' } }),
    code: 'not-yours',
    isOfCase: true,
  },
  {
    route: 'get /cases/:id/templates',
    roles: WORKERS,
    request: ofCase({ method: 'get', path: '/cases/:id/templates' }),
    isOfCase: true,
  },
  {
    route: 'post /cases/:id/template',
    roles: WORKERS,
    request: ofCase({
      method: 'post',
      path: '/cases/:id/template',
      body: { id: 'template-1', name: 'officer_replied', language: 'en', values: ['GG'] },
    }),
    code: 'not-yours',
    isOfCase: true,
  },
  {
    route: 'get /cases/:id/attachments/:file',
    roles: READERS,
    request: { method: 'get', path: '/cases/:id/attachments/:file', params: { id: 'own', file: 'none' } },
    code: 'NotFound',
    isOfCase: true,
  },
  {
    route: 'post /cases/:id/attachments',
    roles: WORKERS,
    request: ofCase({ method: 'post', path: '/cases/:id/attachments', query: 'id=message-1&name=x', body: PDF }),
    code: 'not-yours',
    isOfCase: true,
  },
];

describe('the cases’ routes and who may use them', () => {
  it('are all in this table', () => {
    const routes = kit.routes.map(({ method, path }) => `${method} ${path.replace('/console/api', '')}`);
    expect(TABLE.map(({ route }) => route).toSorted()).toEqual(routes.toSorted());
  });

  describe.each(TABLE)('$route', ({ roles, request, code }) => {
    it.each(ROLES)('is right for: %s', async (role) => {
      const { cookie } = await kit.signIn(role, {}, ['tax-desk']);
      expect(codeOf(await kit.call({ ...request, cookie }))).toBe(roles.includes(role) ? code : 'Forbidden');
    });

    it('is closed without a session, with an ended one, a disabled account and a one-time password', async () => {
      expect(codeOf(await kit.call(request))).toBe('SignedOut');
      expect(codeOf(await kit.call({ ...request, cookie: 'goglobal_console=made-up' }))).toBe('SignedOut');
      const disabled = await kit.signIn('supervisor', { isDisabled: true });
      expect(codeOf(await kit.call({ ...request, cookie: disabled.cookie }))).toBe('SignedOut');
      const waiting = await kit.signIn('supervisor', { mustChangePassword: true });
      expect(codeOf(await kit.call({ ...request, cookie: waiting.cookie }))).toBe('PasswordChangeNeeded');
      const { cookie } = await kit.signIn('supervisor');
      kit.wait(CONSOLE_POLICY.sessionIdleMs);
      expect(codeOf(await kit.call({ ...request, cookie }))).toBe('SignedOut');
    });

    it('hears no other site, nor a write that does not say where it comes from', async () => {
      const { cookie } = await kit.signIn('supervisor');
      for (const origin of ['https://evil.example', 'null', 'http://console.example.evil.example'])
        expect(codeOf(await kit.call({ ...request, cookie, origin }))).toBe('ForeignOrigin');
      const unnamed = codeOf(await kit.call({ ...request, cookie, origin: null }));
      if (request.method === 'post') expect(unnamed).toBe('ForeignOrigin');
      else expect(unnamed).not.toBe('ForeignOrigin');
    });
  });

  it.each(TABLE.filter(({ isOfCase }) => isOfCase))('say of another desk’s case what they say of none: $route', async ({
    request,
  }) => {
    const { cookie, id: officer } = await kit.signIn('officer', {}, ['tax-desk']);
    const answers = await Promise.all(
      ['foreign', 'nothing-like-it', 'GG2611-OWN', '', '../own', "own' or 1=1"].map((id) =>
        kit.call({ ...request, cookie, params: { id } }),
      ),
    );
    for (const answer of answers) expect(answer).toEqual(answers[1]);
    expect(codeOf(answers[0]!)).toBe('NotFound');
    const events = await kit.cases.tickets.events('foreign');
    expect(events.filter(({ actor }) => actor.id === officer)).toEqual([]);
  });

  it('shows an officer without desks every case, and one with desks their own case of another desk', async () => {
    const free = await kit.signIn('officer');
    const bound = await kit.signIn('officer', {}, ['tax-desk']);
    const look = (cookie: string) => kit.call({ method: 'get', path: '/cases/:id', params: { id: 'foreign' }, cookie });
    expect(codeOf(await look(free.cookie))).toBeUndefined();
    expect(codeOf(await look(bound.cookie))).toBe('NotFound');
    kit.cases.change('foreign', { officer: bound.id, state: 'claimed' });
    expect(codeOf(await look(bound.cookie))).toBeUndefined();
  });

  it('merges into no case that the officer may not see', async () => {
    const { cookie } = await kit.signIn('officer', {}, ['tax-desk']);
    const merge = (into: string) =>
      kit.call({
        method: 'post',
        path: '/cases/:id/act',
        params: { id: 'own' },
        cookie,
        body: { command: { kind: 'merge', into, reason: 'the same' } },
      });
    for (const into of ['foreign', 'nothing', 'own']) expect(codeOf(await merge(into))).toBe('NotFound');
    kit.cases.add(ticket('twin'));
    expect(codeOf(await merge('twin'))).toBeUndefined();
  });
});
