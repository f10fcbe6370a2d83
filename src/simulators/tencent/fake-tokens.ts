import { randomBytes } from 'node:crypto';
import type { Clock } from '../../domain/clock.ts';

/** Access tokens of one account as the vendor keeps them: one is good, until its end or until it is replaced. */
export interface FakeTokens {
  /** The good one; a new one when it has ended or `isForced`. */
  give(isForced: boolean): { readonly access_token: string; readonly expires_in: number };
  /** 0, or the errcode of what is wrong with it. */
  check(token: string | null): number;
  /** As if another system had fetched one. */
  revoke(): void;
}

const LIFE_SECONDS = 7200;

export function createFakeTokens(clock: Clock): FakeTokens {
  let current = { token: '', endsAtMs: 0 };
  const given = new Set<string>();
  const renew = () => {
    current = { token: randomBytes(24).toString('hex'), endsAtMs: clock().getTime() + LIFE_SECONDS * 1000 };
    given.add(current.token);
  };
  return {
    give(isForced) {
      const leftMs = current.endsAtMs - clock().getTime();
      // The stable token is replaced by itself near its end.
      if (isForced || leftMs <= 300_000) renew();
      return { access_token: current.token, expires_in: Math.floor((current.endsAtMs - clock().getTime()) / 1000) };
    },
    check(token) {
      if (token === null || token === '') return 41001;
      if (!given.has(token)) return 40014;
      if (token !== current.token) return 40001;
      return clock().getTime() > current.endsAtMs ? 42001 : 0;
    },
    revoke: renew,
  };
}
