import { createStorage, type Storage } from '../../src/adapters/storage/create-storage.ts';
import type { Account, Role } from '../../src/console/accounts/account.ts';
import { createPasswords, ONE_TIME_COST } from '../../src/console/accounts/passwords.ts';
import type { ProviderParts } from '../../src/console/accounts/provider-parts.ts';
import { createSessions } from '../../src/console/accounts/sessions.ts';
import type { ConsoleRoute } from '../../src/console/console-route.ts';
import { type ConsoleParts, consoleRoutes } from '../../src/console/console-routes.ts';
import type { Editorial } from '../../src/console/editorial.ts';
import { CONSOLE_POLICY } from '../../src/console/policy.ts';
import type { Preview } from '../../src/following/preview.ts';
import { createLimit } from '../../src/server/create-limit.ts';
import type { RouteResponse } from '../../src/server/route.ts';
import { account } from '../contracts/account-store.ts';
import { makeDataDir } from '../fakes/start-test-app.ts';

export interface ConsoleKit {
  readonly storage: Storage;
  readonly routes: readonly ConsoleRoute[];
  /** Moves the clock of sessions and codes. */
  readonly wait: (ms: number) => void;
  readonly now: () => Date;
  /** How often the worker of the outbox was told to look. */
  readonly nudges: () => number;
  /** How often what followers should hear was looked for. */
  readonly looks: () => number;
  /** A signed-in account of this role; its cookie. */
  readonly signedInAs: (role: Role, rest?: Partial<Account>) => Promise<string>;
  readonly call: (request: CallRequest) => Promise<RouteResponse>;
}

export interface CallRequest {
  readonly method: 'get' | 'post';
  /** As in the route, below /console/api. */
  readonly path: string;
  readonly cookie?: string;
  readonly body?: unknown;
  readonly query?: string;
  readonly params?: Readonly<Record<string, string>>;
  /** null: none is sent. */
  readonly origin?: string | null;
  readonly ip?: string;
}

const NOBODY: Preview = {
  reached: {},
  afterQuietHours: 0,
  whenTheyWrite: 0,
  excluded: { unsubscribed: 0, unconfirmed: 0 },
};

export const CONSOLE_URL = 'http://console.example';

/** The console's routes over a database of the test's own, called without HTTP. */
export async function createConsoleKit(
  options: {
    readonly editorial?: Editorial | null;
    readonly mayEditFiles?: boolean;
    readonly external?: ProviderParts | null;
  } = {},
): Promise<ConsoleKit> {
  const storage = await createStorage({ dataDir: await makeDataDir() });
  let nowMs = Date.UTC(2026, 10, 26, 4);
  const clock = () => new Date(nowMs);
  let nudges = 0;
  let looks = 0;
  const parts: ConsoleParts = {
    accounts: storage.accounts,
    insights: storage.insights,
    editorial: options.editorial ?? null,
    cases: null,
    announcements: {
      store: storage.following,
      choices: () => ({ topics: [], markets: [], provinces: [] }),
      preview: () => Promise.resolve(NOBODY),
      nudge: () => void (looks += 1),
    },
    notices: { queue: { ...storage.outbox, nudge: () => void (nudges += 1) }, tickets: storage.tickets },
    clock,
    limitTries: createLimit(CONSOLE_POLICY.tries, CONSOLE_POLICY.triesWindowSeconds),
    passwords: createPasswords(ONE_TIME_COST),
    mayEditFiles: options.mayEditFiles ?? false,
    external: options.external ?? null,
  };
  const routes = consoleRoutes(parts);
  let made = 0;
  return {
    storage,
    routes,
    now: clock,
    nudges: () => nudges,
    looks: () => looks,
    wait: (ms) => {
      nowMs += ms;
    },
    async signedInAs(role, rest = {}) {
      made += 1;
      const fresh = account(`${role}-${made}`, { role, ...rest });
      await storage.accounts.add(fresh);
      return `goglobal_console=${await createSessions(storage.accounts, clock).open(fresh)}`;
    },
    call: (request) => callRoute(routes, request),
  };
}

/** One request to one of the routes, without HTTP. */
export function callRoute(routes: readonly ConsoleRoute[], request: CallRequest): Promise<RouteResponse> {
  const route = routes.find(({ method, path }) => method === request.method && path === `/console/api${request.path}`);
  if (route === undefined) throw new Error(`no route ${request.method} ${request.path}`);
  const origin = request.origin === undefined ? CONSOLE_URL : request.origin;
  return route.handle({
    params: request.params ?? {},
    query: new URLSearchParams(request.query),
    headers: {
      ...(request.cookie === undefined ? {} : { cookie: request.cookie }),
      ...(origin === null ? {} : { origin }),
    },
    body: request.body,
    ip: request.ip ?? '192.0.2.1',
    baseUrl: CONSOLE_URL,
    language: 'en',
  });
}

/** The code of a refusal; undefined for an answer. */
export function codeOf(response: RouteResponse): string | undefined {
  return response.kind === 'refusal' ? response.code : undefined;
}

/** The value of an answer, or its refusal as an error. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- a test names the type it reads
export function valueOf<Value>(response: RouteResponse): Value {
  if (response.kind !== 'json') throw new Error(JSON.stringify(response));
  return response.json as Value;
}
