import type { Role } from './account.ts';
import type { ProvenIdentity } from './identity-provider.ts';

export interface GrantRules {
  /** The first whose value the person has gives the role. */
  readonly roles: readonly { readonly value: string; readonly role: Role }[];
  /** Whether the provider says which desks an officer works for. */
  readonly bindsDesks: boolean;
}

export type Grant =
  | {
      readonly kind: 'granted';
      readonly role: Role;
      /** Ids of desks, empty for all; null: they are set here, not by the provider. */
      readonly desks: readonly string[] | null;
    }
  | { readonly kind: 'refused'; readonly why: 'no-role' | 'no-desk' };

/** In the desk claim: every desk. */
const ALL_DESKS = '*';

/** What the claims of a person allow here: nothing, unless a role was named. */
export function grantOf(
  { roles, desks }: Pick<ProvenIdentity, 'roles' | 'desks'>,
  rules: GrantRules,
  knownDesks: readonly string[],
): Grant {
  const role = rules.roles.find(({ value }) => roles.includes(value))?.role;
  if (role === undefined) return { kind: 'refused', why: 'no-role' };
  // Only officers are bound to desks (cases/viewer.ts).
  if (!rules.bindsDesks || role !== 'officer') return { kind: 'granted', role, desks: null };
  if (desks.includes(ALL_DESKS)) return { kind: 'granted', role, desks: [] };
  const known = knownDesks.filter((desk) => desks.includes(desk));
  // No desk at all would mean every desk: a claim that went missing must not open them.
  return known.length === 0 ? { kind: 'refused', why: 'no-desk' } : { kind: 'granted', role, desks: known };
}
