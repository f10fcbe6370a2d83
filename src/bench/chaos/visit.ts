import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Call } from './caller.ts';
import type { Fire } from './fire.ts';
import type { Ledger } from './ledger.ts';
import { LAST_WORDS } from './officer.ts';

export interface VisitParts {
  readonly call: Call;
  readonly fire: Pick<Fire, 'at' | 'isOver'>;
  readonly ledger: Ledger;
  readonly random: () => number;
}

const sessionSchema = z.object({ token: z.string(), conversationId: z.string() });
const saidSchema = z.object({ id: z.string() });
const activitiesSchema = z.object({
  activities: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      text: z.string().optional(),
      timestamp: z.string(),
      replyToId: z.string().optional(),
      from: z.object({ role: z.string() }),
      importance: z.string().optional(),
      channelData: z
        .object({ goglobal: z.object({ author: z.string().optional(), status: z.string().optional() }).optional() })
        .optional(),
    }),
  ),
  watermark: z.string().optional(),
});
export type ShownActivity = z.infer<typeof activitiesSchema>['activities'][number];

/** Everything the visitor sees, oldest first. */
export type See = () => Promise<readonly ShownActivity[]>;

const LOOK_EVERY_MS = 25;
/** Looks after which something counts as lost: a few minutes of a server that answers, however long its starts take. */
const MOST_LOOKS = 6_000;
const CASES_PER_VISIT = 2;
/** Messages to an officer in one case, at most. */
const MOST_MESSAGES = 6;
const LONGEST_PAUSE_MS = 120;

/** What is said to the questions of the form (dialogs/qualify-lead.yaml) that must be answered. */
const REPLIES: readonly (readonly [RegExp, string])[] = [
  [/What do you need help with/u, 'Company set-up'],
  [/Whom may the officer ask for/u, 'Chan Tai Man, Director'],
  [/How may the officer reach you/u, 'chan@example.hk'],
  [/exactly this/u, 'I agree'],
];
const MOST_QUESTIONS = 30;

/** One visitor: asks the bot, sends an enquiry, writes with whoever claims it, and comes back with another. */
export async function visit(
  { call, fire, ledger, random }: VisitParts,
  remember: (conversation: string, see: See) => void,
): Promise<void> {
  const opened = await call('POST', '/api/session', { language: 'en' });
  const { token, conversationId: conversation } = sessionSchema.parse(opened.json);
  const path = `/v3/directline/conversations/${conversation}/activities`;
  const auth = { Authorization: `Bearer ${token}` };
  const see: See = async () =>
    activitiesSchema.parse((await call('GET', `${path}?watermark=0`, undefined, auth)).json).activities;
  remember(conversation, see);

  async function say(text: string): Promise<string> {
    const channelData = { clientActivityID: crypto.randomUUID() };
    const { json } = await call('POST', path, { type: 'message', text, from: { id: 'me' }, channelData }, auth);
    const { id } = saidSchema.parse(json);
    ledger.said.push({ conversation, id });
    return id;
  }
  async function until<Found>(
    what: string,
    find: (seen: readonly ShownActivity[]) => Found | undefined,
  ): Promise<Found> {
    for (let look = 0; look < MOST_LOOKS; look++) {
      const found = find(await see());
      if (found !== undefined) return found;
      await pause(LOOK_EVERY_MS);
    }
    throw new Error(`${conversation}: ${what} did not come`);
  }
  const replyTo = (id: string) => until(`a reply to ${id}`, (seen) => seen.find(({ replyToId }) => replyToId === id));

  /** Cut off again and again, a message is given up, and the visitor told so: they say it once more. */
  async function saidAndAnswered(text: string): Promise<ShownActivity> {
    for (;;) {
      const reply = await replyTo(await say(text));
      if (!isGivenUp(reply)) return reply;
    }
  }

  /** Through the form to a case. Once it is sent an officer may be quicker than the reply. */
  async function enquire(): Promise<number> {
    let reply = await saidAndAnswered('I would like to talk to a person');
    for (let count = 0; count < MOST_QUESTIONS; count++) {
      const asked = reply.text ?? '';
      const [, words = 'skip'] = REPLIES.find(([question]) => question.test(asked)) ?? [];
      if (words !== 'I agree') {
        reply = await saidAndAnswered(words);
        continue;
      }
      fire.at('opening');
      const before = (await see()).length;
      const id = await say(words);
      const answer = await until('the case', (seen) =>
        seen.find((activity, index) => activity.replyToId === id || (index >= before && isFromDesk(activity))),
      );
      // Nothing was opened: the brief is still there to be agreed to.
      if (isGivenUp(answer)) continue;
      ledger.sent.push({ conversation });
      if (answer.replyToId === id) ledger.numbersSeen += 1;
      return before;
    }
    const lines = (await see())
      .slice(-2 * MOST_QUESTIONS - 6)
      .map(({ id, replyToId, text }) => `${id} ${replyToId ?? ''}: ${text?.slice(0, 80) ?? ''}`);
    throw new Error([`${conversation}: the form did not come to its end`, ...lines].join('\n'));
  }

  for (let count = 0; count < CASES_PER_VISIT && !fire.isOver(); count++) {
    await replyTo(await say(`What about step ${count} of the plan?`));
    const start = await enquire();
    const isDone = (seen: readonly ShownActivity[]) => seen.slice(start).some(({ text }) => text === LAST_WORDS);
    // Without waiting for replies: some fall to the bot, some to the officer who is claiming.
    for (let message = 0; message < MOST_MESSAGES && !isDone(await see()); message++) {
      await pause(random() * LONGEST_PAUSE_MS);
      fire.at('relaying');
      await say(`And what about point ${message} of ${count}?`);
    }
    await until('the last words of the officer', (seen) => (isDone(seen) ? true : undefined));
    // Falls into the end of the case, to either side of it.
    await say(`Thank you for case ${count}, goodbye for now.`);
    await until('the end of the case', (seen) => {
      const last = seen.findLastIndex(({ text }) => text === LAST_WORDS);
      return seen.slice(last + 1).some(isFromDesk) ? true : undefined;
    });
  }
}

function isGivenUp({ channelData }: ShownActivity): boolean {
  return channelData?.goglobal?.status === 'error_service';
}

/** An officer's or the desk's words, not the bot's. */
export function isFromDesk({ channelData }: ShownActivity): boolean {
  return channelData?.goglobal?.author !== undefined;
}
