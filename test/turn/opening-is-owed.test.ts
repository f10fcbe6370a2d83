import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStorage, type Storage } from '../../src/adapters/storage/create-storage.ts';
import { createCaseDesk } from '../../src/app/cases/create-case-desk.ts';
import { EMPTY_STATE } from '../../src/domain/conversation.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { createHandoff } from '../../src/handoff/create-handoff.ts';
import type { Handoff } from '../../src/handoff/handoff.ts';
import { createLimit } from '../../src/server/create-limit.ts';
import type { CaseDesk } from '../../src/turn/case-desk.ts';
import { createForms } from '../../src/turn/forms.ts';
import { createHandleTurn, type HandleTurn } from '../../src/turn/handle-turn.ts';
import { answerTo, realWording } from '../fakes/fake-core.ts';
import { makeDataDir, removeDataDirs } from '../fakes/start-test-app.ts';
import { handoffParts } from '../support/handoff-parts.ts';
import { after, ticket } from '../support/ticket.ts';

const ANN = { kind: 'officer', id: 'ann', name: 'Ann Lee' } as const;
const AGREED: IncomingMessage = {
  id: 'm1',
  conversation: 'c',
  text: 'Agree and send',
  channel: 'directline',
  at: after(0),
};

let storage: Storage;
let handoff: Handoff;
beforeEach(async () => {
  storage = await createStorage({ dataDir: await makeDataDir() });
  handoff = createHandoff(handoffParts(storage.tickets, () => new Date(after(0))));
  const question = { ...AGREED, id: 'm0', text: 'a question' };
  const reply = { id: 'm0.reply', conversation: 'c', at: after(0), answer: answerTo(question) };
  await storage.conversations.saveTurn({ message: question, reply, state: EMPTY_STATE, expectedVersion: 0 });
});
afterEach(() => storage.close());
afterAll(removeDataDirs);

/** A turn whose form is submitted at once; `onOpened` happens when the case is stored and its reply is not. */
function make(onOpened: () => Promise<unknown> = () => Promise.resolve()): HandleTurn {
  const statusUrl = () => 'http://desk.example/case';
  const desk = createCaseDesk({
    tickets: storage.tickets,
    handoff,
    deskName: (id) => id,
    statusUrl,
    absenceAt: () => Promise.resolve(null),
    limitCodes: createLimit(0),
  });
  const cases: CaseDesk = {
    ...desk,
    open: async (request) => {
      const opened = await desk.open(request);
      await onOpened();
      return opened;
    },
  };
  const { fields, withheld, consent } = ticket();
  const submit = () => ({ kind: 'submit', slots: fields, withheld, consent }) as const;
  const parts = {
    answer: () => Promise.resolve({ answer: answerTo(AGREED), articles: [], more: null }),
    mask: (text: string) => text,
    wording: realWording(),
  };
  const forms = createForms({
    ...parts,
    dialogs: { start: submit, advance: submit },
    cases,
    prefill: () => ({ slots: {}, summary: 'A factory' }),
    readsAsQuestion: () => false,
    asksWithdrawal: () => false,
    withdrawalIn: () => null,
    isReachable: () => true,
  });
  return createHandleTurn({
    ...parts,
    store: storage.conversations,
    clock: () => new Date(after(0)),
    understand: (text) => ({
      language: 'en',
      isCantonese: false,
      isMixed: false,
      intent: { kind: 'person' },
      original: text,
      standalone: text,
      wasRewritten: false,
      lacksSubject: false,
      entities: [],
    }),
    onAnswer: () => undefined,
    timeoutMs: 10_000,
    forms: { ...forms, cases },
  });
}

const claim = () => handoff.act('c m1', { kind: 'claim' }, ANN);

async function expectHeardOnce(): Promise<void> {
  const lines = await storage.conversations.transcript('c', 50);
  const cards = lines.flatMap(({ answer }) => (answer?.card?.kind === 'case' ? [answer.card] : []));
  expect(cards).toMatchObject([{ number: 'NUMBER-1', code: 'CODE0000', promisedBy: after(480) }]);
  expect(await storage.tickets.count({})).toBe(1);
}

describe('number, code and promise', () => {
  it('are heard once when an officer claims between the opening and the reply', async () => {
    const reply = await make(claim)(AGREED);
    expect(reply?.answer).toMatchObject({ status: 'handoff', card: { kind: 'case', code: 'CODE0000' } });
    await expectHeardOnce();
    expect(await storage.conversations.load('c')).toMatchObject({ owner: 'officer', state: { dialog: null } });
    // The words that agreed are no message to the officer.
    expect((await storage.tickets.events('c m1')).map(({ what }) => what)).toEqual(['opened', 'claimed']);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['an officer claimed it meanwhile', claim],
    [
      'an officer claimed and released it',
      async () => {
        await claim();
        await handoff.act('c m1', { kind: 'release', reason: '' }, ANN);
      },
    ],
    ['nothing else happened', () => Promise.resolve()],
  ])('are heard once when the process dies between the opening and the reply, and %s', async (_what, meanwhile) => {
    await expect(make(() => Promise.reject(new Error('killed')))(AGREED)).rejects.toThrow('killed');
    await meanwhile();
    const again = make();
    const reply = await again(AGREED);
    expect(reply?.answer.text).toContain('NUMBER-1');
    expect(await again(AGREED)).toEqual(reply);
    await expectHeardOnce();
  });

  it('leave the next message to the officer', async () => {
    const turn = make(claim);
    await turn(AGREED);
    expect(await turn({ ...AGREED, id: 'm2', text: 'Hello?' })).toBeNull();
    expect((await storage.tickets.events('c m1')).at(-1)?.what).toBe('visitor-wrote');
  });
});
