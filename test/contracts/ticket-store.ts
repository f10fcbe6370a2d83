import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_STATE } from '../../src/domain/conversation.ts';
import { replyIdFor } from '../../src/domain/message.ts';
import type { OutboxEntry } from '../../src/domain/outbox.ts';
import type { Ticket, TicketEventKind } from '../../src/domain/ticket.ts';
import type { DeskMessage, TicketChange, TicketFilter, TicketStore } from '../../src/handoff/ticket-store.ts';
import type { ConversationStore } from '../../src/turn/conversation-store.ts';
import { answerTo } from '../fakes/fake-core.ts';
import { after, ticket, ticketIn } from '../support/ticket.ts';
import type { Made } from './conversation-store.ts';

/** A ticket store beside the conversations it changes, and a look into the outbox it writes to. */
export interface TicketStorage {
  readonly tickets: TicketStore;
  readonly conversations: ConversationStore;
  readonly outboxIds: () => Promise<readonly string[]>;
}

/** What every TicketStore promises, whatever it is made of. Each test gets an empty one from `make`. */
export function ticketStoreContract(name: string, make: () => Promise<Made<TicketStorage>>): void {
  describe(`TicketStore: ${name}`, () => {
    let made: Made<TicketStorage>;
    let store: TicketStore;
    let conversations: ConversationStore;
    beforeEach(async () => {
      made = await make();
      store = made.port.tickets;
      conversations = made.port.conversations;
    });
    afterEach(() => made.dispose());

    it('knows nothing of a ticket that was not opened', async () => {
      expect(await store.find('t')).toBeUndefined();
      expect(await store.findByNumber('GG2611-7K4PM-X')).toBeUndefined();
      expect(await store.findOpen('c')).toBeUndefined();
      expect(await store.findLatest('c')).toBeUndefined();
      expect([await store.events('t'), await store.notes('t'), await store.list({}, ALL)]).toEqual([[], [], []]);
    });

    it('gives back a ticket exactly as it was stored, by id, number and conversation', async () => {
      const opened = ticket({
        fields: { company: '藍港', markets: ['vn', 'th'], investment: { value: 3e6, currency: 'USD' } },
      });
      expect(await store.apply(opening(opened))).toBe('applied');
      for (const found of [
        store.find('t'),
        store.findByNumber(opened.number),
        store.findOpen('c'),
        store.findLatest('c'),
      ])
        expect(await found).toEqual(opened);
    });

    it('opens a case without touching the conversation, so that the turn that opens it can be saved', async () => {
      await conversations.saveTurn(turn('m1', 0));
      await store.apply(opening(ticket()));
      expect((await conversations.load('c'))?.version).toBe(1);
      expect(await conversations.saveTurn(turn('m2', 1))).toBe('saved');
    });

    it('stores ticket, event, messages, owner and outbox together', async () => {
      await store.apply(opening(ticket()));
      const change = claim(1, 'ann');
      expect(await store.apply(change)).toBe('applied');
      expect(await store.find('t')).toEqual(change.ticket);
      expect((await store.events('t')).map(({ sequence, what }) => [sequence, what])).toEqual([
        [1, 'opened'],
        [2, 'claimed'],
      ]);
      expect(await conversations.load('c')).toMatchObject({ version: 1, owner: 'officer', channel: 'test' });
      expect(await conversations.transcript('c', 10)).toEqual([
        { id: 't.2', author: 'system', at: after(1), text: 'ann joined', answer: null, signature: '' },
      ]);
      expect(await made.port.outboxIds()).toEqual(['c/t.2']);
    });

    it('writes nothing at all when somebody changed the ticket first', async () => {
      await store.apply(opening(ticket()));
      await store.apply(claim(1, 'ann'));
      const before = await everything();
      expect(await store.apply(claim(1, 'ben'))).toBe('lost-race');
      expect(await store.apply(claim(7, 'ben'))).toBe('lost-race');
      expect(await store.apply(opening(ticket({ number: 'other', conversation: 'd' })))).toBe('lost-race');
      expect(await everything()).toEqual(before);
    });

    it('lets exactly one of several simultaneous claims win', async () => {
      await store.apply(opening(ticket()));
      const outcomes = await Promise.all(['ann', 'ben', 'cat', 'dan'].map((officer) => store.apply(claim(1, officer))));
      expect(outcomes.toSorted()).toEqual(['applied', 'lost-race', 'lost-race', 'lost-race']);
      expect(await store.events('t')).toHaveLength(2);
      expect(await conversations.transcript('c', 10)).toHaveLength(1);
    });

    it('writes nothing when the number is taken or the conversation has an open ticket', async () => {
      await store.apply(opening(ticket()));
      const before = await everything();
      expect(await store.apply(opening(ticket({ id: 'u', conversation: 'd' })))).toBe('number-taken');
      expect(await store.apply(opening(ticket({ id: 'u', number: 'other' })))).toBe('conversation-busy');
      expect(await store.find('u')).toBeUndefined();
      expect(await everything()).toEqual(before);
    });

    it('lets a conversation have a new ticket after the last one ended, and then not reopen the old one', async () => {
      await store.apply(opening(ticket()));
      await store.apply(changing(ticketIn('resolved', { version: 2 }), 'resolved'));
      expect(await store.findOpen('c')).toBeUndefined();
      expect((await store.findLatest('c'))?.id).toBe('t');
      const second = ticket({ id: 'u', number: 'other', openedAt: after(60) });
      expect(await store.apply(opening(second))).toBe('applied');
      expect(await store.apply(changing(ticket({ version: 3 }), 'reopened'))).toBe('conversation-busy');
      expect([(await store.findOpen('c'))?.id, (await store.findLatest('c'))?.id]).toEqual(['u', 'u']);
    });

    it('writes nothing for a message that is in the conversation already', async () => {
      await store.apply(opening(ticket()));
      await store.apply(claim(1, 'ann'));
      const written = {
        ...changing(ticketIn('waiting-for-visitor', { version: 3 }), 'officer-wrote'),
        messages: [said('m1')],
      };
      expect(await store.apply(written)).toBe('applied');
      const before = await everything();
      const again = { ...written, ticket: { ...written.ticket, version: 4 }, expectedVersion: 3 };
      expect(await store.apply(again)).toBe('repeated-message');
      expect(await everything()).toEqual(before);
    });

    it('leaves out an outbox entry that is there', async () => {
      await store.apply({ ...opening(ticket()), outbox: [entry('e1'), entry('e1')] });
      await store.addNote(NOTE, event('noted', after(1)), [entry('e1'), entry('e2')]);
      expect(await made.port.outboxIds()).toEqual(['e1', 'e2']);
    });

    it('keeps the bot silent while an officer owns the chat, and its turn on the way loses', async () => {
      await conversations.saveTurn(turn('m1', 0));
      await store.apply(opening(ticket()));
      await store.apply(claim(1, 'ann'));
      expect((await conversations.load('c'))?.version).toBe(2);
      expect(await conversations.saveTurn(turn('m2', 1))).toBe('lost-race');
      expect(await conversations.keep(turn('m9', 1))).toBe('kept-for-officer');
      expect(await conversations.keep({ ...turn('m10', 1), isOwed: true })).toBe('kept');
      const said = (await conversations.transcript('c', 9)).map(({ id }) => id);
      expect(said.filter((id) => /^m(?:9|10)\b/u.test(id))).toEqual(['m9', 'm10', 'm10.reply']);
      expect(await conversations.saveTurn(turn('m2', 2))).toBe('lost-race');
      expect(await conversations.findReply('c', 'm2')).toBeUndefined();
    });

    it('cuts what the bot leant on when it gets the chat back, and keeps the language', async () => {
      await conversations.saveTurn(turn('m1', 0));
      await store.apply(opening(ticket()));
      await store.apply(claim(1, 'ann'));
      const held = await conversations.load('c');
      expect(held?.state.turns).toHaveLength(1);
      await store.apply({ ...changing(ticketIn('resolved', { version: 3 }), 'resolved'), chatOwner: 'bot' });
      expect(await conversations.load('c')).toMatchObject({
        version: 3,
        owner: 'bot',
        state: { language: 'zh-Hant', turns: [], more: null, failuresInARow: 0, calculation: null, dialog: null },
      });
      expect(await conversations.saveTurn(turn('m2', 3))).toBe('saved');
    });

    it('tells what bot, visitor, officer and system said in the order in which it was said', async () => {
      await conversations.saveTurn(turn('m1', 0));
      await store.apply(opening(ticket()));
      await store.apply(claim(1, 'ann'));
      const waiting = changing(ticketIn('waiting-for-visitor', { version: 3 }), 'officer-wrote');
      await store.apply({ ...waiting, messages: [said('o1'), said('o2')] });
      await store.apply({ ...changing(ticketIn('resolved', { version: 4 }), 'resolved'), chatOwner: 'bot' });
      await conversations.saveTurn(turn('m2', 4));
      const transcript = await conversations.transcript('c', 10);
      expect(transcript.map(({ id, author, signature }) => [id, author, signature])).toEqual([
        ['m1', 'visitor', ''],
        [replyIdFor('m1'), 'bot', ''],
        ['t.2', 'system', ''],
        ['o1', 'officer', 'Ann, InvestHK'],
        ['o2', 'officer', 'Ann, InvestHK'],
        ['m2', 'visitor', ''],
        [replyIdFor('m2'), 'bot', ''],
      ]);
      expect((await conversations.findReply('c', 'm1'))?.id).toBe(replyIdFor('m1'));
      expect(await conversations.findReply('c', 'o1')).toBeUndefined();
    });

    it('appends events without a version, each with the next number, and edits none', async () => {
      await store.apply(opening(ticket()));
      const viewed = event('viewed', after(1), { slot: 'phone' });
      await Promise.all([store.note(viewed), store.note({ ...viewed, what: 'revealed' }), store.note(viewed)]);
      await store.apply(claim(1, 'ann'));
      const events = await store.events('t');
      expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
      expect(events.slice(1, 4)).toEqual(
        ['viewed', 'revealed', 'viewed'].map((what, index) => ({ ...viewed, what, sequence: index + 2 })),
      );
      expect((await store.find('t'))?.version).toBe(2);
    });

    it('keeps notes with their event, oldest first, and deletes them when the visitor withdraws', async () => {
      await store.apply(opening(ticket()));
      const second = { ...NOTE, id: 'n2', at: after(2), mentions: [] };
      await store.addNote(NOTE, event('noted', after(1)));
      await store.addNote(second, event('noted', after(2)));
      expect(await store.notes('t')).toEqual([NOTE, second]);
      expect((await store.events('t')).map(({ what }) => what)).toEqual(['opened', 'noted', 'noted']);
      await store.apply(changing(ticketIn('withdrawn', { version: 2, fields: {}, summary: '' }), 'withdrawn'));
      expect(await store.notes('t')).toEqual([]);
    });

    it('deletes what was said for a case that is withdrawn, and neither what was said before nor what comes after', async () => {
      const said = async () => (await conversations.transcript('c', 20)).map(({ id }) => id);
      await conversations.saveTurn(turn('before', 0, after(0)));
      const earlier = ticketIn('resolved', { id: 'earlier', number: 'GG2611-2K4PM-X', resolvedAt: after(1) });
      await store.apply(opening(earlier));
      await conversations.saveTurn(turn('name', 1, after(6)));
      await store.apply(opening(ticket({ openedAt: after(5) })));
      await conversations.saveTurn(turn('address', 2, after(7)));
      const withdrawn = ticketIn('withdrawn', {
        version: 2,
        fields: {},
        summary: '',
        openedAt: after(5),
        resolvedAt: after(8),
      });
      await store.apply({ ...changing(withdrawn, 'withdrawn'), event: event('withdrawn', after(8)) });
      expect(await said()).toEqual(['before', 'before.reply']);
      expect(JSON.stringify(await conversations.transcript('c', 20))).not.toContain('address');
      // Nobody counts the next answer as one that was there before.
      expect(await conversations.saveTurn(turn('next', 3, after(9)))).toBe('saved');
      expect(await said()).toEqual(['before', 'before.reply', 'next', 'next.reply']);
      // An older case that is withdrawn later takes only its own part.
      await store.apply({
        ...changing({ ...earlier, state: 'withdrawn', version: 2 }, 'withdrawn'),
        event: { ...event('withdrawn', after(10)), ticket: 'earlier' },
      });
      expect(await said()).toEqual(['next', 'next.reply']);
    });

    it('lists the unanswered by their promise, then who waits longest, then whom we wait for, then what is over', async () => {
      const answered = { firstReplyAt: after(5), lastOfficerAt: after(5) };
      const rows: readonly Ticket[] = [
        ticketIn('resolved', { id: 'over-early', resolvedAt: after(50) }),
        ticketIn('resolved', { id: 'over-late', resolvedAt: after(90) }),
        ticketIn('waiting-for-visitor', { id: 'we-wait', ...answered }),
        ticketIn('in-conversation', { id: 'waits-short', ...answered, lastVisitorAt: after(40) }),
        ticketIn('in-conversation', { id: 'waits-long', ...answered, lastVisitorAt: after(20) }),
        ticket({ id: 'promised-late', promisedBy: after(900) }),
        ticketIn('claimed', { id: 'promised-soon', promisedBy: after(100) }),
      ];
      for (const row of rows) await store.apply(opening({ ...row, conversation: row.id, number: row.id }));
      const ids = (await store.list({}, ALL)).map(({ id }) => id);
      expect(ids).toEqual([
        'promised-soon',
        'promised-late',
        'waits-long',
        'waits-short',
        'we-wait',
        'over-late',
        'over-early',
      ]);
      expect((await store.list({}, { limit: 2, offset: 1 })).map(({ id }) => id)).toEqual(ids.slice(1, 3));
    });

    it.each<[TicketFilter, readonly string[]]>([
      [{}, ['a', 'b', 'c']],
      [{ states: ['new', 'claimed'] }, ['a', 'b']],
      [{ states: [] }, []],
      [{ desks: ['hktdc'] }, ['b']],
      [{ officer: 'ann' }, ['b']],
      [{ officer: null }, ['a', 'c']],
      [{ languages: ['zh-Hans'] }, ['b']],
      [{ labels: ['vip', 'other'] }, ['a']],
      [{ bands: ['nurture'] }, ['c']],
      [{ openedSince: after(10) }, ['b', 'c']],
      [{ openedBefore: after(10) }, ['a']],
      [{ isSpam: true }, ['c']],
      [{ isSpam: false }, ['a', 'b']],
      [{ isSnoozed: true }, ['b']],
      [{ isSnoozed: false, isSpam: false }, ['a']],
      [{ search: 'ＢＬＵＥ harbour' }, ['a']],
      [{ search: '越南' }, ['b']],
      [{ search: 'gg2611 7k4pm' }, ['a']],
      [{ search: '%' }, []],
      [{ search: 'Ms Wong' }, []],
    ])('finds and counts what %j asks', async (filter, expected) => {
      const lead = { score: 40, band: 'nurture', reasons: [] } as const;
      await store.apply(opening(ticket({ id: 'a', conversation: 'a', labels: ['vip', 'x'] })));
      await store.apply(
        opening(
          ticketIn('claimed', {
            id: 'b',
            conversation: 'b',
            number: 'b',
            desk: 'hktdc',
            language: 'zh-Hans',
            fields: {},
            summary: '想去越南设厂',
            openedAt: after(10),
            snoozedUntil: after(99),
          }),
        ),
      );
      await store.apply(
        opening(
          ticketIn('resolved', {
            id: 'c',
            number: 'c',
            lead,
            fields: {},
            summary: '',
            openedAt: after(20),
            isSpam: true,
          }),
        ),
      );
      expect((await store.list(filter, ALL)).map(({ id }) => id).toSorted()).toEqual(expected);
      expect(await store.count(filter)).toBe(expected.length);
    });

    it('finds open and lately resolved tickets of the same company, however its name is typed', async () => {
      const of = (id: string, company: string, differing: Partial<Ticket> = {}) =>
        store.apply(opening(ticket({ id, number: id, conversation: id, fields: { company }, ...differing })));
      await of('same', 'ＢＬＵＥ  harbour ltd');
      await of('resolved', 'Blue Harbour Ltd', { state: 'resolved', resolvedAt: after(-100) });
      await of('long-over', 'Blue Harbour Ltd', { state: 'resolved', resolvedAt: after(-181 * 24 * 60) });
      await of('merged', 'Blue Harbour Ltd', { state: 'merged', resolvedAt: after(-100) });
      await of('another', 'Red Harbour Ltd');
      await store.apply(opening(ticket()));
      expect((await store.findSimilar(ticket())).map(({ id }) => id).toSorted()).toEqual(['resolved', 'same']);
      expect(await store.findSimilar(ticket({ fields: {} }))).toEqual([]);
    });

    it('finds the same company in the other script, with and without its legal form', async () => {
      const of = (id: string, company: string) => ticket({ id, number: id, conversation: id, fields: { company } });
      await store.apply(opening(of('hant', '深圳市華星電子有限公司')));
      expect(await store.findSimilar(of('hans', '深圳市华星电子'))).toHaveLength(1);
      expect(await store.findSimilar(of('other', '深圳市华星光电'))).toEqual([]);
    });

    it('keeps offers and calls, counts offers among what an officer has, and knows the last offer to each', async () => {
      const offered = ticket({ offer: { officer: 'ann', at: after(1) } });
      const call = { start: after(90), minutes: 30 };
      const callBack = { proposed: null, agreed: call, sequence: 0, isReminded: false };
      await store.apply(opening(offered));
      await store.apply(opening(ticketIn('claimed', { id: 'u', number: 'u', conversation: 'u', callBack })));
      expect([await store.find('t'), (await store.find('u'))?.callBack]).toEqual([offered, callBack]);
      expect(await store.loads()).toEqual(new Map([['ann', 2]]));
      for (const [at, officer] of [
        [1, 'ann'],
        [2, 'ben'],
        [3, 'ann'],
      ] as const)
        await store.note({ ...event('offered', after(at)), detail: { officer } });
      expect(await store.lastOffers(new Date(after(0)))).toEqual(
        new Map([
          ['ann', after(3)],
          ['ben', after(2)],
        ]),
      );
      expect(await store.lastOffers(new Date(after(3)))).toEqual(new Map([['ann', after(3)]]));
      const reminded = async (before: string) => (await store.list({ remindBefore: before }, ALL)).map(({ id }) => id);
      expect([await reminded(after(90)), await reminded(after(91))]).toEqual([[], ['u']]);
    });

    it('counts what each officer has', async () => {
      for (const [id, officer] of [
        ['a', 'ann'],
        ['b', 'ann'],
        ['d', 'ben'],
      ] as const)
        await store.apply(opening(ticketIn('claimed', { id, number: id, conversation: id, officer })));
      await store.apply(opening(ticketIn('resolved', { id: 'e', number: 'e' })));
      expect(await store.loads()).toEqual(
        new Map([
          ['ann', 2],
          ['ben', 1],
        ]),
      );
    });

    it('purges what people said from tickets that ended long ago, once, and keeps the counts', async () => {
      await store.apply(opening(ticket()));
      await store.apply(claim(1, 'ann'));
      await store.addNote(NOTE, event('noted', after(1)));
      await store.apply({ ...changing(ticketIn('resolved', { version: 3 }), 'resolved'), chatOwner: 'bot' });
      await store.apply(opening(ticket({ id: 'open', number: 'open', conversation: 'd' })));
      await conversations.saveTurn(turn('later', 2, after(60)));
      expect(await store.purge(new Date(after(30)))).toBe(0);
      expect(await store.purge(new Date(after(31)))).toBe(1);
      expect(await store.purge(new Date(after(31)))).toBe(0);
      expect(await store.find('t')).toMatchObject({
        fields: {},
        withheld: [],
        summary: '',
        version: 4,
        state: 'resolved',
      });
      expect(await store.notes('t')).toEqual([]);
      expect((await conversations.transcript('c', 10)).map(({ id }) => id)).toEqual(['later', replyIdFor('later')]);
      expect(await store.events('t')).toHaveLength(4);
      expect(await store.find('open')).toMatchObject({ fields: ticket().fields });
      expect(await store.list({ search: 'harbour' }, ALL)).toHaveLength(1);
      expect(await store.apply(changing(ticketIn('resolved', { version: 4, rating: 5 }), 'rated'))).toBe('lost-race');
    });

    async function everything(): Promise<unknown> {
      return [
        await store.list({}, ALL),
        await store.events('t'),
        await conversations.load('c'),
        await conversations.transcript('c', 100),
        await made.port.outboxIds(),
      ];
    }
  });
}

