import type { CaseDetail, CasePage } from '../../src/console/cases/case-api.ts';
import type { TicketCommand } from '../../src/handoff/handoff.ts';

const PASSWORD = 'correct horse battery';

export interface OfficerClient {
  readonly id: string;
  /** Of the session, for what is not a call: name and value. */
  cookie(): string;
  queue(): Promise<CasePage>;
  find(id: string): Promise<CaseDetail>;
  /** Rejects with the code of a refusal. */
  act(id: string, command: TicketCommand): Promise<CaseDetail>;
  /** To one of the console's routes that answer with the case; rejects with the code of a refusal. */
  post(path: string, body: unknown): Promise<CaseDetail>;
}

/**
 * Signs in with a one-time password, chooses an own one, and works through the console's API. Without a one-time password:
 * with the own one that was chosen earlier.
 */
export async function signInOfficer(url: string, name: string, oneTimePassword?: string): Promise<OfficerClient> {
  let cookie = '';
  const call = async <Result>(path: string, body?: unknown): Promise<Result> => {
    const response = await fetch(`${url}/console/api${path}`, {
      headers: { 'Content-Type': 'application/json', Origin: url, Cookie: cookie },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    const json = (await response.json()) as Result & { readonly error?: { readonly code: string } };
    if (!response.ok) throw new Error(json.error?.code ?? String(response.status));
    return json;
  };
  await call('/sign-in', { name, password: oneTimePassword ?? PASSWORD });
  if (oneTimePassword !== undefined) await call('/password', { present: oneTimePassword, next: PASSWORD });
  const { me } = await call<{ readonly me: { readonly id: string } }>('/cases/people');
  return {
    id: me.id,
    cookie: () => cookie,
    queue: () => call('/cases?view=queue'),
    find: (id) => call(`/cases/${id}`),
    post: (path, body) => call(path, body),
    act: (id, command) => call(`/cases/${id}/act`, { command }),
  };
}
