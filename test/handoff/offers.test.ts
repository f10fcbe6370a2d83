import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStorage, type Storage } from '../../src/adapters/storage/create-storage.ts';
import { OFFICER_STATES, type Ticket } from '../../src/domain/ticket.ts';
import type { Candidate } from '../../src/handoff/choose-officer.ts';
import { createHandoff } from '../../src/handoff/create-handoff.ts';
import type { Handoff } from '../../src/handoff/handoff.ts';
import { makeDataDir, removeDataDirs } from '../fakes/start-test-app.ts';
import { handoffParts } from '../support/handoff-parts.ts';
import { fc } from '../support/property.ts';
import { after, DUTY, HKTDC, INVESTHK, ticket } from '../support/ticket.ts';

let storage: Storage;
let minutes: number;
let officers: Candidate[];
beforeEach(async () => {
  storage = await createStorage({ dataDir: await makeDataDir() });
  minutes = 0;
  officers = [officer('ann'), officer('ben')];
});
afterEach(() => storage.close());
afterAll(removeDataDirs);

function officer(id: string, differing: Partial<Candidate> = {}): Candidate {
  return { id, desks: ['investhk'], languages: [], isAvailable: true, capacity: 3, ...differing };
}

/** Every desk offers; an offer stands 15 minutes, a desk has 60. */
function make(): Handoff {
  const desks = new Map([INVESTHK, HKTDC, DUTY].map((desk) => [desk.id, { ...desk, assign: 'offer' as const }]));
  return createHandoff({
    ...handoffParts(storage.tickets, () => new Date(after(minutes))),
    deskOf: (id) => desks.get(id),
    officers: () => Promise.resolve(officers),
  });
}

async function open(handoff: Handoff, conversation: string): Promise<string> {
  const { channel, language, fields, withheld, summary, consent } = ticket();
  const request = { conversation, message: 'm', channel, language, fields, withheld, summary, consent };
  const outcome = await handoff.open(request);
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  return outcome.ticket.id;
}

async function find(id: string): Promise<Ticket> {
  const found = await storage.tickets.find(id);
  if (found === undefined) throw new Error('no such ticket');
  return found;
}

async function storyOf(id: string): Promise<readonly string[]> {
  const events = await storage.tickets.events(id);
  return events.map(({ what, detail, reason }) =>
    [what, detail['officer'] ?? detail['to'] ?? '', reason].join(' ').trim(),
  );
}

describe('a waiting case', () => {
  it('is offered to one officer after another, then to the next desk, and the timeline says why', async () => {
    const handoff = make();
    const id = await open(handoff, 'c');
    await handoff.tick();
    expect((await find(id)).offer).toEqual({ officer: 'ann', at: after(0) });
    minutes = 14;
    await handoff.tick();
    expect((await find(id)).offer?.officer).toBe('ann');
    minutes = 15;
    await handoff.tick();
    expect((await find(id)).offer).toEqual({ officer: 'ben', at: after(15) });
    minutes = 30;
    await handoff.tick();
    expect(await find(id)).toMatchObject({ desk: 'hktdc', offer: null });
    expect(await storyOf(id)).toEqual([
      'opened',
      'offered ann longest-since-last',
      'offered ben fewest-open',
      'passed-on hktdc all-asked',
    ]);
  });

  it('waits at a desk where nobody can be asked, and is offered once somebody can', async () => {
    officers = [officer('ann', { isAvailable: false })];
    const handoff = make();
    const id = await open(handoff, 'c');
    await handoff.tick();
    expect(await find(id)).toMatchObject({ desk: 'investhk', offer: null });
    officers = [officer('ann')];
    await handoff.tick();
    expect((await find(id)).offer?.officer).toBe('ann');
  });

  it('is offered to somebody else as soon as the officer is away', async () => {
    const handoff = make();
    const id = await open(handoff, 'c');
    await handoff.tick();
    officers = [officer('ann', { isAvailable: false }), officer('ben')];
    minutes = 1;
    await handoff.tick();
    expect((await find(id)).offer?.officer).toBe('ben');
  });

  it('stays in the last desk’s queue when all there were asked, and the offer ends', async () => {
    officers = [officer('ann', { desks: [] })];
    const handoff = make();
    const id = await open(handoff, 'c');
    for (let count = 0; count < 12; count += 1) {
      await handoff.tick();
      minutes += 15;
    }
    await handoff.tick();
    expect(await find(id)).toMatchObject({ desk: 'duty', state: 'new', offer: null });
    expect((await storyOf(id)).at(-1)).toBe('offer-ended ann not-accepted');
  });

  it('may be claimed by anybody at the desk while it is offered', async () => {
    const handoff = make();
    const id = await open(handoff, 'c');
    await handoff.tick();
    await handoff.act(id, { kind: 'claim' }, { kind: 'officer', id: 'ben', name: 'Ben' });
    expect(await find(id)).toMatchObject({ officer: 'ben', offer: null });
    expect(await storage.tickets.loads()).toEqual(new Map([['ben', 1]]));
  });

  it('is offered once however many looks run at the same time', async () => {
    const handoff = make();
    officers = [officer('ann', { capacity: 1 })];
    for (const conversation of ['c', 'd', 'e']) await open(handoff, conversation);
    await Promise.all([handoff.tick(), handoff.tick(), handoff.tick()]);
    expect(await storage.tickets.loads()).toEqual(new Map([['ann', 1]]));
  });
});

