import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { ACCOUNT_EVENTS, type Account, type ExternalIdentity, ROLES } from '../../console/accounts/account.ts';
import type { AccountChange, AccountStore, EnterOutcome } from '../../console/accounts/account-store.ts';
import { guardStorage } from './guard-storage.ts';
import type { AccountsTable, Tables } from './tables.ts';
import type { WriteBatch } from './write-batch.ts';

const hashesSchema = z.array(z.string());
const roleSchema = z.enum(ROLES);
const eventSchema = z.enum(ACCOUNT_EVENTS);

/** Accounts, sessions and account events in any database Kysely speaks to. */
export function createKyselyAccountStore(db: Kysely<Tables>, write: WriteBatch): AccountStore {
  return {
    find: (id) => guardStorage('find an account', () => selectAccount(db, 'id', id)),
    findByName: (name) => guardStorage('find an account', () => selectAccount(db, 'name', name)),
    findByIdentity: (identity) => guardStorage('find an account', () => selectByIdentity(db, identity)),
    enter: (fresh) => guardStorage('enter an account', () => write((transaction) => enter(transaction, fresh))),
    list: () =>
      guardStorage('list accounts', async () => {
        const rows = await db.selectFrom('accounts').selectAll().orderBy('name').execute();
        return rows.map(accountOf);
      }),
    add: (account) =>
      guardStorage('add an account', () =>
        write(async (transaction) => ((await insert(transaction, account)) ? 'added' : 'name-taken')),
      ),
    addFirst: (account) =>
      guardStorage('add the first account', () =>
        write(async (transaction) => {
          const [any] = await transaction.selectFrom('accounts').select('id').limit(1).execute();
          return any === undefined && (await insert(transaction, account)) ? 'added' : 'not-first';
        }),
      ),
    change: (id, change) =>
      guardStorage('change an account', () => write((transaction) => update(transaction, id, change))),
    spendStep: (id, step) =>
      guardStorage('accept a code', () =>
        write(async (transaction) => {
          const spent = await transaction
            .updateTable('accounts')
            .set({ totp_last_step: step })
            .where('id', '=', id)
            .where('totp_last_step', '<', step)
            .returning('id')
            .execute();
          return spent.length > 0;
        }),
      ),
    spendRecoveryCode: (id, codeHash) =>
      guardStorage('accept a recovery code', () =>
        write((transaction) => spendRecoveryCode(transaction, id, codeHash)),
      ),
    ...sessionsOf(db, write),
    ...attemptsOf(write),
    ...eventsOf(db, write),
    purge: ({ sessions, events }) =>
      guardStorage('delete old sessions', () =>
        write(async (transaction) => {
          await transaction.deleteFrom('account_sessions').where('created_at', '<', sessions.toISOString()).execute();
          await transaction.deleteFrom('account_events').where('at', '<', events.toISOString()).execute();
        }),
      ),
  };
}

function sessionsOf(db: Kysely<Tables>, write: WriteBatch) {
  return {
    openSession: ({ idHash, account, createdAt, lastSeenAt, idToken }) =>
      guardStorage('open a session', () =>
        write(async (transaction) => {
          const row = {
            id_hash: idHash,
            account,
            created_at: createdAt,
            last_seen_at: lastSeenAt,
            id_token: idToken,
          };
          await transaction.insertInto('account_sessions').values(row).execute();
        }),
      ),
    findSession: (idHash) =>
      guardStorage('find a session', async () => {
        const row = await db
          .selectFrom('account_sessions')
          .selectAll()
          .where('id_hash', '=', idHash)
          .executeTakeFirst();
        return (
          row && {
            idHash,
            account: row.account,
            createdAt: row.created_at,
            lastSeenAt: row.last_seen_at,
            idToken: row.id_token,
          }
        );
      }),
    touchSession: (idHash, at) =>
      guardStorage('keep a session', () =>
        write(async (transaction) => {
          await transaction
            .updateTable('account_sessions')
            .set({ last_seen_at: at })
            .where('id_hash', '=', idHash)
            .execute();
        }),
      ),
    closeSession: (idHash) =>
      guardStorage('close a session', () =>
        write(async (transaction) => {
          await transaction.deleteFrom('account_sessions').where('id_hash', '=', idHash).execute();
        }),
      ),
    closeSessions: (account, exceptIdHash = '') =>
      guardStorage('close sessions', () =>
        write(async (transaction) => {
          await transaction
            .deleteFrom('account_sessions')
            .where('account', '=', account)
            .where('id_hash', '!=', exceptIdHash)
            .execute();
        }),
      ),
  } satisfies Partial<AccountStore>;
}

function attemptsOf(write: WriteBatch) {
  return {
    keepAttempt: ({ idHash, state, nonce, verifier, returnTo, begunAt }, staleBefore) =>
      guardStorage('keep a sign-in', () =>
        write(async (transaction) => {
          await transaction.deleteFrom('sign_in_attempts').where('begun_at', '<', staleBefore.toISOString()).execute();
          await transaction
            .insertInto('sign_in_attempts')
            .values({ id_hash: idHash, state, nonce, verifier, return_to: returnTo, begun_at: begunAt })
            .execute();
        }),
      ),
    takeAttempt: (idHash) =>
      guardStorage('take a sign-in', () =>
        write(async (transaction) => {
          const [row] = await transaction
            .deleteFrom('sign_in_attempts')
            .where('id_hash', '=', idHash)
            .returningAll()
            .execute();
          if (row === undefined) return undefined;
          const { state, nonce, verifier, return_to: returnTo, begun_at: begunAt } = row;
          return { idHash, state, nonce, verifier, returnTo, begunAt };
        }),
      ),
  } satisfies Partial<AccountStore>;
}

