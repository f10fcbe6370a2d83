import type { Kysely, Selectable } from 'kysely';
import { EMPTY_STATE } from '../../domain/conversation.ts';
import { replyIdFor } from '../../domain/message.ts';
import type { ConversationStore, SaveOutcome, TranscriptEntry } from '../../turn/conversation-store.ts';
import { guardStorage } from './guard-storage.ts';
import { prepareLastPosition } from './last-position.ts';
import { prepareQuery } from './prepare-query.ts';
import { parseStoredAnswer } from './stored-answer.ts';
import { parseStoredState } from './stored-state.ts';
import type { MessagesTable, Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';

type Turn = Parameters<ConversationStore['saveTurn']>[0];

/** Conversations in any database Kysely speaks to. */
export function createKyselyConversationStore(db: Kysely<Tables>, write: WriteBatch): ConversationStore {
  const queries = prepareQueries(db);
  const lastPosition = prepareLastPosition(db);

  async function saveTurn(transaction: Kysely<Tables>, turn: Turn): Promise<SaveOutcome> {
    const { message, reply, expectedVersion } = turn;
    const conversation = message.conversation;
    const [repeated] = await queries.findMessage(transaction, { conversation, id: message.id });
    if (repeated !== undefined) return 'repeated-message';
    const version = expectedVersion + 1;
    const values = { id: conversation, state: JSON.stringify(turn.state), version, updatedAt: reply.at };
    const saved =
      expectedVersion === 0
        ? await queries.insertConversation(transaction, { ...values, channel: message.channel })
        : await (turn.isOwed === true ? queries.updateAnyway : queries.updateConversation)(transaction, {
            ...values,
            expectedVersion,
          });
    if (saved.length === 0) return 'lost-race';
    await appendTurn(transaction, turn);
    return 'saved';
  }

  async function keep(
    transaction: Kysely<Tables>,
    { message, reply, isOwed }: Parameters<ConversationStore['keep']>[0],
  ): ReturnType<ConversationStore['keep']> {
    const { conversation, id, channel, at, text } = message;
    const [repeated] = await queries.findMessage(transaction, { conversation, id });
    if (repeated !== undefined) return 'repeated-message';
    const first = { id: conversation, channel, version: 1, state: JSON.stringify(EMPTY_STATE), updatedAt: at };
    await queries.insertConversation(transaction, first);
    // Whoever claims the case at this moment waits for this row, or was quicker.
    const spoken = await queries.touchUnlessOwned(transaction, { id: conversation, updatedAt: reply?.at ?? at });
    const isOwned = spoken.length === 0;
    if (reply !== null && (isOwed === true || !isOwned)) {
      await appendTurn(transaction, { message, reply });
      return 'kept';
    }
    const position = (await lastPosition(transaction, conversation)) + 1;
    const row = { conversation, position, id, author: 'visitor', at, text, answer: null } as const;
    await transaction.insertInto('messages').values(row).execute();
    return isOwned ? 'kept-for-officer' : 'kept';
  }

  async function appendTurn(transaction: Kysely<Tables>, { message, reply }: Pick<Turn, 'message' | 'reply'>) {
    const { conversation } = message;
    const position = (await lastPosition(transaction, conversation)) + 1;
    await queries.insertTurn(transaction, {
      conversation,
      visitorPosition: position,
      visitorId: message.id,
      visitorAt: message.at,
      visitorText: message.text,
      botPosition: position + 1,
      botId: reply.id,
      botAt: reply.at,
      botText: reply.answer.text,
      answer: JSON.stringify(reply.answer),
    });
    await queries.insertOutcome(transaction, {
      conversation,
      position: position + 1,
      at: reply.at,
      status: reply.answer.status,
      language: reply.answer.language,
      articles: JSON.stringify([...new Set(reply.answer.citations.map(({ article }) => article))]),
    });
  }

  return {
    load: (id) =>
      guardStorage('load a conversation', async () => {
        const [row] = await queries.load(db, { id });
        return row && { ...row, id, state: parseStoredState(row.state) };
      }),
    findReply: (conversation, messageId) =>
      guardStorage('look for a reply', async () => {
        const id = replyIdFor(messageId);
        const [row] = await queries.findReply(db, { conversation, id });
        if (row === undefined || row.answer === null) return undefined;
        return { id, conversation, at: row.at, answer: parseStoredAnswer(row.answer) };
      }),
    saveTurn: (turn) => guardStorage('save a turn', () => write((transaction) => saveTurn(transaction, turn))),
    keep: (heard) => guardStorage('keep a message', () => write((transaction) => keep(transaction, heard))),
    transcript: (conversation, limit) =>
      guardStorage('read a transcript', async () => {
        const rows = await queries.transcript(db, { conversation, limit });
        return rows.reverse().map(entryOf);
      }),
  };
}

type EntryRow = Pick<Selectable<MessagesTable>, 'id' | 'author' | 'at' | 'text' | 'answer' | 'signature'>;

function entryOf(row: EntryRow): TranscriptEntry {
  return { ...row, answer: row.answer === null ? null : parseStoredAnswer(row.answer) };
}

function prepareQueries(db: Kysely<Tables>) {
  return {
    load: prepareQuery((place) =>
      db
        .selectFrom('conversations')
        .select(['channel', 'version', 'owner', 'state'])
        .where('id', '=', place.text('id')),
    ),
    findMessage: prepareQuery((place) =>
      db
        .selectFrom('messages')
        .select('position')
        .where('conversation', '=', place.text('conversation'))
        .where('id', '=', place.text('id')),
    ),
    findReply: prepareQuery((place) =>
      db
        .selectFrom('messages')
        .select(['at', 'answer'])
        .where('conversation', '=', place.text('conversation'))
        .where('id', '=', place.text('id'))
        .where('author', '=', 'bot'),
    ),
    insertConversation: prepareQuery((place) =>
      db
        .insertInto('conversations')
        .values({
          id: place.text('id'),
          channel: place.text('channel'),
          version: place.integer('version'),
          state: place.text('state'),
          updated_at: place.text('updatedAt'),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id'),
    ),
    updateConversation: prepareQuery((place) =>
      db
        .updateTable('conversations')
        .set({ version: place.integer('version'), state: place.text('state'), updated_at: place.text('updatedAt') })
        .where('id', '=', place.text('id'))
        .where('version', '=', place.integer('expectedVersion'))
        // The last word on who speaks: an officer may have claimed the case while the answer was made.
        .where('owner', '=', 'bot')
        .returning('id'),
    ),
    touchUnlessOwned: prepareQuery((place) =>
      db
        .updateTable('conversations')
        .set({ updated_at: place.text('updatedAt') })
        .where('id', '=', place.text('id'))
        .where('owner', '=', 'bot')
        .returning('id'),
    ),
    updateAnyway: prepareQuery((place) =>
      db
        .updateTable('conversations')
        .set({ version: place.integer('version'), state: place.text('state'), updated_at: place.text('updatedAt') })
        .where('id', '=', place.text('id'))
        .where('version', '=', place.integer('expectedVersion'))
        .returning('id'),
    ),
    insertTurn: prepareQuery((place) =>
      db.insertInto('messages').values([
        {
          conversation: place.text('conversation'),
          position: place.integer('visitorPosition'),
          id: place.text('visitorId'),
          author: 'visitor',
          at: place.text('visitorAt'),
          text: place.text('visitorText'),
          answer: null,
        },
        {
          conversation: place.text('conversation'),
          position: place.integer('botPosition'),
          id: place.text('botId'),
          author: 'bot',
          at: place.text('botAt'),
          text: place.text('botText'),
          answer: place.text('answer'),
        },
      ]),
    ),
    insertOutcome: prepareQuery((place) =>
      db.insertInto('answer_outcomes').values({
        conversation: place.text('conversation'),
        position: place.integer('position'),
        at: place.text('at'),
        status: place.text('status'),
        language: place.text('language'),
        articles: place.text('articles'),
      }),
    ),
    transcript: prepareQuery((place) =>
      db
        .selectFrom('messages')
        .select(['id', 'author', 'at', 'text', 'answer', 'signature'])
        .where('conversation', '=', place.text('conversation'))
        // What is left of a line that was deleted.
        .where('text', '!=', '')
        .orderBy('position', 'desc')
        .limit(place.integer('limit')),
    ),
  };
}
