import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { DAY_MS } from '../../domain/clock.ts';
import { cutContext, EMPTY_STATE } from '../../domain/conversation.ts';
import { ENDED_STATES, hasEnded, OFFICER_STATES, type Ticket } from '../../domain/ticket.ts';
import type { ApplyOutcome, TicketChange, TicketStore } from '../../handoff/ticket-store.ts';
import { appendTicketEvent } from './append-ticket-event.ts';
import { deleteOutboxEntries } from './delete-outbox-entries.ts';
import { deleteTranscript } from './delete-transcript.ts';
import { guardStorage } from './guard-storage.ts';
import { prepareLastPosition } from './last-position.ts';
import type { Announce } from './postgres-replicas.ts';
import { deleteNotesAndFiles, purgeTickets } from './purge-tickets.ts';
import { parseStoredState } from './stored-state.ts';
import { companyKeyOf, eventOf, rowOf, ticketOf } from './stored-ticket.ts';
import type { Tables } from './tables.ts';
import { matches, URGENCY_RANK, WAITING_SINCE } from './ticket-query.ts';
import type { WriteBatch } from './write-batch.ts';
import { writeOutboxEntries } from './write-outbox-entries.ts';

/** How long a resolved ticket is told as similar. */
const SIMILAR_DAYS = 180;

/** Of an event «offered», and nothing else: events of one officer have one detail. */
const offerDetail = z.object({ officer: z.string() });

const mentionsSchema = z.array(z.string());

/** Tickets in any database Kysely speaks to. */
export function createKyselyTicketStore(db: Kysely<Tables>, write: WriteBatch, announce: Announce): TicketStore {
  const appendMessages = messageAppender(db);

  /** Everything is looked at before anything is written: an outcome that is not "applied" leaves no trace. */
  async function apply(transaction: Kysely<Tables>, change: TicketChange): Promise<ApplyOutcome> {
    const refused = await whyNot(transaction, change);
    if (refused !== undefined) return refused;
    const { ticket, event } = change;
    const row = rowOf(ticket);
    if (change.expectedVersion === 0) await transaction.insertInto('tickets').values(row).execute();
    else await transaction.updateTable('tickets').set(row).where('id', '=', ticket.id).execute();
    if (ticket.state === 'withdrawn') {
      await deleteNotesAndFiles(transaction, ticket.id);
      await deleteOutboxEntries(transaction, ticket);
      await deleteTranscript(transaction, ticket, event);
    }
    await appendTicketEvent(transaction, event);
    await writeOutboxEntries(transaction, change.outbox ?? [], event.at);
    await giveChat(transaction, change);
    await appendMessages(transaction, change);
    await announce(transaction, { kind: 'case', ticket: ticket.id });
    return 'applied';
  }

  return {
    apply: (change) => guardStorage('change a ticket', () => write((transaction) => apply(transaction, change))),
    find: (id) => guardStorage('find a ticket', () => selectOne(db, 'id', id)),
    findByNumber: (number) => guardStorage('find a ticket', () => selectOne(db, 'number', number)),
    findOpen: (conversation) => guardStorage('find an open ticket', () => selectOpen(db, conversation)),
    findLatest: (conversation) =>
      guardStorage('find the latest ticket', async () => {
        const row = await db
          .selectFrom('tickets')
          .selectAll()
          .where('conversation', '=', conversation)
          .orderBy('opened_at', 'desc')
          .orderBy(sql`rowid`, 'desc')
          .limit(1)
          .executeTakeFirst();
        return row && ticketOf(row);
      }),
    ...listsOf(db),
    ...historyOf(db, write, announce),
    purge: (before) =>
      guardStorage('delete old tickets', () => write((transaction) => purgeTickets(transaction, before.toISOString()))),
  };
}

