import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type {
  AddressChange,
  AddressStore,
  KeptEvent,
  KnownAddress,
  LateFailure,
  ReportStatus,
  UnhandledEvent,
} from '../../channels/messenger/address-store.ts';
import {
  type Address,
  type DeliveryReport,
  type InboundContent,
  type InboundEvent,
  MESSENGERS,
} from '../../channels/messenger/channel.ts';
import type { Clock } from '../../domain/clock.ts';
import { isLanguage } from '../../domain/language.ts';
import { guardStorage } from './guard-storage.ts';
import { prepareIsOwned } from './is-owned.ts';
import { LAST_INSTANT } from './last-instant.ts';
import { parseStoredAnswer } from './stored-answer.ts';
import type { MessengerAddressesTable, Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';
import { writeOutboxEntries } from './write-outbox-entries.ts';

const messengerSchema = z.enum(MESSENGERS);
const choicesSchema = z.array(z.object({ id: z.string(), text: z.string() }));
const entriesSchema = z.array(z.string());
const statusSchema = z.enum(['sent', 'delivered', 'read', 'failed']);
const contentSchema: z.ZodType<InboundContent> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('choice'), choice: z.string(), text: z.string() }),
  z.object({
    kind: z.literal('media'),
    mediaType: z.string(),
    fileName: z.string().nullable(),
    reference: z.string(),
    caption: z.string().nullable(),
  }),
  z.object({ kind: z.literal('joined'), scene: z.string().nullable() }),
  z.object({ kind: z.literal('left') }),
  z.object({ kind: z.literal('wants-handoff') }),
  z.object({ kind: z.literal('unsupported'), vendorType: z.string() }),
]);

/** Sent < delivered < read; a failure is the last word. */
const RANK: Readonly<Record<ReportStatus, number>> = { sent: 1, delivered: 2, read: 3, failed: 4 };

/** Addresses and their events in any database Kysely speaks to. */
export function createKyselyAddressStore(db: Kysely<Tables>, write: WriteBatch, clock: Clock): AddressStore {
  const isOwned = prepareIsOwned(db);
  return {
    keep: (events, options) =>
      guardStorage('keep what a messaging app delivered', () =>
        write(async (transaction) => {
          const kept: KeptEvent[] = [];
          for (const event of events) {
            const conversation = await keepEvent(transaction, event, options, clock().toISOString());
            if (conversation !== undefined) kept.push({ conversation, event });
          }
          return kept;
        }),
      ),
    find: (conversation) =>
      guardStorage('find an address', async () => {
        const row = await db
          .selectFrom('messenger_addresses')
          .selectAll()
          .where('conversation', '=', conversation)
          .executeTakeFirst();
        return row && addressOf(row);
      }),
    change: (conversation, change) =>
      guardStorage('change an address', () => write((transaction) => changeAddress(transaction, conversation, change))),
    settle: ({ conversation, id }, { entries, change, isFromBot }) =>
      guardStorage('settle an event', () =>
        write(async (transaction) => {
          const isSilenced = isFromBot && (await isOwned(transaction, conversation));
          if (!isSilenced) await writeOutboxEntries(transaction, entries, clock().toISOString());
          await changeAddress(transaction, conversation, change);
          await transaction
            .updateTable('messenger_events')
            .set({ runs_left: 0, content: null })
            .where('conversation', '=', conversation)
            .where('id', '=', id)
            .execute();
        }),
      ),
    takeUnhandled: (receivedBefore) =>
      guardStorage('read unhandled events', () =>
        write((transaction) => takeUnhandled(transaction, receivedBefore?.toISOString() ?? LAST_INSTANT)),
      ),
    sent: ({ conversation, entry, message, vendorMessage, at }) =>
      guardStorage('keep that a message was sent', () =>
        write(async (transaction) => {
          const address = await transaction
            .updateTable('messenger_addresses')
            .set((eb) => ({
              // What is brief is used first: it ends first.
              sent_since: eb
                .case()
                .when(eb.and(isBrief(eb, at)))
                .then(eb.ref('sent_since'))
                .else(eb('sent_since', '+', 1))
                .end(),
              brief_left: eb
                .case()
                .when(eb.and(isBrief(eb, at)))
                .then(eb('brief_left', '-', 1))
                .else(eb.ref('brief_left'))
                .end(),
            }))
            .where('conversation', '=', conversation)
            .returning(['messenger', 'account'])
            .executeTakeFirst();
          if (address === undefined || vendorMessage === null) return;
          await transaction
            .insertInto('messenger_reports')
            .values({
              ...address,
              vendor_message: vendorMessage,
              message,
              conversation,
              entry,
              status: 'sent',
              code: null,
              at,
            })
            // A report may have come before the vendor's answer.
            .onConflict((conflict) =>
              conflict
                .columns(['messenger', 'account', 'vendor_message'])
                .doUpdateSet({ message, conversation, entry }),
            )
            .execute();
        }),
      ),
    report: (reports) =>
      guardStorage('keep reports of a messaging app', () =>
        write(async (transaction) => {
          const failures: LateFailure[] = [];
          for (const report of reports) {
            const failure = await keepReport(transaction, report);
            if (failure !== undefined) failures.push(failure);
          }
          return failures;
        }),
      ),
    reportOf: (message) =>
      guardStorage('find a report', async () => {
        const row = await db
          .selectFrom('messenger_reports')
          .select(['status', 'code'])
          .where('message', '=', message)
          .executeTakeFirst();
        return row && { status: statusSchema.parse(row.status), code: row.code };
      }),
    holdEntry: (conversation, entry) =>
      guardStorage('hold a message back', () =>
        write(async (transaction) => {
          const held = await heldEntries(transaction, conversation);
          if (held === undefined || held.includes(entry)) return;
          await setHeldEntries(transaction, conversation, [...held, entry]);
        }),
      ),
    takeHeldEntries: (conversation) =>
      guardStorage('take messages that were held back', () =>
        write(async (transaction) => {
          const held = (await heldEntries(transaction, conversation)) ?? [];
          if (held.length > 0) await setHeldEntries(transaction, conversation, []);
          return held;
        }),
      ),
    purge: (before) =>
      guardStorage('delete old events', () =>
        write(async (transaction) => {
          const at = before.toISOString();
          await transaction
            .deleteFrom('messenger_events')
            .where('content', 'is', null)
            .where('received_at', '<', at)
            .execute();
          await transaction.deleteFrom('messenger_reports').where('at', '<', at).execute();
        }),
      ),
  };
}

