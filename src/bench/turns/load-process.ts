import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { seededRandom } from '../../retrieval/encoder/seeded-random.ts';
import { serveCalls } from '../calls.ts';
import { connectorVisitors } from './connector-visitor.ts';
import { directLineVisitors } from './direct-line-visitor.ts';
import type { Visitor } from './visitor.ts';

// All visitors of one server, in a process of their own: what they cost is not counted as the server's.

const task = z
  .object({ url: z.string(), channel: z.enum(['direct-line', 'connector']), questions: z.array(z.string()) })
  .parse(JSON.parse(process.argv[2] ?? ''));
const scenarioSchema = z.object({ conversations: z.number(), turns: z.number(), pauseMs: z.number() });
const SEED = 20261124;
/** Conversations that open at the same time: opening is not what is measured. */
const OPENED_AT_ONCE = 10;

const open = task.channel === 'connector' ? await connectorVisitors(task.url) : directLineVisitors(task.url);
let visitors: Visitor[] = [];

serveCalls({
  open: async (payload) => {
    const { conversations } = scenarioSchema.parse(payload);
    while (visitors.length < conversations) {
      const count = Math.min(OPENED_AT_ONCE, conversations - visitors.length);
      visitors.push(...(await Promise.all(Array.from({ length: count }, open))));
    }
    return true;
  },
  talk: async (payload) => {
    const { turns, pauseMs } = scenarioSchema.parse(payload);
    const random = seededRandom(SEED);
    const latencies: number[] = [];
    const statuses: Record<string, number> = {};
    await Promise.all(
      visitors.map(async (visitor, index) => {
        for (let turn = 0; turn < turns; turn++) {
          if (pauseMs > 0) await pause(pauseMs * (0.5 + random()));
          const start = performance.now();
          const status = await visitor.say(task.questions[(index * 7 + turn) % task.questions.length] ?? '');
          latencies.push(performance.now() - start);
          statuses[status] = (statuses[status] ?? 0) + 1;
        }
      }),
    );
    return { latencies, statuses };
  },
  close: () => {
    for (const visitor of visitors) visitor.leave();
    visitors = [];
    return true;
  },
});
