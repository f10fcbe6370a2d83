import type { Clock } from '../domain/clock.ts';
import type { InsightStore } from '../insights/insight-store.ts';
import type { AccountParts } from './accounts/account-parts.ts';
import type { Guard } from './console-route.ts';
import type { Editorial } from './editorial.ts';

/** What the editors' pages need. */
export interface EditorsParts {
  readonly guard: Guard;
  readonly editorial: Editorial;
  readonly insights: InsightStore;
  readonly clock: Clock;
  /** Whether the server may write to the knowledge folder. */
  readonly mayEditFiles: boolean;
  readonly note: AccountParts['note'];
}

/** Who sees the editors' pages. */
export const EDITORS = ['editor', 'admin'] as const;