/** The conversation it belongs to; undefined when it was kept before. */
async function keepEvent(
  db: Kysely<Tables>,
  event: InboundEvent,
  { conversationOf, mask, reruns }: Parameters<AddressStore['keep']>[1],
  now: string,
): Promise<string | undefined> {
  const known = (await findPerson(db, event.address)) ?? (await addAddress(db, event.address, conversationOf, now));
  const { conversation } = known;
  const last = await db
    .selectFrom('messenger_events')
    .select('sequence')
    .where('conversation', '=', conversation)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const inserted = await db
    .insertInto('messenger_events')
    .values({
      conversation,
      sequence: (last?.sequence ?? 0) + 1,
      id: event.id,
      at: event.at,
      received_at: now,
      content: JSON.stringify(mask(event).content),
      runs_left: reruns,
    })
    .onConflict((conflict) => conflict.columns(['conversation', 'id']).doNothing())
    .returning('id')
    .execute();
  if (inserted.length === 0) return undefined;
  if (known.heard_at === null || event.at >= known.heard_at)
    await db
      .updateTable('messenger_addresses')
      .set({
        ...changeBy(event),
        ...(event.address.reference === undefined ? {} : { reference: JSON.stringify(event.address.reference) }),
      })
      .where('conversation', '=', conversation)
      .execute();
  return conversation;
}

/** Of what the person did, in whether and how much we may say to them. */
function changeBy({ content, at, allows }: InboundEvent) {
  if (content.kind === 'left') return { is_blocked: 1 };
  if (allows === undefined) return { is_blocked: 0, heard_at: at, sent_since: 0 };
  const until = new Date(Date.parse(at) + allows.seconds * 1000).toISOString();
  return { is_blocked: 0, brief_until: until, brief_left: allows.messages };
}

/** Whether what an event allowed is not used up at this instant. */
function isBrief(eb: ExpressionBuilder<Tables, 'messenger_addresses'>, at: string) {
  return [eb('brief_left', '>', 0), eb('brief_until', '>=', at)];
}

function findPerson(db: Kysely<Tables>, { messenger, account, person }: Address) {
  return db
    .selectFrom('messenger_addresses')
    .select(['conversation', 'heard_at'])
    .where('messenger', '=', messenger)
    .where('account', '=', account)
    .where('person', '=', person)
    .executeTakeFirst();
}

async function addAddress(
  db: Kysely<Tables>,
  address: Address,
  conversationOf: (address: Address) => string,
  now: string,
) {
  const conversation = conversationOf(address);
  const { messenger, account, person, reference } = address;
  await db
    .insertInto('messenger_addresses')
    .values({
      conversation,
      messenger,
      account,
      person,
      reference: reference === undefined ? null : JSON.stringify(reference),
      heard_at: null,
      sent_since: 0,
      brief_until: null,
      brief_left: 0,
      language: null,
      choices: '[]',
      held: null,
      held_entries: '[]',
      is_blocked: 0,
      is_welcomed: 0,
      was_told_unsupported: 0,
      wants_handoff: 0,
      created_at: now,
    })
    .execute();
  return { conversation, heard_at: null };
}

