import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { aboutOf } from '../../following/announcement.ts';
import { deliveryOfEntry } from '../../following/entry-id.ts';
import { concerns, type DeliveryState, type Followed } from '../../following/following.ts';
import type { Candidate, FollowerWith, FollowingStore, KeptFacts } from '../../following/following-store.ts';
import { guardStorage } from './guard-storage.ts';
import { keptAnnouncements } from './kept-announcements.ts';
import { deliveryOf, factsOf, followerOf, followOf, newsOf } from './stored-following.ts';
import { storedFields } from './stored-ticket.ts';
import type { Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';
import { writeOutboxEntries } from './write-outbox-entries.ts';

/** Ids that one query names. */
const ASKED_AT_ONCE = 500;

/** Following in any database Kysely speaks to. */
export function createKyselyFollowingStore(db: Kysely<Tables>, write: WriteBatch): FollowingStore {
  return {
    ...ledger(db, write),
    ...confirmations(write),
    ...deliveries(db, write),
    ...keptAnnouncements(db, write),
    candidates: (audience) =>
      guardStorage('find an audience', async () => {
        const about = aboutOf(audience);
        const rows = await followsOfAny(db, about);
        const places = audience.provinces.length === 0 ? null : await conversationsIn(db, audience.provinces);
        const byFollower = Map.groupBy(rows, ({ follower }) => follower);
        const found: Candidate[] = [];
        for (const [id, follows] of byFollower) {
          const row = await db.selectFrom('followers').selectAll().where('id', '=', id).executeTakeFirst();
          if (row === undefined || places?.has(row.conversation) === false) continue;
          found.push({
            follower: followerOf(row),
            hasEnded: follows.every(({ ended_at: endedAt }) => endedAt !== null),
            isUnconfirmed: row.email === null && row.asked_email !== null,
          });
        }
        return found;
      }),
    purge: (now, newsBefore) =>
      guardStorage('delete old news of followers', () =>
        write(async (transaction) => {
          await transaction
            .updateTable('followers')
            .set({ asked_email: null, code_hash: null, token_hash: null, code_expires_at: null })
            .where('code_expires_at', '<', now.toISOString())
            .execute();
          const old = transaction.selectFrom('follow_news').select('id').where('at', '<', newsBefore.toISOString());
          await transaction.deleteFrom('follow_deliveries').where('news', 'in', old).execute();
          await transaction.deleteFrom('follow_news').where('at', '<', newsBefore.toISOString()).execute();
          for (const conversation of await outlived(transaction, newsBefore.toISOString()))
            await deleteFollower(transaction, conversation);
        }),
      ),
  };
}

/** Of followers by e-mail who have stopped since, and whose conversation is gone. */
async function outlived(transaction: Kysely<Tables>, before: string): Promise<readonly string[]> {
  const followed = transaction
    .selectFrom('follows')
    .select('follower')
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', before)]));
  const rows = await transaction
    .selectFrom('followers')
    .select('conversation')
    .where('created_at', '<', before)
    .where('id', 'not in', followed)
    .where('conversation', 'not in', transaction.selectFrom('conversations').select('id'))
    .execute();
  return rows.map(({ conversation }) => conversation);
}

type Ledger = Pick<FollowingStore, 'follow' | 'findByConversation' | 'find' | 'change' | 'end' | 'forget'>;

function ledger(db: Kysely<Tables>, write: WriteBatch): Ledger {
  return {
    follow: (who, { id, followed, wording, at, channel }) =>
      guardStorage('keep who follows what', () =>
        write(async (transaction) => {
          const known = await transaction
            .selectFrom('followers')
            .select('id')
            .where('conversation', '=', who.conversation)
            .executeTakeFirst();
          const changed = { language: who.language, way: who.way };
          if (known === undefined)
            await transaction
              .insertInto('followers')
              .values({
                id: who.id,
                conversation: who.conversation,
                channel: who.channel,
                time_zone: who.timeZone,
                ...changed,
                email: null,
                asked_email: null,
                code_hash: null,
                token_hash: null,
                code_expires_at: null,
                code_failures: 0,
                codes_asked: '[]',
                created_at: at,
              })
              .execute();
          else await transaction.updateTable('followers').set(changed).where('id', '=', known.id).execute();
          const follower = known?.id ?? who.id;
          const standing = await transaction
            .selectFrom('follows')
            .select('id')
            .where('follower', '=', follower)
            .where('kind', '=', followed.kind)
            .where('target', '=', followed.id)
            .where('ended_at', 'is', null)
            .executeTakeFirst();
          if (standing !== undefined) return 'already';
          await transaction
            .insertInto('follows')
            .values({ id, follower, kind: followed.kind, target: followed.id, wording, at, channel, ended_at: null })
            .onConflict((conflict) => conflict.column('id').doNothing())
            .execute();
          return 'followed';
        }),
      ),
    findByConversation: (conversation) =>
      guardStorage('find a follower', () => followerWith(db, 'conversation', conversation)),
    find: (follower) => guardStorage('find a follower', () => followerWith(db, 'id', follower)),
    change: (follower, { language, timeZone, way }) =>
      guardStorage('change a follower', () =>
        write(async (transaction) => {
          await transaction
            .updateTable('followers')
            .set({
              ...(language === undefined ? {} : { language }),
              ...(timeZone === undefined ? {} : { time_zone: timeZone }),
              ...(way === undefined ? {} : { way }),
              id: follower,
            })
            .where('id', '=', follower)
            .execute();
        }),
      ),
    end: (follower, followed, at) =>
      guardStorage('end following', () =>
        write(async (transaction) => {
          const ended = await transaction
            .updateTable('follows')
            .set({ ended_at: at })
            .where('follower', '=', follower)
            .where('ended_at', 'is', null)
            .$if(followed !== null, (query) =>
              query.where('kind', '=', followed?.kind ?? '').where('target', '=', followed?.id ?? ''),
            )
            .returningAll()
            .execute();
          return ended.map((row) => followOf(row).followed);
        }),
      ),
    forget: (conversation) =>
      guardStorage('forget a follower', () =>
        write(async (transaction) => {
          const row = await transaction
            .selectFrom('followers')
            .select('id')
            .where('conversation', '=', conversation)
            .executeTakeFirst();
          if (row === undefined) return false;
          await deleteFollower(transaction, conversation);
          return true;
        }),
      ),
  };
}

/**
 * The conversation is deleted for its age. Who confirmed an address for news and follows something still hears by e-mail;
 * of anybody else nothing is left.
 */
export async function outliveConversation(transaction: Kysely<Tables>, conversation: string): Promise<void> {
  const kept = await transaction
    .updateTable('followers')
    .set({ way: 'email' })
    .where('conversation', '=', conversation)
    .where('email', 'is not', null)
    .where('way', 'in', ['email', 'both'])
    .where('id', 'in', transaction.selectFrom('follows').select('follower').where('ended_at', 'is', null))
    .returning('id')
    .executeTakeFirst();
  if (kept === undefined) await deleteFollower(transaction, conversation);
}

/** Everything that is kept of a conversation's follower. */
async function deleteFollower(transaction: Kysely<Tables>, conversation: string): Promise<void> {
  const own = transaction.selectFrom('followers').select('id').where('conversation', '=', conversation);
  await transaction.deleteFrom('follow_deliveries').where('follower', 'in', own).execute();
  await transaction.deleteFrom('follows').where('follower', 'in', own).execute();
  await transaction.deleteFrom('followers').where('conversation', '=', conversation).execute();
}

function confirmations(write: WriteBatch): Pick<FollowingStore, 'askConfirmation' | 'confirm'> {
  return {
    askConfirmation: ({ follower, email, codeHash, tokenHash, expiresAt }, mail, { most, since, at }) =>
      guardStorage('ask for an address to be confirmed', () =>
        write(async (transaction) => {
          const row = await transaction
            .selectFrom('followers')
            .select(['codes_asked', 'code_hash'])
            .where('id', '=', follower)
            .executeTakeFirst();
          // The same turn, run again after a crash: its mail is on its way.
          if (row === undefined || row.code_hash === codeHash) return row !== undefined;
          const asked = (JSON.parse(row.codes_asked) as string[]).filter((instant) => instant > since);
          if (asked.length >= most) return false;
          await transaction
            .updateTable('followers')
            .set({
              asked_email: email,
              code_hash: codeHash,
              token_hash: tokenHash,
              code_expires_at: expiresAt,
              code_failures: 0,
              codes_asked: JSON.stringify([...asked, at]),
            })
            .where('id', '=', follower)
            .execute();
          await writeOutboxEntries(transaction, [mail], at);
          return true;
        }),
      ),
    confirm: (follower, shown, { now, tries }) =>
      guardStorage('confirm an address', () =>
        write(async (transaction) => {
          const row = await transaction
            .selectFrom('followers')
            .selectAll()
            .where('id', '=', follower)
            .executeTakeFirst();
          if (row === undefined || row.asked_email === null || row.code_hash === null) return 'none';
          if ((row.code_expires_at ?? '') <= now) return 'expired';
          if (row.code_failures >= tries) return 'too-many';
          const isRight = 'codeHash' in shown ? shown.codeHash === row.code_hash : shown.tokenHash === row.token_hash;
          if (!isRight) {
            await transaction
              .updateTable('followers')
              .set({ code_failures: row.code_failures + 1 })
              .where('id', '=', follower)
              .execute();
            return 'wrong';
          }
          await transaction
            .updateTable('followers')
            .set({
              email: row.asked_email,
              asked_email: null,
              code_hash: null,
              token_hash: null,
              code_expires_at: null,
            })
            .where('id', '=', follower)
            .execute();
          return 'confirmed';
        }),
      ),
  };
}

type Deliveries = Pick<
  FollowingStore,
  'facts' | 'keepFacts' | 'tell' | 'delivery' | 'settle' | 'release' | 'counts' | 'progress'
>;

function deliveries(db: Kysely<Tables>, write: WriteBatch): Deliveries {
  return {
    facts: () =>
      guardStorage('read what was told', async () =>
        (await db.selectFrom('followed_facts').selectAll().orderBy('id').execute()).map(factsOf),
      ),
    keepFacts: (kept) => guardStorage('keep facts', () => write((transaction) => putFacts(transaction, kept))),
    tell: (news, { facts, deliveryOf: plan, entryOf }) =>
      guardStorage('tell followers', () =>
        write(async (transaction) => {
          if (facts !== null) {
            const stored = await transaction
              .selectFrom('followed_facts')
              .select('told_on')
              .where('id', '=', facts.kept.id)
              .executeTakeFirst();
            if ((stored?.told_on ?? '') !== facts.formerlyToldOn) return null;
            await putFacts(transaction, facts.kept);
          }
          const { id, at, kind, about, words, provinces } = news;
          const added = await transaction
            .insertInto('follow_news')
            .values({
              id,
              at,
              kind,
              about: JSON.stringify(about),
              words: JSON.stringify(words),
              provinces: JSON.stringify(provinces),
            })
            .onConflict((conflict) => conflict.column('id').doNothing())
            .returning('id')
            .execute();
          if (added.length === 0) return null;
          const places = provinces.length === 0 ? null : await conversationsIn(transaction, provinces);
          let count = 0;
          for (const row of await followersOfAny(transaction, about)) {
            const who = followerOf(row);
            const isUnreachable = who.way === 'email' && who.email === null;
            if (isUnreachable || words[who.language] === undefined || places?.has(who.conversation) === false) continue;
            const delivery = plan(who);
            const written = await transaction
              .insertInto('follow_deliveries')
              .values({
                id: delivery.id,
                news: id,
                follower: who.id,
                address: who.email === null ? null : digestOf(who.email),
                state: 'queued',
                due_at: delivery.dueAt,
                via: null,
                settled_at: null,
              })
              // Told before, in this conversation or at this address.
              .onConflict((conflict) => conflict.doNothing())
              .returning('id')
              .execute();
            if (written.length === 0) continue;
            await writeOutboxEntries(transaction, [entryOf(who, delivery)], at);
            count += 1;
          }
          return count;
        }),
      ),
    delivery: (id) =>
      guardStorage('read a delivery', async () => {
        const row = await db.selectFrom('follow_deliveries').selectAll().where('id', '=', id).executeTakeFirst();
        if (row === undefined) return undefined;
        const news = await db.selectFrom('follow_news').selectAll().where('id', '=', row.news).executeTakeFirst();
        const who = await followerWith(db, 'id', row.follower);
        return news === undefined || who === undefined
          ? undefined
          : { ...who, delivery: deliveryOf(row), news: newsOf(news) };
      }),
    settle: (id, state, via, at) =>
      guardStorage('settle a delivery', () =>
        write(async (transaction) => {
          await transaction
            .updateTable('follow_deliveries')
            .set({ state, via, settled_at: at })
            .where('id', '=', id)
            .execute();
        }),
      ),
    release: (conversation, entryOf) =>
      guardStorage('release what was held for a follower', async () => {
        // Most who write follow nothing: they cost one look, and no writer.
        const who = await followerWith(db, 'conversation', conversation);
        if (who === undefined) return 0;
        return write(async (transaction) => {
          const held = await transaction
            .updateTable('follow_deliveries')
            .set({ state: 'queued' })
            .where('follower', '=', who.follower.id)
            .where('state', '=', 'held')
            .returning(['id', 'settled_at'])
            .execute();
          for (const { id, settled_at: heldAt } of held)
            await writeOutboxEntries(transaction, [entryOf(who.follower, { id })], heldAt ?? '');
          return held.length;
        });
      }),
    counts: () =>
      guardStorage('count followers', async () => {
        const follows = await db
          .selectFrom('follows')
          .select((eb) => [
            eb.fn.countAll<number | string>().as('follows'),
            eb.fn.count<number | string>('follower').distinct().as('followers'),
          ])
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        const held = await db
          .selectFrom('follow_deliveries')
          .select((eb) => eb.fn.countAll<number | string>().as('held'))
          .where('state', '=', 'held')
          .executeTakeFirst();
        return {
          followers: Number(follows?.followers ?? 0),
          follows: Number(follows?.follows ?? 0),
          held: Number(held?.held ?? 0),
        };
      }),
    progress: (news) =>
      guardStorage('count deliveries', async () => {
        const rows = await db
          .selectFrom('follow_deliveries')
          .select((eb) => ['state', eb.fn.countAll<number | string>().as('count')])
          .where('news', '=', news)
          .groupBy('state')
          .execute();
        const failed = await failedOf(db, news);
        const count = (state: DeliveryState) =>
          Number(rows.find((row) => row.state === state)?.count ?? 0) - failed.filter((one) => one === state).length;
        return {
          queued: count('queued'),
          sent: count('sent'),
          held: count('held'),
          dropped: count('dropped'),
          failed: failed.length,
        };
      }),
  };
}

/**
 * States of the deliveries whose entry in the outbox is dead: the news itself, or the message of an app that it became.
 * Nothing of this is kept: an entry that is sent again is on its way again.
 */
async function failedOf(db: Kysely<Tables>, news: string): Promise<readonly string[]> {
  const dead = await db
    .selectFrom('outbox')
    .select('id')
    .where('state', '=', 'dead')
    .where('kind', 'in', ['follower', 'messenger'])
    .where('id', 'like', '%following%')
    .execute();
  const ids = [...new Set(dead.flatMap(({ id }) => deliveryOfEntry(id) ?? []))];
  const failed: string[] = [];
  for (let start = 0; start < ids.length; start += ASKED_AT_ONCE) {
    const rows = await db
      .selectFrom('follow_deliveries')
      .select('state')
      .where('news', '=', news)
      .where('id', 'in', ids.slice(start, start + ASKED_AT_ONCE))
      .where('state', 'in', ['queued', 'sent'])
      .execute();
    failed.push(...rows.map(({ state }) => state));
  }
  return failed;
}

async function followerWith(
  db: Kysely<Tables>,
  column: 'id' | 'conversation',
  value: string,
): Promise<FollowerWith | undefined> {
  const row = await db.selectFrom('followers').selectAll().where(column, '=', value).executeTakeFirst();
  if (row === undefined) return undefined;
  const follows = await db
    .selectFrom('follows')
    .selectAll()
    .where('follower', '=', row.id)
    .where('ended_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return { follower: followerOf(row), follows: follows.map(followOf) };
}

async function putFacts(transaction: Kysely<Tables>, { id, facts, toldOn }: KeptFacts): Promise<void> {
  const row = { id, facts: JSON.stringify(facts), told_on: toldOn };
  await transaction
    .insertInto('followed_facts')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

/** Lines of the ledger, ended ones too, of anything in the list. */
async function followsOfAny(db: Kysely<Tables>, about: readonly Followed[]) {
  if (about.length === 0) return [];
  const rows = await db
    .selectFrom('follows')
    .selectAll()
    .where('target', 'in', [...new Set(about.map(({ id }) => id))])
    .orderBy('at')
    .execute();
  // The same id may be a topic's and a market's.
  return rows.filter((row) => concerns(followOf(row).followed, { about }));
}

/** Each follower once, those who follow longest first. */
async function followersOfAny(db: Kysely<Tables>, about: readonly Followed[]) {
  const rows = await followsOfAny(db, about);
  const ids = [...new Set(rows.filter((row) => row.ended_at === null).map(({ follower }) => follower))];
  const found = [];
  for (const id of ids) {
    const row = await db.selectFrom('followers').selectAll().where('id', '=', id).executeTakeFirst();
    if (row !== undefined) found.push(row);
  }
  return found;
}

/** Conversations whose latest case names one of these provinces. What was deleted or withheld names none. */
async function conversationsIn(db: Kysely<Tables>, provinces: readonly string[]): Promise<ReadonlySet<string>> {
  const followed = db.selectFrom('followers').select('conversation');
  const rows = await db
    .selectFrom('tickets')
    .select(['conversation', 'fields', 'withheld'])
    .where('conversation', 'in', followed)
    .orderBy('opened_at')
    .execute();
  const places = new Map<string, string>();
  for (const { conversation, fields, withheld } of rows) {
    const province = storedFields(fields)?.['province'];
    const isWithheld = (JSON.parse(withheld) as string[]).includes('province');
    if (typeof province === 'string' && !isWithheld) places.set(conversation, province);
    else places.delete(conversation);
  }
  return new Set(
    [...places].filter(([, province]) => provinces.includes(province)).map(([conversation]) => conversation),
  );
}

function digestOf(email: string): string {
  return createHash('sha256').update(email.toLowerCase()).digest('hex');
}
