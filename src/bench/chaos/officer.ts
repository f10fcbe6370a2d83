import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Call, Reached } from './caller.ts';
import type { Fire } from './fire.ts';
import type { Ledger } from './ledger.ts';

export interface OfficerParts {
  /** Signed in. */
  readonly call: Call;
  readonly name: string;
  readonly fire: Pick<Fire, 'at'>;
  readonly ledger: Ledger;
  readonly random: () => number;
  /** True when no visitor is left. */
  readonly isOver: () => boolean;
}

/** Said right before a case ends. */
export const LAST_WORDS = 'That is all from us.';

const rowSchema = z.object({ id: z.string(), desk: z.object({ id: z.string() }) });
const pageSchema = z.object({ rows: z.array(rowSchema) });
const detailSchema = z.object({ conversation: z.string() });
const peopleSchema = z.object({ officers: z.array(z.object({ id: z.string(), name: z.string() })) });
type Row = z.infer<typeof rowSchema>;

const LOOK_EVERY_MS = 30;
const LONGEST_PAUSE_MS = 80;
const MOST_MESSAGES = 4;
/** Shares of the ways a case goes on after the officer has written. */
const ENDS = [
  ['transfer', 0.15],
  ['release', 0.1],
  ['return-to-bot', 0.15],
  ['resolve', 0.6],
] as const;
/** A case that was handed on this often is brought to an end. */
const MOST_HANDOVERS = 2;

/** One officer: takes what waits, in a race with the others, writes, hands on, ends. Until no visitor is left. */
export async function work({ call, name, fire, ledger, random, isOver }: OfficerParts): Promise<void> {
  const { officers } = peopleSchema.parse((await call('GET', '/console/api/cases/people')).json);
  const others = officers.filter((officer) => officer.name !== name);
  const handovers = new Map<string, number>();
  const act = (id: string, command: unknown): Promise<Reached> =>
    call('POST', `/console/api/cases/${id}/act`, { command });
  const rowsOf = async (view: 'queue' | 'mine'): Promise<readonly Row[]> =>
    pageSchema.parse((await call('GET', `/console/api/cases?view=${view}`)).json).rows;

  async function claim({ id }: Row): Promise<boolean> {
    fire.at('claiming');
    const { status } = await act(id, { kind: 'claim' });
    if (status === 200) ledger.claimed.push({ ticket: id, officer: name, at: Date.now() });
    return status === 200;
  }
  async function write(row: Row, text: string): Promise<boolean> {
    const detail = await call('GET', `/console/api/cases/${row.id}`);
    if (detail.status !== 200) return false;
    const { conversation } = detailSchema.parse(detail.json);
    const id = `w-${crypto.randomUUID()}`;
    fire.at('writing');
    const { status, lost } = await act(row.id, { kind: 'write', id, text });
    if (status === 200) ledger.written.push({ conversation, id });
    else if (lost > 0) ledger.unclear.push({ conversation, id });
    return status === 200;
  }
  async function goOn(row: Row): Promise<void> {
    const messages = 1 + Math.floor(random() * MOST_MESSAGES);
    for (let count = 0; count < messages; count++) {
      await pause(random() * LONGEST_PAUSE_MS);
      if (!(await write(row, `Officer ${name} on point ${count}.`))) return;
    }
    const soFar = handovers.get(row.id) ?? 0;
    const [other] = others;
    const end = soFar >= MOST_HANDOVERS || other === undefined ? 'resolve' : endOf(random());
    if (end === 'transfer' || end === 'release') {
      handovers.set(row.id, soFar + 1);
      fire.at('ending');
      const reason = 'chaos';
      await act(
        row.id,
        end === 'release'
          ? { kind: end, reason }
          : { kind: end, desk: row.desk.id, officer: other?.id ?? null, reason },
      );
      return;
    }
    if (!(await write(row, LAST_WORDS))) return;
    fire.at('ending');
    await act(row.id, { kind: end, reason: 'chaos' });
  }

  while (!isOver()) {
    const [mine] = await rowsOf('mine');
    if (mine !== undefined) {
      await goOn(mine);
      continue;
    }
    const [first] = await rowsOf('queue');
    if (first === undefined || !(await claim(first))) await pause(LOOK_EVERY_MS);
  }
}

function endOf(chance: number): (typeof ENDS)[number][0] {
  let left = chance;
  for (const [end, share] of ENDS) {
    if (left < share) return end;
    left -= share;
  }
  return 'resolve';
}