function listsOf(db: Kysely<Tables>) {
  return {
    list: (filter, { limit, offset }) =>
      guardStorage('list tickets', async () => {
        const rows = await db
          .selectFrom('tickets')
          .selectAll()
          .where(matches(db, filter))
          .orderBy(URGENCY_RANK)
          .orderBy(WAITING_SINCE)
          .orderBy('resolved_at', (order) => order.desc().nullsLast())
          .orderBy(sql`rowid`)
          .limit(limit)
          .offset(offset)
          .execute();
        return rows.map(ticketOf);
      }),
    count: (filter) =>
      guardStorage('count tickets', async () => {
        const { tickets } = await db
          .selectFrom('tickets')
          .select((eb) => eb.fn.countAll<number>().as('tickets'))
          .where(matches(db, filter))
          .executeTakeFirstOrThrow();
        return tickets;
      }),
    findSimilar: (ticket) =>
      guardStorage('find similar tickets', async () => {
        const company = companyKeyOf(ticket);
        if (company === '') return [];
        const since = new Date(Date.parse(ticket.openedAt) - SIMILAR_DAYS * DAY_MS).toISOString();
        const rows = await db
          .selectFrom('tickets')
          .selectAll()
          .where('company', '=', company)
          .where('id', '!=', ticket.id)
          .where((eb) =>
            eb.or([
              eb('state', 'not in', [...ENDED_STATES]),
              eb.and([eb('state', '=', 'resolved'), eb('resolved_at', '>=', since)]),
            ]),
          )
          .orderBy('opened_at', 'desc')
          .execute();
        return rows.map(ticketOf);
      }),
    loads: () =>
      guardStorage('count the tickets of officers', async () => {
        const held = await db
          .selectFrom('tickets')
          .select((eb) => ['officer', eb.fn.countAll().as('tickets')])
          .where('state', 'in', [...OFFICER_STATES])
          .groupBy('officer')
          .execute();
        const offered = await db
          .selectFrom('tickets')
          .select((eb) => ['offered_to as officer', eb.fn.countAll().as('tickets')])
          .where('offered_to', 'is not', null)
          .groupBy('offered_to')
          .execute();
        const loads = new Map<string, number>();
        for (const { officer, tickets } of [...held, ...offered])
          if (officer !== null) loads.set(officer, (loads.get(officer) ?? 0) + Number(tickets));
        return loads;
      }),
    lastOffers: (since) =>
      guardStorage('read the last offers', async () => {
        const rows = await db
          .selectFrom('ticket_events')
          .select((eb) => ['detail', eb.fn.max('at').as('at')])
          .where('what', '=', 'offered')
          .where('at', '>=', since.toISOString())
          .groupBy('detail')
          .execute();
        return new Map(rows.map(({ detail, at }) => [offerDetail.parse(JSON.parse(detail)).officer, at] as const));
      }),
  } satisfies Partial<TicketStore>;
}

function historyOf(db: Kysely<Tables>, write: WriteBatch, announce: Announce) {
  return {
    events: (ticket) =>
      guardStorage('read the events of a ticket', async () => {
        const rows = await db
          .selectFrom('ticket_events')
          .selectAll()
          .where('ticket', '=', ticket)
          .orderBy('sequence')
          .execute();
        return rows.map(eventOf);
      }),
    note: (event) =>
      guardStorage('note an event', () =>
        write(async (transaction) => {
          await appendTicketEvent(transaction, event);
          await announce(transaction, { kind: 'case', ticket: event.ticket });
        }),
      ),
    addNote: (note, event, outbox = []) =>
      guardStorage('add a note', () =>
        write(async (transaction) => {
          await transaction
            .insertInto('ticket_notes')
            .values({ ...note, mentions: JSON.stringify(note.mentions) })
            .execute();
          const mentions = note.mentions.map((account) => ({
            note: note.id,
            account,
            ticket: note.ticket,
            at: note.at,
            read_at: null,
          }));
          if (mentions.length > 0) {
            await transaction.insertInto('mentions').values(mentions).execute();
            await announce(transaction, { kind: 'mentioned', accounts: note.mentions });
          }
          await appendTicketEvent(transaction, event);
          await writeOutboxEntries(transaction, outbox, event.at);
          await announce(transaction, { kind: 'case', ticket: event.ticket });
        }),
      ),
    notes: (ticket) =>
      guardStorage('read notes', async () => {
        const rows = await db
          .selectFrom('ticket_notes')
          .selectAll()
          .where('ticket', '=', ticket)
          .orderBy('at')
          .orderBy(sql`rowid`)
          .execute();
        return rows.map(({ id, at, author, text, mentions }) => ({
          id,
          ticket,
          at,
          author,
          text,
          mentions: mentionsSchema.parse(JSON.parse(mentions)),
        }));
      }),
  } satisfies Partial<TicketStore>;
}

