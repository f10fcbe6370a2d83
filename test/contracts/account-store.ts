import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Account, AccountEvent } from '../../src/console/accounts/account.ts';
import type { AccountStore } from '../../src/console/accounts/account-store.ts';
import type { Made } from './conversation-store.ts';

/** What every AccountStore promises, whatever it is made of. Each test gets an empty one from `make`. */
export function accountStoreContract(name: string, make: () => Promise<Made<AccountStore>>): void {
  describe(`AccountStore: ${name}`, () => {
    let made: Made<AccountStore>;
    let store: AccountStore;
    beforeEach(async () => {
      made = await make();
      store = made.port;
    });
    afterEach(() => made.dispose());

    it('gives back what was added, by id, by name and in the list by name', async () => {
      const [zoe, amy] = [account('zoe'), account('amy', { authenticator: AUTHENTICATOR })];
      expect(await store.add(zoe)).toBe('added');
      expect(await store.add(amy)).toBe('added');
      expect(await store.find(amy.id)).toEqual(amy);
      expect(await store.findByName('zoe')).toEqual(zoe);
      expect(await store.list()).toEqual([amy, zoe]);
      expect(await store.find('nobody')).toBeUndefined();
      expect(await store.findByName('nobody')).toBeUndefined();
    });

    it('has each name once', async () => {
      await store.add(account('amy'));
      expect(await store.add({ ...account('amy'), id: 'other' })).toBe('name-taken');
      expect(await store.list()).toHaveLength(1);
    });

    it('adds one first account, however many ask at once', async () => {
      const outcomes = await Promise.all(['a1', 'b2', 'c3'].map((id) => store.addFirst({ ...account('admin'), id })));
      expect(outcomes.toSorted()).toEqual(['added', 'not-first', 'not-first']);
      expect(await store.list()).toHaveLength(1);
    });

    it('changes what is named and nothing else', async () => {
      await store.add(account('root', { role: 'admin' }));
      const amy = account('amy', { authenticator: AUTHENTICATOR });
      await store.add(amy);
      expect(await store.change(amy.id, { role: 'supervisor', mustChangePassword: true })).toBe('changed');
      expect(await store.find(amy.id)).toEqual({ ...amy, role: 'supervisor', mustChangePassword: true });
      expect(await store.change(amy.id, { authenticator: null, isDisabled: true })).toBe('changed');
      expect(await store.find(amy.id)).toMatchObject({ authenticator: null, isDisabled: true, role: 'supervisor' });
      expect(await store.change('nobody', { isDisabled: true })).toBe('unknown');
    });

    it('never loses the last admin who can sign in, not even to two at once', async () => {
      const [one, two] = [account('one', { role: 'admin' }), account('two', { role: 'admin' })];
      await store.add(one);
      await store.add(two);
      await store.add(account('off', { role: 'admin', isDisabled: true }));
      const outcomes = await Promise.all([
        store.change(one.id, { role: 'editor' }),
        store.change(two.id, { isDisabled: true }),
      ]);
      expect(outcomes.toSorted()).toEqual(['changed', 'last-admin']);
      const admins = (await store.list()).filter(({ role, isDisabled }) => role === 'admin' && !isDisabled);
      expect(admins).toHaveLength(1);
      expect(await store.change(admins[0]?.id ?? '', { passwordHash: 'new' })).toBe('changed');
    });

    it('accepts a code’s step once, and none before it', async () => {
      const amy = account('amy', { authenticator: AUTHENTICATOR });
      await store.add(amy);
      const tries = await Promise.all([101, 101, 100].map((step) => store.spendStep(amy.id, step)));
      expect(tries).toEqual([true, false, false]);
      expect(await store.spendStep(amy.id, 102)).toBe(true);
      expect(await store.spendStep('nobody', 1)).toBe(false);
    });

    it('accepts a recovery code once', async () => {
      const amy = account('amy', { authenticator: AUTHENTICATOR });
      await store.add(amy);
      const tries = await Promise.all(
        ['hash-1', 'hash-1', 'hash-9'].map((hash) => store.spendRecoveryCode(amy.id, hash)),
      );
      expect(tries).toEqual([true, false, false]);
      expect((await store.find(amy.id))?.authenticator?.recoveryHashes).toEqual(['hash-2']);
    });

    it('enters an identity once, however many ask at once, under a name that is free', async () => {
      const identity = { issuer: 'https://id.example', subject: 's1' };
      await store.add(account('lee'));
      const outcomes = await Promise.all(
        ['a1', 'b2'].map((id) => store.enter({ ...account('lee', { role: 'officer' }), id, identity })),
      );
      expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['added', 'kept']);
      const [one, two] = outcomes.map(({ account: entered }) => entered);
      expect(one).toEqual(two);
      expect(one).toMatchObject({ name: 'lee-2', role: 'officer', identity });
      expect(await store.findByIdentity(identity)).toEqual(one);
      expect(await store.findByIdentity({ ...identity, issuer: 'https://other.example' })).toBeUndefined();
      const other = await store.enter({
        ...account('lee', { id: 'c3' }),
        identity: { ...identity, issuer: 'https://other.example' },
      });
      expect(other).toMatchObject({ kind: 'added', account: { name: 'lee-3' } });
    });

    it('takes the provider’s role, even from the last admin, and leaves a disabled account alone', async () => {
      const identity = { issuer: 'https://id.example', subject: 's1' };
      const as = (role: Account['role']) => store.enter({ ...account('boss', { role }), id: 'new', identity });
      await as('admin');
      expect(await as('officer')).toMatchObject({ kind: 'role-changed', account: { id: 'new', role: 'officer' } });
      await store.change('new', { isDisabled: true });
      expect(await as('admin')).toMatchObject({ kind: 'disabled', account: { role: 'officer' } });
      expect(await store.findByIdentity(identity)).toMatchObject({ role: 'officer', isDisabled: true });
    });

    it('gives a sign-in that was begun out once, and forgets stale ones', async () => {
      const attempt = {
        idHash: 'h1',
        state: 's',
        nonce: 'n',
        verifier: 'v',
        returnTo: '/console/',
        begunAt: at(0),
      };
      await store.keepAttempt(attempt, new Date(at(-10)));
      const taken = await Promise.all([store.takeAttempt('h1'), store.takeAttempt('h1'), store.takeAttempt('h2')]);
      expect(taken).toEqual([attempt, undefined, undefined]);
      await store.keepAttempt({ ...attempt, idHash: 'old' }, new Date(at(-10)));
      await store.keepAttempt({ ...attempt, idHash: 'new', begunAt: at(11) }, new Date(at(1)));
      expect([await store.takeAttempt('old'), await store.takeAttempt('new')]).toMatchObject([
        undefined,
        { begunAt: at(11) },
      ]);
    });

    it('opens, touches and closes sessions', async () => {
      const session = { idHash: 'h1', account: 'a', createdAt: at(0), lastSeenAt: at(0), idToken: 'a.b.c' };
      await store.openSession(session);
      await store.openSession({ ...session, idHash: 'h2' });
      await store.openSession({ ...session, idHash: 'h3', account: 'b' });
      await store.touchSession('h1', at(5));
      expect(await store.findSession('h1')).toEqual({ ...session, lastSeenAt: at(5) });
      await store.closeSessions('a', 'h1');
      expect(
        await Promise.all(['h1', 'h2', 'h3'].map(async (id) => (await store.findSession(id)) !== undefined)),
      ).toEqual([true, false, true]);
      await store.closeSession('h1');
      await store.closeSessions('b');
      expect(await store.findSession('h1')).toBeUndefined();
      expect(await store.findSession('h3')).toBeUndefined();
    });

    it('keeps events, latest first, and deletes what is past its time', async () => {
      const event: AccountEvent = { at: at(0), what: 'signed-in', actor: 'amy', subject: 'amy', detail: '' };
      await store.note(event);
      await store.note({ ...event, at: at(60), what: 'role-changed', subject: 'zoe', detail: 'editor' });
      await store.openSession({ idHash: 'old', account: 'a', createdAt: at(0), lastSeenAt: at(0), idToken: null });
      await store.openSession({ idHash: 'new', account: 'a', createdAt: at(60), lastSeenAt: at(60), idToken: null });
      expect((await store.events(10)).map(({ what }) => what)).toEqual(['role-changed', 'signed-in']);
      expect(await store.events(1)).toHaveLength(1);
      await store.purge({ sessions: new Date(at(30)), events: new Date(at(30)) });
      expect((await store.events(10)).map(({ what }) => what)).toEqual(['role-changed']);
      expect(await store.findSession('old')).toBeUndefined();
      expect(await store.findSession('new')).toBeDefined();
    });
  });
}

const AUTHENTICATOR = { secret: 'GEZDGNBVGY3TQOJQ', lastStep: 100, recoveryHashes: ['hash-1', 'hash-2'] };

export function account(name: string, rest: Partial<Account> = {}): Account {
  return {
    id: `id-${name}`,
    name,
    role: 'editor',
    passwordHash: 'scrypt$none',
    mustChangePassword: false,
    authenticator: null,
    isDisabled: false,
    identity: null,
    createdAt: at(0),
    ...rest,
  };
}

function at(minutes: number): string {
  return new Date(Date.UTC(2026, 10, 26, 8, minutes)).toISOString();
}
