import { TOTP } from 'otpauth';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureFirstAdmin, resetAdmin } from '../../../src/console/accounts/first-admin.ts';
import { createPasswords, ONE_TIME_COST } from '../../../src/console/accounts/passwords.ts';
import type { Me, OneTimePassword } from '../../../src/console/api.ts';
import { account } from '../../contracts/account-store.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type ConsoleKit, codeOf, createConsoleKit, valueOf } from '../../support/console-kit.ts';

// A password takes its time on purpose, a multiple of it on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let kit: ConsoleKit;
beforeEach(async () => {
  kit = await createConsoleKit();
});
afterEach(() => kit.storage.close());
afterAll(removeDataDirs);

const signIn = (body: { name: string; password: string; code?: string }, ip?: string) =>
  kit.call({ method: 'post', path: '/sign-in', body, ...(ip === undefined ? {} : { ip }) });
const cookieOf = (response: Awaited<ReturnType<typeof signIn>>) =>
  (response.headers?.['Set-Cookie'] ?? '').split(';')[0] ?? '';
const MINE = 'correct horse battery';

async function addAmy(rest = {}) {
  const amy = account('amy', { passwordHash: await createPasswords(ONE_TIME_COST).hash(MINE), ...rest });
  await kit.storage.accounts.add(amy);
  return amy;
}

describe('the first start', () => {
  it('makes one admin, whose one-time password opens nothing but the choice of another', async () => {
    const first = await ensureFirstAdmin(kit.storage.accounts, kit.now);
    expect(await ensureFirstAdmin(kit.storage.accounts, kit.now)).toBeNull();
    const password = first?.oneTimePassword ?? '';
    expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    const entered = await signIn({ name: 'Admin ', password });
    expect(valueOf<Me>(entered)).toMatchObject({ name: 'admin', role: 'admin', mustChangePassword: true });
    const cookie = cookieOf(entered);
    expect(codeOf(await kit.call({ method: 'get', path: '/accounts', cookie }))).toBe('PasswordChangeNeeded');
    const change = (next: string, present = password) =>
      kit.call({ method: 'post', path: '/password', cookie, body: { present, next } });
    expect(codeOf(await change(MINE, 'wrong'))).toBe('PasswordWrong');
    expect(codeOf(await change('short'))).toBe('PasswordTooShort');
    expect(codeOf(await change(password))).toBe('PasswordSame');
    expect(codeOf(await change('I am the admin here'))).toBe('PasswordHoldsName');
    expect(valueOf<Me>(await change(MINE))).toMatchObject({ mustChangePassword: false });
    expect(codeOf(await kit.call({ method: 'get', path: '/accounts', cookie }))).toBeUndefined();
    expect(codeOf(await signIn({ name: 'admin', password }))).toBe('SignInFailed');
    expect(codeOf(await signIn({ name: 'admin', password: MINE }))).toBeUndefined();
  });
});

