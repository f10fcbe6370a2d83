import type { Kysely } from 'kysely';
import { ENDED_STATES, VISITOR } from '../../domain/ticket.ts';
import type { ChannelPlace, MoveOutcome, MoveStore } from '../../moves/move-store.ts';
import { appendTicketEvent } from './append-ticket-event.ts';
import { guardStorage } from './guard-storage.ts';
import { prepareLastPosition } from './last-position.ts';
import type { Announce } from './postgres-replicas.ts';
import { standingAt } from './standing-at.ts';
import type { Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';

type Use = Parameters<MoveStore['use']>[0];

/** Places and codes in any database Kysely speaks to. One writer at a time (write-batch.ts): it looks, decides and writes. */
export function createKyselyMoveStore(db: Kysely<Tables>, write: WriteBatch, announce: Announce): MoveStore {
  const lastPosition = prepareLastPosition(db);

  async function use(transaction: Kysely<Tables>, { hash, to, at, line }: Use): Promise<MoveOutcome> {
    const code = await transaction.selectFrom('move_codes').selectAll().where('hash', '=', hash).executeTakeFirst();
    if (code === undefined) return { kind: 'unknown' };
    const { conversation } = code;
    const before = await standingAt(transaction, to.place);
    if (code.used_at !== null) {
      const isHere = code.used_by === to.place && before.kind === 'here' && before.conversation === conversation;
      return isHere ? { kind: 'moved-before', conversation } : { kind: 'used' };
    }
    if (code.expires_at <= at) return { kind: 'expired' };
    const origin = await standingAt(transaction, code.place);
    // It was shown for a conversation that is not at its place any more.
    if (origin.kind === 'left' || origin.conversation !== conversation) return { kind: 'used' };
    if (code.place === to.place) return { kind: 'already-here' };
    const other = before.kind === 'here' && before.conversation !== conversation ? before.conversation : null;
    if (other !== null && (await openTicket(transaction, other)) !== undefined) return { kind: 'busy' };
    const taken = await transaction
      .updateTable('move_codes')
      .set({ used_at: at, used_by: to.place })
      .where('hash', '=', hash)
      .where('used_at', 'is', null)
      .returning('hash')
      .execute();
    if (taken.length === 0) return { kind: 'used' };
    const from = { place: code.place, channel: code.channel };
    // Whatever else was shown for it is for a place that it has left.
    await transaction
      .updateTable('move_codes')
      .set({ used_at: at })
      .where('conversation', '=', conversation)
      .where('used_at', 'is', null)
      .execute();
    await putPlace(transaction, { ...from, conversation, left_for: to.channel, at });
    await putPlace(transaction, { ...to, conversation, left_for: null, at });
    await say(transaction, { conversation, id: `moved-${hash.slice(0, 22)}`, at, text: line(from.channel) });
    const ticket = await moveTicket(transaction, { conversation, from, to, at });
    if (ticket !== null) await announce(transaction, { kind: 'case', ticket });
    await announce(transaction, { kind: 'said', conversation: from.place });
    return { kind: 'moved', conversation, from, ticket };
  }

  /** In the transcript only: what each place shows is said there. */
  async function say(
    transaction: Kysely<Tables>,
    { conversation, id, at, text }: { conversation: string; id: string; at: string; text: string },
  ): Promise<void> {
    const position = (await lastPosition(transaction, conversation)) + 1;
    const row = { conversation, position, id, author: 'system', at, text, answer: null } as const;
    await transaction.insertInto('messages').values(row).execute();
  }

  return {
    standingAt: (place) => guardStorage('look what is at a place', () => standingAt(db, place)),
    placeOf: (conversation) =>
      guardStorage('look where a conversation is', async () => {
        const row = await db
          .selectFrom('conversation_places')
          .select('place')
          .where('conversation', '=', conversation)
          .where('left_for', 'is', null)
          .executeTakeFirst();
        return row?.place ?? conversation;
      }),
    addCode: ({ hash, from, expiresAt, forgetBefore }) =>
      guardStorage('keep a code', () =>
        write(async (transaction) => {
          const standing = await standingAt(transaction, from.place);
          await transaction.deleteFrom('move_codes').where('expires_at', '<', forgetBefore).execute();
          if (standing.kind === 'left') return null;
          const { conversation } = standing;
          await transaction
            .deleteFrom('move_codes')
            .where('conversation', '=', conversation)
            .where('used_at', 'is', null)
            .execute();
          await transaction
            .insertInto('move_codes')
            .values({ hash, conversation, ...from, expires_at: expiresAt, used_at: null, used_by: null })
            .execute();
          return { conversation };
        }),
      ),
    use: (asked) => guardStorage('move a conversation', () => write((transaction) => use(transaction, asked))),
    beginAnew: ({ place, channel, conversation, at }) =>
      guardStorage('begin a conversation', () =>
        write(async (transaction) => {
          // Another event of the same place may have begun one.
          if ((await standingAt(transaction, place)).kind === 'left')
            await putPlace(transaction, { place, channel, conversation, left_for: null, at });
        }),
      ),
  };
}

async function putPlace(
  transaction: Kysely<Tables>,
  row: ChannelPlace & { readonly conversation: string; readonly left_for: string | null; readonly at: string },
): Promise<void> {
  await transaction
    .insertInto('conversation_places')
    .values(row)
    .onConflict((conflict) => conflict.column('place').doUpdateSet(row))
    .execute();
}

function openTicket(transaction: Kysely<Tables>, conversation: string) {
  return transaction
    .selectFrom('tickets')
    .select(['id', 'version'])
    .where('conversation', '=', conversation)
    .where('state', 'not in', [...ENDED_STATES])
    .executeTakeFirst();
}

/** The version rises, so that a change decided before does not write the old channel back. */
async function moveTicket(
  transaction: Kysely<Tables>,
  move: { readonly conversation: string; readonly from: ChannelPlace; readonly to: ChannelPlace; readonly at: string },
): Promise<string | null> {
  const ticket = await openTicket(transaction, move.conversation);
  if (ticket === undefined) return null;
  await transaction
    .updateTable('tickets')
    .set({ channel: move.to.channel, version: ticket.version + 1 })
    .where('id', '=', ticket.id)
    .execute();
  await appendTicketEvent(transaction, {
    ticket: ticket.id,
    at: move.at,
    actor: VISITOR,
    what: 'moved',
    reason: '',
    detail: { from: move.from.channel, to: move.to.channel },
  });
  return ticket.id;
}
