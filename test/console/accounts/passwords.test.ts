import { describe, expect, it, vi } from 'vitest';
import { createPasswords, findPasswordFault } from '../../../src/console/accounts/passwords.ts';

// A password takes its time on purpose, a multiple of it on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const passwords = createPasswords();

describe('a stored password', () => {
  it('is opened by this password alone, in whatever form of Unicode it is typed', async () => {
    const hash = await passwords.hash('Café am Hafen 出海');
    expect(await passwords.isRight('Café am Hafen 出海', hash)).toBe(true);
    expect(await passwords.isRight('Cafe\u0301 am Hafen 出海', hash)).toBe(true);
    expect(await passwords.isRight('café am Hafen 出海', hash)).toBe(false);
    expect(await passwords.isRight('', hash)).toBe(false);
  });

  it('salts: the same password is never stored the same', async () => {
    const [one, two] = await Promise.all([passwords.hash('long enough it is'), passwords.hash('long enough it is')]);
    expect(one).not.toBe(two);
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
  });

  it.each([undefined, '', 'plain', 'scrypt$32768$8$3$$'])('is never right for %s', async (stored) => {
    expect(await passwords.isRight('', stored)).toBe(false);
  });
});

describe('findPasswordFault', () => {
  it.each([
    ['elf Zeichen', 'too-short'],
    ['twelve chars', null],
    ['aaaaaaaaaaaaaaaaaaa', 'too-short'],
    ['一二三四五六七八九十甲', 'too-short'],
    ['一二三四五六七八九十甲乙', null],
    ['my name is Li.Ming ok', 'holds-name'],
    ['x1y2z'.repeat(41), 'too-long'],
  ])('%s → %s', (password, fault) => {
    expect(findPasswordFault(password, 'li.ming')).toBe(fault);
  });
});