describe('signing in', () => {
  it('opens a session of its own, whatever cookie the browser brought', async () => {
    await addAmy();
    const planted = `goglobal_console=${'A'.repeat(43)}`;
    const older = cookieOf(await signIn({ name: 'amy', password: MINE }));
    for (const cookie of [planted, older]) {
      const body = { name: 'amy', password: MINE };
      const fresh = cookieOf(await kit.call({ method: 'post', path: '/sign-in', body, cookie }));
      expect(fresh).toMatch(/^goglobal_console=[\w-]{20,}$/);
      expect(fresh).not.toBe(cookie);
      expect(codeOf(await kit.call({ method: 'get', path: '/me', cookie: fresh }))).toBeUndefined();
    }
    // What somebody else put there opens nothing, before and after.
    expect(codeOf(await kit.call({ method: 'get', path: '/me', cookie: planted }))).toBe('SignedOut');
  });

  it('tells an unknown name, a wrong password and a disabled account apart for nobody', async () => {
    await addAmy();
    await kit.storage.accounts.add(
      account('off', { passwordHash: await createPasswords(ONE_TIME_COST).hash(MINE), isDisabled: true }),
    );
    const refusals = await Promise.all([
      signIn({ name: 'nobody', password: MINE }, 'a'),
      signIn({ name: 'amy', password: 'wrong' }, 'b'),
      signIn({ name: 'off', password: MINE }, 'c'),
    ]);
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(refusals[0]).toMatchObject({ status: 401, code: 'SignInFailed' });
  });

  it('gives a cookie that scripts and other sites cannot use', async () => {
    await addAmy();
    const cookie = (await signIn({ name: 'amy', password: MINE })).headers?.['Set-Cookie'];
    expect(cookie).toMatch(/^goglobal_console=[\w-]{43}; Path=\/console; HttpOnly; SameSite=Strict; Max-Age=43200$/);
  });

  it('is tried five times in five minutes from one address; who gets in is not counted', async () => {
    await addAmy();
    for (let time = 0; time < 4; time += 1) await signIn({ name: 'amy', password: 'wrong' });
    for (let time = 0; time < 3; time += 1)
      expect(codeOf(await signIn({ name: 'amy', password: MINE }))).toBeUndefined();
    expect(codeOf(await signIn({ name: 'amy', password: 'wrong' }))).toBe('SignInFailed');
    const refused = await signIn({ name: 'amy', password: MINE });
    expect(refused).toMatchObject({ status: 429, code: 'TooManyTries' });
    expect(Number(refused.headers?.['Retry-After'])).toBeGreaterThan(200);
    await kit.storage.accounts.add(account('zoe', { passwordHash: await createPasswords(ONE_TIME_COST).hash(MINE) }));
    expect(codeOf(await signIn({ name: 'zoe', password: MINE }))).toBe('TooManyTries');
    expect(codeOf(await signIn({ name: 'zoe', password: MINE }, '192.0.2.9'))).toBeUndefined();
  });

  it('is tried five times in five minutes at one account, from however many addresses, known or not', async () => {
    await addAmy();
    for (const name of ['amy', 'nobody']) {
      const codes: (string | undefined)[] = [];
      for (let time = 0; time < 6; time += 1)
        codes.push(
          codeOf(
            await signIn(
              { name: time % 2 === 0 ? name : ` ${name.toUpperCase()} `, password: 'wrong' },
              `${name}-${time}`,
            ),
          ),
        );
      expect(codes).toEqual([...Array(5).fill('SignInFailed'), 'TooManyTries']);
    }
  });

  it('ends when unused for an hour, after twelve hours in any case, and by signing out', async () => {
    await addAmy();
    const enter = async () => cookieOf(await signIn({ name: 'amy', password: MINE }));
    const isIn = async (cookie: string) => codeOf(await kit.call({ method: 'get', path: '/me', cookie })) === undefined;
    const idle = await enter();
    kit.wait(59 * 60_000);
    expect(await isIn(idle)).toBe(true);
    kit.wait(61 * 60_000);
    expect(await isIn(idle)).toBe(false);
    const busy = await enter();
    for (let half = 0; half < 23; half += 1) {
      kit.wait(30 * 60_000);
      expect(await isIn(busy)).toBe(true);
    }
    kit.wait(31 * 60_000);
    expect(await isIn(busy)).toBe(false);
    const left = await enter();
    const out = await kit.call({ method: 'post', path: '/sign-out', cookie: left });
    expect(out.headers?.['Set-Cookie']).toMatch(/^goglobal_console=; .*Max-Age=0$/);
    expect(await isIn(left)).toBe(false);
  });

  it('writes down what happened, without passwords', async () => {
    await addAmy();
    await signIn({ name: 'amy', password: 'a secret in the wrong field' });
    await signIn({ name: 'hunter2', password: MINE });
    await signIn({ name: 'amy', password: MINE });
    const events = await kit.storage.accounts.events(10);
    expect(events.map(({ what }) => what)).toEqual(['signed-in', 'sign-in-failed']);
    expect(JSON.stringify(events)).not.toMatch(/secret|hunter2|correct/);
  });
});