function eventsOf(db: Kysely<Tables>, write: WriteBatch) {
  return {
    note: (event) =>
      guardStorage('note an account event', () =>
        write(async (transaction) => {
          await transaction.insertInto('account_events').values(event).execute();
        }),
      ),
    events: (limit) =>
      guardStorage('read account events', async () => {
        const rows = await db
          .selectFrom('account_events')
          .selectAll()
          .orderBy('sequence', 'desc')
          .limit(limit)
          .execute();
        return rows.map(({ at, what, actor, subject, detail }) => ({
          at,
          what: eventSchema.parse(what),
          actor,
          subject,
          detail,
        }));
      }),
  } satisfies Partial<AccountStore>;
}

async function selectAccount(db: Kysely<Tables>, column: 'id' | 'name', value: string): Promise<Account | undefined> {
  const row = await db.selectFrom('accounts').selectAll().where(column, '=', value).executeTakeFirst();
  return row && accountOf(row);
}

async function selectByIdentity(
  db: Kysely<Tables>,
  { issuer, subject }: ExternalIdentity,
): Promise<Account | undefined> {
  const row = await db
    .selectFrom('accounts')
    .selectAll()
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row && accountOf(row);
}

async function enter(
  db: Kysely<Tables>,
  fresh: Account & { readonly identity: ExternalIdentity },
): Promise<EnterOutcome> {
  const known = await selectByIdentity(db, fresh.identity);
  if (known === undefined) {
    for (let number = 1; ; number += 1) {
      const account = number === 1 ? fresh : { ...fresh, name: `${fresh.name}-${number}` };
      if (await insert(db, account)) return { kind: 'added', account };
    }
  }
  if (known.isDisabled) return { kind: 'disabled', account: known };
  if (known.role === fresh.role) return { kind: 'kept', account: known };
  await db.updateTable('accounts').set({ role: fresh.role }).where('id', '=', known.id).execute();
  return { kind: 'role-changed', account: { ...known, role: fresh.role } };
}

async function insert(db: Kysely<Tables>, account: Account): Promise<boolean> {
  const added = await db
    .insertInto('accounts')
    .values({
      id: account.id,
      name: account.name,
      role: account.role,
      password_hash: account.passwordHash,
      must_change_password: account.mustChangePassword ? 1 : 0,
      ...authenticatorColumns(account.authenticator),
      is_disabled: account.isDisabled ? 1 : 0,
      created_at: account.createdAt,
      issuer: account.identity?.issuer ?? null,
      subject: account.identity?.subject ?? null,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .execute();
  return added.length > 0;
}

async function update(
  db: Kysely<Tables>,
  id: string,
  change: AccountChange,
): Promise<'changed' | 'unknown' | 'last-admin'> {
  const row = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return 'unknown';
  const next = { ...accountOf(row), ...change };
  if (isActiveAdmin(accountOf(row)) && !isActiveAdmin(next)) {
    const admins = await db
      .selectFrom('accounts')
      .select('id')
      .where('role', '=', 'admin')
      .where('is_disabled', '=', 0)
      .limit(2)
      .execute();
    if (admins.length < 2) return 'last-admin';
  }
  await db
    .updateTable('accounts')
    .set({
      role: next.role,
      password_hash: next.passwordHash,
      must_change_password: next.mustChangePassword ? 1 : 0,
      is_disabled: next.isDisabled ? 1 : 0,
      ...(change.authenticator === undefined ? {} : authenticatorColumns(change.authenticator)),
    })
    .where('id', '=', id)
    .execute();
  return 'changed';
}

function isActiveAdmin({ role, isDisabled }: Pick<Account, 'role' | 'isDisabled'>): boolean {
  return role === 'admin' && !isDisabled;
}

async function spendRecoveryCode(db: Kysely<Tables>, id: string, codeHash: string): Promise<boolean> {
  const row = await db.selectFrom('accounts').select('recovery_hashes').where('id', '=', id).executeTakeFirst();
  const hashes = row === undefined ? [] : hashesSchema.parse(JSON.parse(row.recovery_hashes));
  if (!hashes.includes(codeHash)) return false;
  const left = hashes.filter((hash) => hash !== codeHash);
  await db
    .updateTable('accounts')
    .set({ recovery_hashes: JSON.stringify(left) })
    .where('id', '=', id)
    .execute();
  return true;
}

function authenticatorColumns(authenticator: Account['authenticator']) {
  return {
    totp_secret: authenticator?.secret ?? null,
    totp_last_step: authenticator?.lastStep ?? 0,
    recovery_hashes: JSON.stringify(authenticator?.recoveryHashes ?? []),
  };
}

function accountOf(row: Selectable<AccountsTable>): Account {
  return {
    id: row.id,
    name: row.name,
    role: roleSchema.parse(row.role),
    passwordHash: row.password_hash,
    mustChangePassword: row.must_change_password === 1,
    authenticator:
      row.totp_secret === null
        ? null
        : {
            secret: row.totp_secret,
            lastStep: row.totp_last_step,
            recoveryHashes: hashesSchema.parse(JSON.parse(row.recovery_hashes)),
          },
    isDisabled: row.is_disabled === 1,
    identity: row.issuer === null || row.subject === null ? null : { issuer: row.issuer, subject: row.subject },
    createdAt: row.created_at,
  };
}
