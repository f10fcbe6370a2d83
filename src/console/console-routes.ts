import type { Clock } from '../domain/clock.ts';
import { releaseCases } from '../handoff/release-cases.ts';
import type { InsightStore } from '../insights/insight-store.ts';
import type { Limit } from '../server/route.ts';
import type { AccountParts } from './accounts/account-parts.ts';
import { accountRoutes } from './accounts/account-routes.ts';
import type { AccountStore } from './accounts/account-store.ts';
import { ownAccountRoutes } from './accounts/own-account-routes.ts';
import type { Passwords } from './accounts/passwords.ts';
import type { ProviderParts } from './accounts/provider-parts.ts';
import { providerRoutes } from './accounts/provider-routes.ts';
import { createSessions } from './accounts/sessions.ts';
import { signInRoutes } from './accounts/sign-in-routes.ts';
import type { AnnouncementSource } from './announcements/announcement-parts.ts';
import { announcementRoutes } from './announcements/announcement-routes.ts';
import { articleRoutes } from './articles/article-routes.ts';
import { benchRoutes } from './bench/bench-routes.ts';
import type { CaseParts } from './cases/case-parts.ts';
import { caseRoutes } from './cases/case-routes.ts';
import { type ConsoleRoute, createGuard } from './console-route.ts';
import type { Editorial } from './editorial.ts';
import { faultRoutes } from './faults/fault-routes.ts';
import { gapRoutes } from './gaps/gap-routes.ts';
import type { NoticeParts } from './notices/notice-parts.ts';
import { noticeRoutes } from './notices/notice-routes.ts';

export interface ConsoleParts {
  readonly accounts: AccountStore;
  readonly insights: InsightStore;
  /** null: no editors' pages. */
  readonly editorial: Editorial | null;
  /** null: no cases. */
  readonly cases: Omit<CaseParts, 'guard' | 'accounts' | 'insights' | 'clock'> | null;
  /** What could not be sent, and the cases it belongs to. */
  readonly notices: Pick<NoticeParts, 'queue' | 'tickets'>;
  /** Announcements to followers; null: nothing can be followed. */
  readonly announcements: AnnouncementSource | null;
  readonly clock: Clock;
  /** Counts tries with a password or code per address and per account. */
  readonly limitTries: Limit;
  readonly passwords: Passwords;
  readonly mayEditFiles: boolean;
  /** null: no identity provider. */
  readonly external: ProviderParts | null;
}

/** Everything below /console/api. Who signs in is decided in signInRoutes and providerRoutes; both open the same sessions. */
export function consoleRoutes(parts: ConsoleParts): readonly ConsoleRoute[] {
  const { accounts: store, insights, editorial, clock, limitTries, mayEditFiles, external } = parts;
  const sessions = createSessions(store, clock);
  const guard = createGuard(sessions);
  const note: AccountParts['note'] = (what, actor, subject, detail = '') =>
    store.note({ at: clock().toISOString(), what, actor: actor.name, subject: subject.name, detail });
  const { cases, announcements } = parts;
  const accountParts: AccountParts = {
    guard,
    store,
    sessions,
    clock,
    limitTries,
    passwords: parts.passwords,
    mayEditFiles,
    hasCases: cases !== null,
    hasAnnouncements: announcements !== null,
    external,
    desks: cases && {
      known: () => cases.desks().map(({ id }) => id),
      set: (account, desks) => cases.officers.change(account, { desks }),
    },
    note,
    releaseCases: async (account) => cases && releaseCases(account, 'disabled', cases),
  };
  const own = [
    ...signInRoutes(accountParts),
    ...(external === null ? [] : providerRoutes(accountParts, external)),
    ...ownAccountRoutes(accountParts),
    ...accountRoutes(accountParts),
    ...noticeRoutes({ ...parts.notices, guard, clock, note }),
    ...(announcements === null ? [] : announcementRoutes({ ...announcements, guard, clock, note })),
    ...(cases === null ? [] : caseRoutes({ ...cases, guard, accounts: store, insights, clock })),
  ];
  if (editorial === null) return own;
  const editors = { guard, editorial, insights, clock, mayEditFiles, note };
  return [...own, ...articleRoutes(editors), ...benchRoutes(editors), ...gapRoutes(editors), ...faultRoutes(editors)];
}