const ALL = { limit: 100, offset: 0 };
const NOTE = { id: 'n1', ticket: 't', at: after(1), author: 'Ann Lee', text: 'Call on Monday', mentions: ['ben'] };

function event(
  what: TicketEventKind,
  at: string,
  detail: Readonly<Record<string, string>> = {},
): TicketChange['event'] {
  return { ticket: 't', at, actor: { kind: 'officer', id: 'ann', name: 'Ann Lee' }, what, reason: '', detail };
}

function opening(opened: Ticket): TicketChange {
  const actor = { kind: 'visitor', id: '', name: '' } as const;
  return {
    ticket: opened,
    expectedVersion: 0,
    event: { ...event('opened', opened.openedAt), ticket: opened.id, actor },
  };
}

/** The ticket comes with the version it will have. */
function changing(changed: Ticket, what: TicketEventKind): TicketChange {
  return { ticket: changed, expectedVersion: changed.version - 1, event: event(what, after(2)) };
}

function claim(expectedVersion: number, officer: string): TicketChange {
  const claimed = ticketIn('claimed', { officer, version: expectedVersion + 1 });
  const message: DeskMessage = {
    id: `t.${claimed.version}`,
    conversation: 'c',
    at: after(1),
    text: `${officer} joined`,
    author: 'system',
    signature: '',
  };
  return {
    ticket: claimed,
    expectedVersion,
    event: event('claimed', after(1)),
    chatOwner: 'officer',
    messages: [message],
    outbox: [entry(`c/${message.id}`)],
  };
}

function said(id: string): DeskMessage {
  return { id, conversation: 'c', at: after(2), text: 'Hello', author: 'officer', signature: 'Ann, InvestHK' };
}

function entry(id: string): OutboxEntry {
  return { id, kind: 'visitor', lane: 'c', payload: { id }, dueAt: after(1) };
}

function turn(id: string, expectedVersion: number, at = after(0)): Parameters<ConversationStore['saveTurn']>[0] {
  const answer = answerTo({ text: id });
  const past = { original: id, standalone: id, status: 'answered', articles: ['a'], answerText: 'text' } as const;
  return {
    message: { id, conversation: 'c', text: id, channel: 'test', at },
    reply: { id: replyIdFor(id), conversation: 'c', at, answer },
    state: {
      ...EMPTY_STATE,
      language: 'zh-Hant',
      turns: [past],
      failuresInARow: 1,
      more: { passage: 'a', shownBlocks: 1 },
    },
    expectedVersion,
  };
}
