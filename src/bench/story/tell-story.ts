import { z } from 'zod';
import { DELIVERY_FAULTS } from '../../simulators/phone/deliveries.ts';
import type { SimulatedPhone } from '../../simulators/phone/phone.ts';
import type { Call } from '../chaos/caller.ts';
import { FORM_REPLIES } from './form-replies.ts';
import type { Operator, Seen } from './operator.ts';

/** What was said and what went wrong in the story of one app. */
export interface Told {
  readonly case: string;
  readonly saidByVisitor: readonly string[];
  readonly writtenByOfficer: readonly string[];
  /** Lines on the phone that a vendor that knows no ids of ours took without an answer: the next attempt shows them again. */
  readonly mayComeAgain: readonly string[];
  readonly faults: readonly { readonly fault: string; readonly seen: Seen }[];
}

export interface StoryParts {
  readonly phone: SimulatedPhone;
  /** Of an officer. */
  readonly call: Call;
  readonly operator: Operator;
  readonly random: () => number;
  /** Lets time pass, for the program and all vendors alike, once what they report has arrived. */
  readonly pass: (ms: number) => Promise<void>;
  readonly now: () => Date;
  /** Faults of each kind while the officer has the chat. */
  readonly rounds: number;
}

const SAID = ['香港利得税税率是多少？', '转人工', ...FORM_REPLIES, '不要发送电话', '同意并发送'];
/** Longer than the wait before the second attempt, and short enough that no push of another app looks old. */
const UNTIL_TRIED_AGAIN_MS = 2 * 60_000;
/** How far the vendor's clock is off, within what is still taken. */
const SKEW_MS = 8 * 60_000;
const PATIENCE_MS = 40_000;
/** Before words are said that bring what was held back. */
const A_WHILE_MS = 3000;
const LOOK_EVERY_MS = 20;
/** A slow vendor is no fault, and one second of waiting tells nothing. */
const LEFT_OUT = ['slow', 'late'];
const QUEUE = '/console/api/cases?view=queue';
const NUMBER = /GG\d{4}-\w{5}-\w/u;

const rowsSchema = z.object({ rows: z.array(z.object({ id: z.string(), number: z.string() })) });

/** From the first question to the last words of an officer, with every fault of the vendor in between. */
export async function tellStory(parts: StoryParts): Promise<Told> {
  const { phone, call, operator, random, pass, now, rounds } = parts;
  const said: string[] = [];
  const written: string[] = [];
  const mayComeAgain: string[] = [];
  const faults: { readonly fault: string; readonly seen: Seen }[] = [];
  const labels = phone.screen().switches.map(({ id }) => id);
  const all = labels.filter((id) => !LEFT_OUT.includes(id));
  const ofApi = all.filter((id) => !Object.hasOwn(DELIVERY_FAULTS, id));

  const deskLines = () => phone.screen().lines.filter(({ from }) => from === 'desk');
  const say = (text: string, at?: Date) => {
    said.push(text);
    return phone.say(text, at === undefined ? {} : { at });
  };
  async function write(text: string): Promise<void> {
    written.push(text);
    await act(ticket, { kind: 'write', id: `story-words-${written.length}`, text, signature: '' });
  }
  async function act(id: string, command: unknown): Promise<void> {
    const { status, json } = await call('POST', `/console/api/cases/${id}/act`, { command });
    if (status !== 200) throw new Error(`${JSON.stringify(command)}: ${status} ${JSON.stringify(json)}`);
  }

  /** Does it under a fault, until an operator has seen that, and lets the time of the next attempt come. */
  async function under(fault: string, deed: () => Promise<unknown>): Promise<void> {
    const before = await operator.look();
    const shown = deskLines().length;
    phone.flip(fault, true);
    await deed();
    faults.push({ fault, seen: await operator.notices(before) });
    phone.flip(fault, false);
    if (phone.mayRepeat && fault === 'taken')
      mayComeAgain.push(
        ...deskLines()
          .slice(shown)
          .map(({ text }) => text),
      );
    await pass(UNTIL_TRIED_AGAIN_MS);
  }

  async function ask(text: string): Promise<void> {
    const before = deskLines().length;
    const fault = ofApi[Math.floor(random() * ofApi.length)];
    if (random() < 0.3 && fault !== undefined) await under(fault, () => say(text));
    else {
      await say(text);
      if (!(await comes(() => deskLines().length > before, PATIENCE_MS)))
        throw new Error(`«${text}» was not answered in ${PATIENCE_MS / 1000} s`);
    }
  }

  for (const text of SAID) {
    await ask(text);
    // As an open console does: the time that passes for other apps would end the officer's session.
    await call('GET', QUEUE);
  }
  let ticket = '';
  // What was held back comes with the next words.
  for (let round = 1; !(await comes(() => deskLines().some(({ text }) => NUMBER.test(text)), A_WHILE_MS)); round += 1) {
    if (round > MOST_FLUSHES) throw new Error('the case number was never shown');
    await pass(UNTIL_TRIED_AGAIN_MS);
    await say(`谢谢（还有${round}次）`);
  }
  const number = deskLines().flatMap(({ text }) => NUMBER.exec(text) ?? [])[0];
  const { rows } = rowsSchema.parse((await call('GET', QUEUE)).json);
  ticket = rows.find((row) => row.number === number)?.id ?? '';
  await act(ticket, { kind: 'claim' });
  await settled(phone);

  for (let round = 1; round <= rounds; round += 1)
    for (const [index, fault] of shuffled(all, random).entries()) {
      const mark = `${round}-${index + 1}`;
      if (fault === 'swapped') {
        phone.flip(fault, true);
        await Promise.all([say(`补充甲 ${mark}`), say(`补充乙 ${mark}`)]);
        phone.flip(fault, false);
      } else if (fault === 'twice') await under(fault, () => say(`补充 ${mark}`));
      else {
        await under(fault, () => write(`专员回复 ${mark}`));
        // The vendor's clock goes before or after ours.
        await say(`收到 ${mark}`, new Date(now().getTime() + (random() < 0.5 ? SKEW_MS : -SKEW_MS)));
      }
      await settled(phone);
    }
  const areShown = () => written.every((text) => isShown(text, phone));
  for (let round = 1; round <= MOST_FLUSHES && !(await comes(areShown, A_WHILE_MS)); round += 1) {
    await pass(UNTIL_TRIED_AGAIN_MS);
    await say(`谢谢（第${round}次）`);
  }
  return { case: ticket, saidByVisitor: said, writtenByOfficer: written, mayComeAgain, faults };
}

const MOST_FLUSHES = 6;

function isShown(text: string, phone: SimulatedPhone): boolean {
  return phone.screen().lines.some((line) => line.from === 'desk' && line.text.includes(text));
}

/** Nothing new is shown for a moment. */
async function settled(phone: SimulatedPhone): Promise<void> {
  let shown = -1;
  for (;;) {
    const { length } = phone.screen().lines;
    if (length === shown) return;
    shown = length;
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
}

/** Whether it becomes true in this time. */
async function comes(isTrue: () => boolean, patienceMs: number): Promise<boolean> {
  const limit = performance.now() + patienceMs;
  while (!isTrue()) {
    if (performance.now() > limit) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return true;
}

function shuffled(list: readonly string[], random: () => number): readonly string[] {
  return list
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
