import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { Onward } from '../../src/console/api.ts';
import type { CookieBrowser } from '../fakes/cookie-browser.ts';
import { CLIENT } from '../fakes/identity-provider-server.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../fakes/start-test-app.ts';

/** The address of the program must be known to the provider before either runs. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const ROLES_SETTING = 'Admin:admin,Supervisor:supervisor,Officer:officer,Editor:editor';

/** The program with sign-in at this issuer. */
export function startOidcApp(
  issuer: string,
  port: number,
  env: Readonly<Record<string, string>> = {},
  options: TestAppOptions = {},
): Promise<TestApp> {
  return startTestApp({
    port,
    ...options,
    env: {
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_ROLES: ROLES_SETTING,
      ...env,
    },
  });
}

/** Leaves for the provider; the address that the browser is sent to. */
export async function begin(browser: CookieBrowser, app: string, body: object = {}): Promise<string> {
  const response = await browser.post(`${app}/console/api/oidc/begin`, body);
  const json = (await response.json()) as Partial<Onward>;
  if (typeof json.address !== 'string') throw new Error(JSON.stringify(json));
  return json.address;
}

/** From the button to where the browser ends up, and «continue» at the provider when it asks. */
export async function signInAtProvider(
  browser: CookieBrowser,
  app: string,
  options: { readonly begin?: object; readonly click?: 'continue' | 'cancel'; readonly stopsAtCallback?: boolean } = {},
): Promise<string> {
  // Before the console's own page is loaded, or before the provider's answer is brought to us.
  const stopsAt = (target: string) =>
    target.startsWith(options.stopsAtCallback === true ? `${app}/console/api/oidc/callback` : `${app}/console/`) &&
    (options.stopsAtCallback === true || !target.startsWith(`${app}/console/api/`));
  const address = await begin(browser, app, options.begin);
  const first = await browser.follow(address, stopsAt);
  if (!new URL(first.address).pathname.startsWith('/interaction/')) return first.address;
  const last = await browser.follow(`${first.address}/${options.click ?? 'continue'}`, stopsAt);
  return last.address;
}
