import { describe, expect, it } from 'vitest';
import { MASK, maskContact } from '../../../src/console/cases/mask-contact.ts';

describe('e-mail addresses and telephone numbers in previews', () => {
  it.each([
    ['write to wang.li+hk@firm.com.hk please', `write to ${MASK} please`],
    ['邮箱wang@firm.example谢谢', `邮箱${MASK}谢谢`],
    ['ｗａｎｇ＠firm．example', MASK],
    ['+852 2345 6789', MASK],
    ['(0755) 8234-5678', `(${MASK}`],
    ['手机13800138000，微信同号', `手机${MASK}，微信同号`],
    ['１３８００１３８０００', MASK],
    ['138-0013-8000 or 139.0013.9000', `${MASK} or ${MASK}`],
  ])('are covered: %s', (text, shown) => {
    expect(maskContact(text)).toBe(shown);
  });

  it.each([
    'HK$5,000,000 in 2026, 8.25%',
    'on 2026-11-26 at 17:30',
    'case GG2611-7K4PM-X',
    'sections 14 and 15, 183 days',
    'a share of 500 000',
    '3亿美元，2026年11月26日',
    '@ the office',
  ])('are told from sums, days and numbers of cases: %s', (text) => {
    expect(maskContact(text)).toBe(text);
  });

  it('are looked for in a time that grows with the text, not with its square', () => {
    const started = performance.now();
    for (const unit of ['a', '1 ', 'a.', '1.', 'a@', '＋']) maskContact(unit.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
