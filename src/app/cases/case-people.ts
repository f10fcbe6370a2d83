import { isIn, newOfficer } from '../../console/cases/officer-store.ts';
import { CASE_OVERSEERS, CASE_WORKERS } from '../../console/cases/viewer.ts';
import type { HandoffParts } from '../../handoff/handoff-parts.ts';
import type { CasesParts } from './cases.ts';

/** Accounts of the console as people of the hand-off. */
export function casePeople({
  accounts,
  officers,
  clock,
}: Pick<CasesParts, 'accounts' | 'officers' | 'clock'>): Pick<
  HandoffParts,
  'isSupervisor' | 'officerName' | 'officers'
> {
  return {
    isSupervisor: async ({ kind, id }) => {
      if (kind !== 'officer') return false;
      const account = await accounts.find(id);
      return account !== undefined && CASE_OVERSEERS.some((role) => role === account.role);
    },
    officerName: async (id, language) => {
      const account = await accounts.find(id);
      if (account === undefined || account.isDisabled || !CASE_WORKERS.some((role) => role === account.role))
        return undefined;
      return (await officers.find(id)).signature?.[language] ?? account.name;
    },
    // Supervisors look after the queue and take cases from it by themselves.
    officers: async () => {
      const [all, settings] = await Promise.all([accounts.list(), officers.list()]);
      const byAccount = new Map(settings.map((officer) => [officer.account, officer]));
      return all
        .filter(({ role, isDisabled, mustChangePassword }) => role === 'officer' && !isDisabled && !mustChangePassword)
        .map(({ id }) => {
          const officer = byAccount.get(id) ?? newOfficer(id);
          const { desks, languages, capacity } = officer;
          return { id, desks, languages, isAvailable: isIn(officer, clock()), capacity };
        });
    },
  };
}
