import { newOfficer, type Officer, type OfficerStore } from '../../src/console/cases/officer-store.ts';

/** Officers' settings in this process's memory. */
export function createMemoryOfficerStore(): OfficerStore {
  const officers = new Map<string, Officer>();
  const find = (account: string): Officer => officers.get(account) ?? newOfficer(account);
  return {
    find: async (account) => find(account),
    list: async () => [...officers.values()].toSorted((a, b) => (a.account < b.account ? -1 : 1)),
    change: async (account, change) => {
      const next = { ...find(account), ...change };
      officers.set(account, next);
      return next;
    },
  };
}
