import { setTimeout as pause } from 'node:timers/promises';
import type { KilledServer } from './killed-server.ts';

/** What is going on when the server is killed. */
export const MOMENTS = ['opening', 'claiming', 'relaying', 'writing', 'ending', 'notifying', 'starting'] as const;
export type Moment = (typeof MOMENTS)[number];

export interface Fire {
  /** Something of this kind begins now. */
  at(moment: Moment): void;
  /** Resolves when the last kill has been got over. */
  readonly over: Promise<void>;
  isOver(): boolean;
  readonly killed: ReadonlyMap<Moment, number>;
}

/** A moment begins, and so much later at most the process dies: before, during and after its commit. */
const LONGEST_DELAY_MS = 25;
/** After a start something must get done, or there is nothing to be killed in. */
const LONGEST_PEACE_MS = 400;
/** A start takes about a second. */
const LONGEST_START_MS = 900;
/** A moment that does not come is not waited for. */
const PATIENCE_MS = 2_000;

/** Kills the server so many times (until `endMs` at most), each time in a moment of a kind that the seed chooses. */
export function openFire(
  server: KilledServer,
  { kills, endMs }: { readonly kills: number; readonly endMs: number },
  random: () => number,
): Fire {
  const killed = new Map<Moment, number>();
  let waiting: { readonly moment: Moment; readonly begin: () => void } | undefined;
  let isOver = false;

  function begins(moment: Moment): Promise<void> {
    return new Promise((resolve) => {
      waiting = { moment, begin: resolve };
    });
  }
  async function fire(): Promise<void> {
    for (let count = 0; count < kills && Date.now() < endMs; count++) {
      const moment = MOMENTS[Math.floor(random() * MOMENTS.length)] ?? 'claiming';
      const [delay, peace, start] = [random(), random(), random()];
      await pause(peace * LONGEST_PEACE_MS);
      if (moment === 'starting') await server.killWhileStarting(start * LONGEST_START_MS);
      else {
        await Promise.race([begins(moment), pause(PATIENCE_MS)]);
        waiting = undefined;
        await pause(delay * LONGEST_DELAY_MS);
        await server.kill();
      }
      killed.set(moment, (killed.get(moment) ?? 0) + 1);
    }
    isOver = true;
  }
  return {
    at(moment) {
      if (waiting?.moment === moment) waiting.begin();
    },
    over: fire(),
    isOver: () => isOver,
    killed,
  };
}
