import type { AccountStore } from '../../console/accounts/account-store.ts';
import { createAccess, type NewAccess } from '../../console/accounts/first-admin.ts';
import type { Clock } from '../../domain/clock.ts';

/** Somebody who takes cases, which the first admin only reads; null when there is one already. */
export async function addOfficer(
  accounts: Pick<AccountStore, 'list' | 'add'>,
  clock: Clock,
): Promise<NewAccess | null> {
  if ((await accounts.list()).some(({ role }) => role === 'officer' || role === 'supervisor')) return null;
  const access = await createAccess('officer', 'officer', clock);
  return (await accounts.add(access.account)) === 'added' ? access : null;
}
