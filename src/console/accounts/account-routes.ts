import { z } from 'zod';
import type { RouteRequest, RouteResponse } from '../../server/route.ts';
import type { AccountList, AccountRow, OneTimePassword } from '../api.ts';
import { CASE_WORKERS } from '../cases/viewer.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { CONSOLE_POLICY } from '../policy.ts';
import { answerWith, refuse } from '../refuse.ts';
import { type Account, type AccountEvent, ROLES } from './account.ts';
import type { AccountParts } from './account-parts.ts';
import type { AccountChange } from './account-store.ts';
import { createAccess, createReset } from './first-admin.ts';
import type { SignedIn } from './sessions.ts';
import { EXTERNAL_ACCOUNT } from './try-password.ts';

const nothing = z.object({});
const ADMINS = ['admin'] as const;
/** Like the part of an e-mail address before the @. */
const name = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/u);

/** The admins' page: who may sign in, as what, and what happened. */
export function accountRoutes(parts: AccountParts): readonly ConsoleRoute[] {
  const { guard, store, clock, note, releaseCases, external } = parts;
  /** Changes another account, ends its sessions and writes it down. */
  async function change(
    visit: { readonly who: SignedIn; readonly request: RouteRequest },
    wanted: AccountChange,
    what: AccountEvent['what'],
    detail = '',
  ): Promise<Account | RouteResponse> {
    const id = visit.request.params['id'] ?? '';
    if (id === visit.who.account.id) return refuse(409, 'NotYourself', 'console.notYourself');
    const account = await store.find(id);
    if (account?.identity != null && what !== 'disabled' && what !== 'enabled') return EXTERNAL_ACCOUNT;
    const outcome = account === undefined ? 'unknown' : await store.change(id, wanted);
    if (account === undefined || outcome === 'unknown') return refuse(404, 'NotFound', 'error.notFound');
    if (outcome === 'last-admin') return refuse(409, 'LastAdmin', 'console.lastAdmin');
    await store.closeSessions(id);
    await note(what, visit.who.account, account, detail);
    const changed = { ...account, ...wanted };
    if (changed.isDisabled || !CASE_WORKERS.some((role) => role === changed.role)) await releaseCases(id);
    return changed;
  }
  const rowOrRefusal = (changed: Account | RouteResponse): RouteResponse =>
    'kind' in changed ? changed : answerWith(rowOf(changed));

  return [
    guard.only(ADMINS, {
      method: 'get',
      path: '/accounts',
      input: nothing,
      async handle() {
        const [accounts, events] = await Promise.all([store.list(), store.events(CONSOLE_POLICY.eventsShown)]);
        const list: AccountList = { accounts: accounts.map(rowOf), events };
        return answerWith(list);
      },
    }),
    guard.only(ADMINS, {
      method: 'post',
      path: '/accounts',
      input: z.strictObject({ name, role: z.enum(ROLES) }),
      async handle({ who, input }) {
        if (external?.isOnly === true) return refuse(409, 'PasswordsOff', 'console.passwordsOff');
        const { account, oneTimePassword } = await createAccess(input.name, input.role, clock);
        if ((await store.add(account)) === 'name-taken') return refuse(409, 'NameTaken', 'console.nameTaken');
        await note('account-added', who.account, account, input.role);
        const shown: OneTimePassword = { name: account.name, oneTimePassword };
        return answerWith(shown);
      },
    }),
    guard.only(ADMINS, {
      method: 'post',
      path: '/accounts/:id/role',
      input: z.strictObject({ role: z.enum(ROLES) }),
      handle: async (visit) =>
        rowOrRefusal(await change(visit, { role: visit.input.role }, 'role-changed', visit.input.role)),
    }),
    guard.only(ADMINS, {
      method: 'post',
      path: '/accounts/:id/disable',
      input: nothing,
      handle: async (visit) => rowOrRefusal(await change(visit, { isDisabled: true }, 'disabled')),
    }),
    guard.only(ADMINS, {
      method: 'post',
      path: '/accounts/:id/enable',
      input: nothing,
      handle: async (visit) => rowOrRefusal(await change(visit, { isDisabled: false }, 'enabled')),
    }),
    guard.only(ADMINS, {
      method: 'post',
      path: '/accounts/:id/reset',
      input: nothing,
      async handle(visit) {
        const { oneTimePassword, reset } = await createReset();
        const changed = await change(visit, reset, 'reset');
        if ('kind' in changed) return changed;
        const shown: OneTimePassword = { name: changed.name, oneTimePassword };
        return answerWith(shown);
      },
    }),
  ];
}

function rowOf(account: Account): AccountRow {
  const { id, name, role, identity, isDisabled, mustChangePassword, authenticator, createdAt } = account;
  return {
    id,
    name,
    role,
    isExternal: identity !== null,
    isDisabled,
    mustChangePassword,
    hasAuthenticator: authenticator !== null,
    createdAt,
  };
}