describe('whatever officers and visitors do', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('open' as const) }),
    fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ do: fc.constantFrom('accept' as const, 'leave' as const), which: fc.nat(20) }),
    fc.record({ do: fc.constant('turn' as const), who: fc.nat(2), isAvailable: fc.boolean() }),
  );

  it('no offer goes above an officer’s capacity, to one who is away or gone, or stands for a case that is taken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const own = await createStorage({ dataDir: await makeDataDir() });
        const parts = handoffParts(own.tickets, () => new Date(after(minutes)));
        minutes = 0;
        officers = ['ann', 'ben', 'cat'].map((id) => officer(id, { capacity: 2, desks: [] }));
        const desks = new Map([INVESTHK, HKTDC, DUTY].map((desk) => [desk.id, { ...desk, assign: 'offer' as const }]));
        const handoff = createHandoff({
          ...parts,
          deskOf: (id) => desks.get(id),
          officers: () => Promise.resolve(officers),
        });
        let opened = 0;
        for (const each of steps) {
          if (each.do === 'open') await open(handoff, `c${opened++}`);
          if (each.do === 'wait') minutes += each.minutes;
          if (each.do === 'turn')
            officers = officers.map((one, index) =>
              index === each.who ? { ...one, isAvailable: each.isAvailable } : one,
            );
          if (each.do === 'accept' || each.do === 'leave') {
            const waiting = await own.tickets.list({ states: ['new'] }, { limit: 50, offset: 0 });
            const chosen = waiting[each.which % Math.max(1, waiting.length)];
            const by = chosen?.offer?.officer;
            if (chosen !== undefined && each.do === 'accept' && by !== undefined)
              await handoff.act(chosen.id, { kind: 'claim' }, { kind: 'officer', id: by, name: by });
            if (chosen !== undefined && each.do === 'leave')
              await handoff.act(chosen.id, { kind: 'leave-queue' }, { kind: 'visitor', id: '', name: '' });
          }
          await handoff.tick();
          const all = await own.tickets.list({}, { limit: 100, offset: 0 });
          for (const { id, capacity, isAvailable } of officers) {
            const offered = all.filter(({ offer }) => offer?.officer === id);
            const held = all.filter(
              ({ officer: has, state }) => has === id && OFFICER_STATES.some((one) => one === state),
            );
            if (offered.length > 0) expect(isAvailable).toBe(true);
            // Whoever takes more of their own accord is offered nothing.
            if (offered.length > 0) expect(offered.length + held.length).toBeLessThanOrEqual(capacity);
          }
          for (const { offer, state } of all) if (offer !== null) expect(state).toBe('new');
        }
        await own.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