async function takeUnhandled(db: Kysely<Tables>, receivedBefore: string): Promise<readonly UnhandledEvent[]> {
  const rows = await db
    .selectFrom('messenger_events as event')
    .innerJoin('messenger_addresses as address', 'address.conversation', 'event.conversation')
    .select(['event.conversation', 'event.id', 'event.at', 'event.content', 'event.runs_left'])
    .select(['address.messenger', 'address.account', 'address.person', 'address.reference'])
    .where('event.content', 'is not', null)
    .where('event.received_at', '<', receivedBefore)
    .orderBy('event.received_at')
    .orderBy('event.conversation')
    .orderBy('event.sequence')
    .execute();
  await db
    .updateTable('messenger_events')
    .set((eb) => ({ runs_left: eb('runs_left', '-', 1) }))
    .where('runs_left', '>', 0)
    .where('received_at', '<', receivedBefore)
    .execute();
  return rows.flatMap(({ conversation, id, at, content, runs_left: runsLeft, ...address }) =>
    content === null
      ? []
      : [
          {
            conversation,
            mayRun: runsLeft > 0,
            event: { address: addressFrom(address), id, at, content: contentSchema.parse(JSON.parse(content)) },
          },
        ],
  );
}

async function keepReport(db: Kysely<Tables>, report: DeliveryReport): Promise<LateFailure | undefined> {
  const { messenger, account, vendorMessage, status, code, at } = report;
  const key = { messenger, account, vendor_message: vendorMessage };
  const known = await db
    .selectFrom('messenger_reports')
    .selectAll()
    .where('messenger', '=', messenger)
    .where('account', '=', account)
    .where('vendor_message', '=', vendorMessage)
    .executeTakeFirst();
  if (known === undefined) {
    const message = report.message ?? null;
    await db
      .insertInto('messenger_reports')
      .values({ ...key, message, conversation: null, entry: null, status, code, at })
      .execute();
    return undefined;
  }
  if (RANK[status] <= RANK[statusSchema.parse(known.status)]) return undefined;
  await db
    .updateTable('messenger_reports')
    .set({ status, code, at })
    .where('messenger', '=', messenger)
    .where('account', '=', account)
    .where('vendor_message', '=', vendorMessage)
    .execute();
  if (status !== 'failed' || known.conversation === null || known.entry === null) return undefined;
  return { conversation: known.conversation, entry: known.entry, report };
}

async function heldEntries(db: Kysely<Tables>, conversation: string): Promise<readonly string[] | undefined> {
  const row = await db
    .selectFrom('messenger_addresses')
    .select('held_entries')
    .where('conversation', '=', conversation)
    .executeTakeFirst();
  return row && entriesSchema.parse(JSON.parse(row.held_entries));
}

async function setHeldEntries(db: Kysely<Tables>, conversation: string, entries: readonly string[]): Promise<void> {
  await db
    .updateTable('messenger_addresses')
    .set({ held_entries: JSON.stringify(entries) })
    .where('conversation', '=', conversation)
    .execute();
}

async function changeAddress(db: Kysely<Tables>, conversation: string, change: AddressChange): Promise<void> {
  const set = columnsOf(change);
  if (Object.keys(set).length === 0) return;
  await db.updateTable('messenger_addresses').set(set).where('conversation', '=', conversation).execute();
}

function columnsOf(change: AddressChange) {
  const { language, choices, held, isWelcomed, wasToldUnsupported, wantsHandoff } = change;
  return {
    ...(language === undefined ? {} : { language }),
    ...(choices === undefined ? {} : { choices: JSON.stringify(choices) }),
    ...(held === undefined ? {} : { held: held === null ? null : JSON.stringify(held) }),
    ...(isWelcomed === undefined ? {} : { is_welcomed: Number(isWelcomed) }),
    ...(wasToldUnsupported === undefined ? {} : { was_told_unsupported: Number(wasToldUnsupported) }),
    ...(wantsHandoff === undefined ? {} : { wants_handoff: Number(wantsHandoff) }),
  };
}

type AddressColumns = Pick<Selectable<MessengerAddressesTable>, 'messenger' | 'account' | 'person' | 'reference'>;

function addressFrom({ messenger, account, person, reference }: AddressColumns): Address {
  const known = { messenger: messengerSchema.parse(messenger), account, person };
  return reference === null ? known : { ...known, reference: JSON.parse(reference) as unknown };
}

function addressOf(row: Selectable<MessengerAddressesTable>): KnownAddress {
  return {
    conversation: row.conversation,
    address: addressFrom(row),
    heardAt: row.heard_at,
    sentSince: row.sent_since,
    brief: row.brief_until === null ? null : { until: row.brief_until, left: row.brief_left },
    language: isLanguage(row.language) ? row.language : null,
    choices: choicesSchema.parse(JSON.parse(row.choices)),
    held: row.held === null ? null : parseStoredAnswer(row.held),
    isBlocked: row.is_blocked === 1,
    isWelcomed: row.is_welcomed === 1,
    wasToldUnsupported: row.was_told_unsupported === 1,
    wantsHandoff: row.wants_handoff === 1,
  };
}
