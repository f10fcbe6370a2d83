import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimValues } from '../../../src/adapters/oidc/claim-values.ts';
import { accountNameOf } from '../../../src/console/accounts/account-name.ts';
import { type GrantRules, grantOf } from '../../../src/console/accounts/grant-of.ts';
import { returnPath } from '../../../src/console/accounts/return-path.ts';

const RULES: GrantRules = {
  roles: [
    { value: 'Boss', role: 'supervisor' },
    { value: 'Officer', role: 'officer' },
  ],
  bindsDesks: true,
};
const DESKS = ['tax-desk', 'law-desk'];

describe('what a person’s claims allow', () => {
  it('is the first role of the setting that they have', () => {
    expect(grantOf({ roles: ['Officer', 'Boss'], desks: [] }, RULES, DESKS)).toMatchObject({ role: 'supervisor' });
  });

  it('is nothing without a role, whatever the desks', () => {
    expect(grantOf({ roles: ['Guest'], desks: ['*'] }, RULES, DESKS)).toEqual({ kind: 'refused', why: 'no-role' });
  });

  it.each([
    [['tax-desk', 'no-such-desk'], { kind: 'granted', role: 'officer', desks: ['tax-desk'] }],
    [['*'], { kind: 'granted', role: 'officer', desks: [] }],
    [[], { kind: 'refused', why: 'no-desk' }],
    [['no-such-desk'], { kind: 'refused', why: 'no-desk' }],
  ])('for an officer whose desk claim is %j', (desks, grant) => {
    expect(grantOf({ roles: ['Officer'], desks }, RULES, DESKS)).toEqual(grant);
  });

  it('leaves desks as they are set here when no claim says them, and for those who are not bound to desks', () => {
    const free = { ...RULES, bindsDesks: false };
    expect(grantOf({ roles: ['Officer'], desks: [] }, free, DESKS)).toMatchObject({ desks: null });
    expect(grantOf({ roles: ['Boss'], desks: ['tax-desk'] }, RULES, DESKS)).toMatchObject({ desks: null });
  });
});

describe('the values of a claim', () => {
  it.each([
    [{ roles: ['a', 'b'] }, 'roles', ['a', 'b']],
    [{ roles: 'a' }, 'roles', ['a']],
    [{ roles: ['a', 1, null, { b: 1 }] }, 'roles', ['a']],
    [{ realm_access: { roles: ['a'] } }, 'realm_access.roles', ['a']],
    [{ 'https://id.example/roles': ['a'] }, 'https://id.example/roles', ['a']],
    [{}, 'roles', undefined],
    [{}, 'constructor.name', undefined],
    [{ realm_access: null }, 'realm_access.roles', undefined],
  ])('%j at %s', (claims, name, values) => {
    expect(claimValues(claims, name)).toEqual(values);
  });
});

describe('a name for the account', () => {
  it.each([
    ['Chan.TaiMan@example.hk', 'chan.taiman'],
    ['Zoë Müller', 'zoe.muller'],
    ['-._x9', 'x9'],
    ['陳大文', 'member'],
    ['', 'member'],
    [null, 'member'],
    ['<script>', 'script'],
  ])('from %s', (said, name) => {
    expect(accountNameOf(said)).toBe(name);
  });

  it('is always one that an admin could have given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (said) => {
        expect(accountNameOf(said)).toMatch(/^[a-z0-9][a-z0-9._-]{1,39}$/);
      }),
    );
  });
});

describe('where a sign-in leads', () => {
  it.each([
    ['/console/cases?view=mine', '/console/cases?view=mine'],
    ['/console/cases/a%20b#x', '/console/cases/a%20b'],
    ['/console', '/console/'],
    ['/console/api/oidc/callback', '/console/'],
    ['/consolex', '/console/'],
    ['http://console.invalid@evil.example/console/', '/console/'],
  ])('%s', (wanted, path) => {
    expect(returnPath(wanted)).toBe(path);
  });

  it('is within the console for anything that anybody may write', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '..',
      'console',
      'evil.example',
      '@',
      ':',
      '%2e',
      '%0d%0a',
      '\n',
      '\t',
      '?',
      '#',
      'http:',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 12 }), (pieces) => {
        const path = returnPath(pieces.join(''));
        expect(path).toMatch(/^\/console\/[\x21-\x7e]*$/);
        expect(new URL(path, 'https://here.example').origin).toBe('https://here.example');
      }),
    );
  });
});
