import { z } from 'zod';
import type { Call } from './caller.ts';

const oneTime = z.object({ oneTimePassword: z.string() });
interface Credentials {
  readonly name: string;
  readonly oneTimePassword: string;
}

/** Signs in with a one-time password and replaces it; the call carries the session from then on. */
export async function signInFirst(call: Call, { name, oneTimePassword }: Credentials): Promise<Call> {
  const reached = await call('POST', '/console/api/sign-in', { name, password: oneTimePassword });
  const cookie = reached.headers.getSetCookie()[0]?.split(';')[0];
  if (reached.status !== 200 || cookie === undefined) throw new Error(`${name} could not sign in: ${reached.status}`);
  const signedIn: Call = (method, path, body, headers) => call(method, path, body, { ...headers, Cookie: cookie });
  const next = `a password of chaos ${crypto.randomUUID()}`;
  const changed = await signedIn('POST', '/console/api/password', { present: oneTimePassword, next });
  // A try that was never answered may have changed it: then the present one is another by now.
  if (changed.status !== 200 && changed.lost === 0)
    throw new Error(`${name} could not change the password: ${changed.status}`);
  return signedIn;
}

/** New officers, signed in. */
export async function signInOfficers(
  call: Call,
  firstAdmin: Credentials,
  names: readonly string[],
): Promise<readonly { readonly name: string; readonly call: Call }[]> {
  const admin = await signInFirst(call, firstAdmin);
  const officers = [];
  for (const name of names) officers.push({ name, call: await addOfficer(admin, call, name) });
  return officers;
}

/** A new officer, signed in. `admin`: a call with an admin's session. */
export async function addOfficer(admin: Call, call: Call, name: string): Promise<Call> {
  const { json } = await admin('POST', '/console/api/accounts', { name, role: 'officer' });
  return signInFirst(call, { name, ...oneTime.parse(json) });
}
