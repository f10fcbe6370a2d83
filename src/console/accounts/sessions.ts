import { createHash } from 'node:crypto';
import type { Clock } from '../../domain/clock.ts';
import { CONSOLE_POLICY } from '../policy.ts';
import type { Account, Session } from './account.ts';
import type { AccountStore } from './account-store.ts';
import { newId } from './random-words.ts';

export interface SignedIn {
  readonly account: Account;
  readonly session: Session;
}

export interface Sessions {
  /** Returns the id for the cookie; it is kept nowhere else. */
  open(account: Account, idToken?: string | null): Promise<string>;
  /** undefined when the session is unknown, too old, too long unused, or its account disabled. */
  find(id: string | undefined): Promise<SignedIn | undefined>;
  close(session: Session): Promise<void>;
}

export function createSessions(store: AccountStore, clock: Clock): Sessions {
  return {
    async open(account, idToken = null) {
      const id = newId(32);
      const at = clock().toISOString();
      await store.openSession({ idHash: hashOf(id), account: account.id, createdAt: at, lastSeenAt: at, idToken });
      return id;
    },
    async find(id) {
      if (id === undefined) return undefined;
      const session = await store.findSession(hashOf(id));
      if (session === undefined) return undefined;
      const now = clock();
      const account = isAlive(session, now) ? await store.find(session.account) : undefined;
      if (account === undefined || account.isDisabled) {
        await store.closeSession(session.idHash);
        return undefined;
      }
      if (now.getTime() - Date.parse(session.lastSeenAt) >= CONSOLE_POLICY.sessionTouchMs)
        await store.touchSession(session.idHash, now.toISOString());
      return { account, session };
    },
    close: (session) => store.closeSession(session.idHash),
  };
}

/** Whether a session may still be used: not too old, not too long unused. */
export function isAlive({ createdAt, lastSeenAt }: Session, now: Date): boolean {
  const { sessionIdleMs, sessionMaxMs } = CONSOLE_POLICY;
  return now.getTime() - Date.parse(createdAt) < sessionMaxMs && now.getTime() - Date.parse(lastSeenAt) < sessionIdleMs;
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}
