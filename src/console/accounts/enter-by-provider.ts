import { CASE_WORKERS } from '../cases/viewer.ts';
import type { Account } from './account.ts';
import { accountNameOf } from './account-name.ts';
import type { AccountParts } from './account-parts.ts';
import { createExternalAccount } from './first-admin.ts';
import { grantOf } from './grant-of.ts';
import type { ProvenIdentity } from './identity-provider.ts';
import type { ProviderParts } from './provider-parts.ts';

export type ProviderEntry =
  | { readonly kind: 'entered'; readonly account: Account }
  | { readonly kind: 'refused'; readonly why: 'no-role' | 'no-desk' | 'disabled' };

const PROVIDER = { name: 'identity provider' };

/**
 * From a proven identity to an account: made at the first sign-in, its role brought up to date at each. Who has lost
 * the role also loses the sessions that are still open, and gives cases back.
 */
export async function enterByProvider(
  identity: ProvenIdentity,
  rules: ProviderParts['rules'],
  { store, clock, note, desks, releaseCases }: AccountParts,
): Promise<ProviderEntry> {
  const { issuer, subject } = identity;
  const grant = grantOf(identity, rules, desks?.known() ?? []);
  if (grant.kind === 'refused') {
    const known = await store.findByIdentity({ issuer, subject });
    if (known !== undefined) {
      await store.closeSessions(known.id);
      await note('sign-in-failed', known, known, grant.why);
      await releaseCases(known.id);
    }
    return grant;
  }
  const fresh = await createExternalAccount(accountNameOf(identity.name), grant.role, { issuer, subject }, clock);
  const outcome = await store.enter(fresh);
  const { account } = outcome;
  if (outcome.kind === 'disabled') {
    await note('sign-in-failed', account, account, 'disabled');
    return { kind: 'refused', why: 'disabled' };
  }
  if (outcome.kind === 'added') await note('account-added', PROVIDER, account, grant.role);
  if (outcome.kind === 'role-changed') {
    await store.closeSessions(account.id);
    await note('role-changed', PROVIDER, account, grant.role);
    if (!CASE_WORKERS.some((role) => role === account.role)) await releaseCases(account.id);
  }
  if (grant.desks !== null) await desks?.set(account.id, grant.desks);
  return { kind: 'entered', account };
}