describe('an authenticator', () => {
  async function setUp(role: 'editor' | 'admin') {
    await addAmy({ role });
    if (role === 'editor') await kit.storage.accounts.add(account('root', { role: 'admin' }));
    const cookie = cookieOf(await signIn({ name: 'amy', password: MINE }));
    const begun = valueOf<{ secret: string }>(await kit.call({ method: 'post', path: '/authenticator/begin', cookie }));
    const totp = new TOTP({ secret: begun.secret });
    const code = () => totp.generate({ timestamp: kit.now().getTime() });
    const confirm = (body: object) => kit.call({ method: 'post', path: '/authenticator', cookie, body });
    expect(codeOf(await confirm({ secret: begun.secret, password: 'wrong', code: code() }))).toBe('PasswordWrong');
    const { recoveryCodes } = valueOf<{ recoveryCodes: string[] }>(
      await confirm({ secret: begun.secret, password: MINE, code: code() }),
    );
    return { cookie, code, recoveryCodes };
  }

  it('is asked for from then on, and takes no code twice', async () => {
    const { code } = await setUp('editor');
    expect(codeOf(await signIn({ name: 'amy', password: MINE }))).toBe('CodeNeeded');
    expect(codeOf(await signIn({ name: 'amy', password: 'wrong', code: code() }))).toBe('SignInFailed');
    // The code that set it up is spent.
    expect(codeOf(await signIn({ name: 'amy', password: MINE, code: code() }))).toBe('CodeWrong');
    kit.wait(30_000);
    expect(codeOf(await signIn({ name: 'amy', password: MINE, code: code() }))).toBeUndefined();
    expect(codeOf(await signIn({ name: 'amy', password: MINE, code: code() }))).toBe('CodeWrong');
  });

  it('gives ten recovery codes, each good for once', async () => {
    const { recoveryCodes } = await setUp('editor');
    expect(new Set(recoveryCodes).size).toBe(10);
    const [first = ''] = recoveryCodes;
    const entered = await signIn({ name: 'amy', password: MINE, code: first.toUpperCase() });
    expect(valueOf<Me>(entered).recoveryCodesLeft).toBe(9);
    expect(codeOf(await signIn({ name: 'amy', password: MINE, code: first }))).toBe('CodeWrong');
  });

  it('can be taken off by an editor, not by an admin', async () => {
    const { cookie } = await setUp('editor');
    const remove = (password: string) =>
      kit.call({ method: 'post', path: '/authenticator/remove', cookie, body: { password } });
    expect(codeOf(await remove('wrong'))).toBe('PasswordWrong');
    expect(codeOf(await remove(MINE))).toBeUndefined();
    expect(codeOf(await signIn({ name: 'amy', password: MINE }))).toBeUndefined();
  });

  it('stays with an admin until the account is reset', async () => {
    const { cookie } = await setUp('admin');
    const removed = await kit.call({ method: 'post', path: '/authenticator/remove', cookie, body: { password: MINE } });
    expect(removed).toMatchObject({ status: 409, code: 'AuthenticatorKept' });
    const access = await resetAdmin(kit.storage.accounts, kit.now, 'amy');
    const oneTimePassword = access === 'external' ? '' : access.oneTimePassword;
    expect(codeOf(await kit.call({ method: 'get', path: '/me', cookie }))).toBe('SignedOut');
    const entered = await signIn({ name: 'amy', password: oneTimePassword });
    expect(valueOf<Me>(entered)).toMatchObject({ mustChangePassword: true, hasAuthenticator: false });
  });
});

describe('the admins’ page', () => {
  it('adds, changes, disables and resets, and ends the sessions of whom it concerns', async () => {
    const admin = await kit.signedInAs('admin');
    const post = (path: string, body: object, params = {}) =>
      kit.call({ method: 'post', path, cookie: admin, body, params });
    const added = valueOf<OneTimePassword>(await post('/accounts', { name: ' Li.Ming ', role: 'editor' }));
    expect(added.name).toBe('li.ming');
    expect(codeOf(await post('/accounts', { name: 'li.ming', role: 'officer' }))).toBe('NameTaken');
    for (const name of ['', 'x', '-x', 'a b', 'ä', 'x'.repeat(41)])
      expect([name, codeOf(await post('/accounts', { name, role: 'editor' }))]).toEqual([name, 'BadInput']);
    const { id = '' } = (await kit.storage.accounts.findByName('li.ming')) ?? {};
    const cookie = cookieOf(await signIn({ name: 'li.ming', password: added.oneTimePassword }));
    const isIn = async () => codeOf(await kit.call({ method: 'get', path: '/me', cookie })) === undefined;
    expect(await isIn()).toBe(true);
    expect(codeOf(await post('/accounts/:id/role', { role: 'supervisor' }, { id }))).toBeUndefined();
    expect(await isIn()).toBe(false);
    expect(codeOf(await post('/accounts/:id/disable', {}, { id }))).toBeUndefined();
    expect(codeOf(await signIn({ name: 'li.ming', password: added.oneTimePassword }))).toBe('SignInFailed');
    expect(codeOf(await post('/accounts/:id/enable', {}, { id }))).toBeUndefined();
    const reset = valueOf<OneTimePassword>(await post('/accounts/:id/reset', {}, { id }));
    expect(codeOf(await signIn({ name: 'li.ming', password: added.oneTimePassword }))).toBe('SignInFailed');
    expect(codeOf(await signIn({ name: 'li.ming', password: reset.oneTimePassword }))).toBeUndefined();
    expect(codeOf(await post('/accounts/:id/role', { role: 'editor' }, { id: 'nobody' }))).toBe('NotFound');
    const own = (await kit.storage.accounts.list()).find(({ role }) => role === 'admin')?.id ?? '';
    expect(codeOf(await post('/accounts/:id/disable', {}, { id: own }))).toBe('NotYourself');
  });

  it('never shows a hash, a secret or another’s password', async () => {
    const admin = await kit.signedInAs('admin', {
      authenticator: { secret: 'GEZDGNBV', lastStep: 0, recoveryHashes: ['h'] },
    });
    const list = JSON.stringify(await kit.call({ method: 'get', path: '/accounts', cookie: admin }));
    expect(list).toContain('hasAuthenticator');
    expect(list).not.toMatch(/scrypt|GEZDGNBV|recoveryHashes|passwordHash/);
  });
});