async function selectOne(db: Kysely<Tables>, column: 'id' | 'number', value: string): Promise<Ticket | undefined> {
  const row = await db.selectFrom('tickets').selectAll().where(column, '=', value).executeTakeFirst();
  return row && ticketOf(row);
}

async function selectOpen(db: Kysely<Tables>, conversation: string): Promise<Ticket | undefined> {
  const row = await db
    .selectFrom('tickets')
    .selectAll()
    .where('conversation', '=', conversation)
    .where('state', 'not in', [...ENDED_STATES])
    .executeTakeFirst();
  return row && ticketOf(row);
}

/** The version comes first: whoever decided on an old ticket must look again before anything else is said. */
async function whyNot(
  transaction: Kysely<Tables>,
  { ticket, expectedVersion, messages }: TicketChange,
): Promise<Exclude<ApplyOutcome, 'applied'> | undefined> {
  const stored = await transaction.selectFrom('tickets').select('version').where('id', '=', ticket.id).execute();
  if ((stored[0]?.version ?? 0) !== expectedVersion) return 'lost-race';
  if (expectedVersion === 0 && (await selectOne(transaction, 'number', ticket.number)) !== undefined)
    return 'number-taken';
  if (!hasEnded(ticket.state)) {
    const open = await selectOpen(transaction, ticket.conversation);
    if (open !== undefined && open.id !== ticket.id) return 'conversation-busy';
  }
  const [first] = messages ?? [];
  if (first === undefined) return undefined;
  const there = await transaction
    .selectFrom('messages')
    .select('id')
    .where('conversation', '=', first.conversation)
    .where('id', '=', first.id)
    .execute();
  return there.length > 0 ? 'repeated-message' : undefined;
}

/** Raises the version, so that a turn of the bot that is on its way loses its race and sees who speaks now. */
async function giveChat(transaction: Kysely<Tables>, change: TicketChange): Promise<void> {
  const { ticket, event, chatOwner, messages = [] } = change;
  if (chatOwner === undefined && messages.length === 0) return;
  const id = ticket.conversation;
  const known = await transaction
    .selectFrom('conversations')
    .select(['version', 'state', 'owner'])
    .where('id', '=', id)
    .executeTakeFirst();
  const state = known === undefined ? EMPTY_STATE : parseStoredState(known.state);
  const next = {
    version: (known?.version ?? 0) + 1,
    state: JSON.stringify(chatOwner === 'bot' ? cutContext(state) : state),
    owner: chatOwner ?? known?.owner ?? 'bot',
    updated_at: event.at,
  };
  if (known === undefined)
    await transaction
      .insertInto('conversations')
      .values({ id, channel: ticket.channel, ...next })
      .execute();
  else await transaction.updateTable('conversations').set(next).where('id', '=', id).execute();
}

function messageAppender(db: Kysely<Tables>) {
  const lastPosition = prepareLastPosition(db);
  return async (transaction: Kysely<Tables>, { messages = [] }: TicketChange): Promise<void> => {
    for (const { conversation, id, author, at, text, signature } of messages) {
      const position = (await lastPosition(transaction, conversation)) + 1;
      const row = { conversation, position, id, author, at, text, answer: null, signature };
      await transaction.insertInto('messages').values(row).execute();
    }
  };
}
