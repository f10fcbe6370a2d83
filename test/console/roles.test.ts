import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../src/console/accounts/account.ts';
import type { ProviderParts } from '../../src/console/accounts/provider-parts.ts';
import { createLimit } from '../../src/server/create-limit.ts';
import { removeDataDirs } from '../fakes/start-test-app.ts';
import { CONSOLE_URL, type ConsoleKit, codeOf, createConsoleKit } from '../support/console-kit.ts';
import { createFakeEditorial } from '../support/editorial.ts';
import { KNOWLEDGE_DIR } from '../support/folders.ts';

/** An identity provider that is configured and does not answer. */
const AWAY: ProviderParts = {
  provider: {
    begin: () => Promise.resolve({ kind: 'failed', fault: 'unavailable' }),
    finish: () => Promise.resolve({ kind: 'failed', fault: 'unavailable' }),
    endAddress: () => Promise.resolve(null),
  },
  rules: { roles: [], bindsDesks: false },
  name: null,
  isOnly: false,
  publicUrl: CONSOLE_URL,
  limitBegins: createLimit(0),
};

let kit: ConsoleKit;
beforeAll(async () => {
  kit = await createConsoleKit({ editorial: await createFakeEditorial(KNOWLEDGE_DIR), external: AWAY });
});
afterAll(async () => {
  await kit.storage.close();
  await removeDataDirs();
});

const DENIALS = ['SignedOut', 'Forbidden', 'PasswordChangeNeeded', 'ForeignOrigin'];

/** Who is let in: everything else than these refusals comes from behind the door. */
async function denial(route: ConsoleKit['routes'][number], cookie: string | undefined, origin = CONSOLE_URL) {
  const response = await kit.call({
    method: route.method as 'get' | 'post',
    path: route.path.replace('/console/api', ''),
    origin,
    ...(cookie === undefined ? {} : { cookie }),
  });
  const code = codeOf(response);
  return code !== undefined && DENIALS.includes(code) ? code : 'in';
}

describe('every route and every role', () => {
  it('lets in those that the route names, and nobody else', async () => {
    expect(kit.routes.length).toBeGreaterThan(20);
    for (const route of kit.routes) {
      const name = `${route.method} ${route.path}`;
      for (const role of ROLES) {
        // A session each: signing out is among the routes.
        const expected = typeof route.access === 'string' || route.access.includes(role) ? 'in' : 'Forbidden';
        expect([name, role, await denial(route, await kit.signedInAs(role))]).toEqual([name, role, expected]);
      }
      expect([name, await denial(route, undefined)]).toEqual([name, route.access === 'anyone' ? 'in' : 'SignedOut']);
      const waiting = await kit.signedInAs('admin', { mustChangePassword: true });
      expect([name, await denial(route, waiting)]).toEqual([
        name,
        typeof route.access === 'string' ? 'in' : 'PasswordChangeNeeded',
      ]);
      expect([name, await denial(route, await kit.signedInAs('admin', { isDisabled: true }))]).toEqual([
        name,
        route.access === 'anyone' ? 'in' : 'SignedOut',
      ]);
    }
  });

  it('keeps accounts to admins and articles to editors and admins', () => {
    const access = new Map(kit.routes.map((route) => [`${route.method} ${route.path}`, route.access]));
    expect(access.get('get /console/api/accounts')).toEqual(['admin']);
    expect(access.get('get /console/api/articles')).toEqual(['editor', 'admin']);
    expect(access.get('post /console/api/gaps/question')).toEqual(['editor', 'admin']);
    expect([...access].filter(([, who]) => who === 'anyone').map(([route]) => route)).toEqual([
      'get /console/api/sign-in',
      'post /console/api/sign-in',
      'post /console/api/sign-out',
      'post /console/api/oidc/begin',
      'get /console/api/oidc/callback',
    ]);
  });

  it('hears no other site, and no write that does not say where it comes from', async () => {
    for (const route of kit.routes) {
      const cookie = await kit.signedInAs('admin');
      expect([route.path, await denial(route, cookie, 'https://evil.example')]).toEqual([route.path, 'ForeignOrigin']);
      const response = await kit.call({
        method: route.method as 'get' | 'post',
        path: route.path.replace('/console/api', ''),
        origin: null,
        cookie,
      });
      if (route.method === 'post') expect([route.path, codeOf(response)]).toEqual([route.path, 'ForeignOrigin']);
    }
  });
});
