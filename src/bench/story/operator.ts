import { z } from 'zod';
import type { Log } from '../../domain/log.ts';
import type { Call } from '../chaos/caller.ts';

/** Where an operator would see a fault. */
export const PLACES = ['metrics', 'notices', 'log'] as const;
export type Place = (typeof PLACES)[number];
export type Seen = Readonly<Record<Place, boolean>>;

/** What an operator sees of one messaging app: numbers that rise, messages that hang, lines of the log. */
export interface Operator {
  /** Looks until something is seen that was not there at `before`, or the time is up. */
  notices(before: Look): Promise<Seen>;
  look(): Promise<Look>;
}

export interface Look {
  readonly metrics: number;
  readonly notices: number;
  readonly log: number;
}

const noticesSchema = z.object({ rows: z.array(z.object({ id: z.string(), kind: z.string() })) });
const COUNTERS = ['duplicates', 'failed', 'window_closed', 'skipped'];
const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 25;
/** What else tells of it comes within this. */
const AFTERTHOUGHT_MS = 150;

export function watchAsOperator(parts: {
  readonly messenger: string;
  readonly url: string;
  /** Of an admin. */
  readonly call: Call;
  readonly troubles: () => number;
}): Operator {
  async function look(): Promise<Look> {
    const [metrics, notices] = await Promise.all([
      fetch(`${parts.url}/metrics`).then((response) => response.text()),
      parts.call('GET', '/console/api/notices'),
    ]);
    const counted = metrics
      .split('\n')
      .filter((line) => COUNTERS.some((name) => line.startsWith(`goglobal_messenger_${name}_total{`)))
      .filter((line) => line.includes(`messenger="${parts.messenger}"`))
      .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    const rows = noticesSchema
      .parse(notices.json)
      .rows.filter(({ id, kind }) => kind === 'messenger' && id.startsWith(`${parts.messenger}-`));
    return { metrics: counted, notices: rows.length, log: parts.troubles() };
  }
  const differs = (before: Look, now: Look): Seen => ({
    metrics: now.metrics > before.metrics,
    notices: now.notices > before.notices,
    log: now.log > before.log,
  });
  return {
    look,
    async notices(before) {
      const limit = performance.now() + PATIENCE_MS;
      let seen = differs(before, await look());
      while (!Object.values(seen).includes(true) && performance.now() < limit) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
        seen = differs(before, await look());
      }
      await new Promise((resolve) => setTimeout(resolve, AFTERTHOUGHT_MS));
      return differs(before, await look());
    },
  };
}

/** A log that counts, for each messaging app, what wakes or warns an operator. */
export function createCountingLog(): { readonly log: Log; readonly troubles: (app: string) => number } {
  const troubles = new Map<string, number>();
  const count: Log['warn'] = ({ messenger, entry }) => {
    // Entries of the outbox begin with their conversation, and that with its app.
    const app = typeof messenger === 'string' ? messenger : typeof entry === 'string' ? entry.split('-')[0] : undefined;
    if (app !== undefined) troubles.set(app, (troubles.get(app) ?? 0) + 1);
  };
  const nothing = () => undefined;
  const log = { debug: nothing, info: nothing, warn: count, error: count };
  return { log, troubles: (app) => troubles.get(app) ?? 0 };
}
