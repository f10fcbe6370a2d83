import { describe, expect, it } from 'vitest';
import { companyKey } from '../../src/handoff/company-key.ts';

describe('the key of a company', () => {
  it.each([
    ['深圳市華星電子有限公司', '深圳市华星电子有限公司'],
    ['深圳市华星电子股份有限公司', '深圳市華星電子'],
    ['Blue Harbour Ltd', 'BLUE HARBOUR LIMITED'],
    ['Blue Harbour Co., Ltd.', 'Ｂｌｕｅ Harbour Company Limited'],
    ['Blue-Harbour (HK) Inc', 'Blue Harbour HK'],
  ])('is the same for «%s» and «%s»', (one, other) => {
    expect(companyKey(one)).toBe(companyKey(other));
  });

  it.each([
    ['Marco', 'Mar Co'],
    ['Blue Harbour Ltd', 'Red Harbour Ltd'],
    ['Blue Harbour (HK) Ltd', 'Blue Harbour (Macao) Ltd'],
    ['华星电子', '华星光电'],
  ])('tells «%s» from «%s»', (one, other) => {
    expect(companyKey(one)).not.toBe(companyKey(other));
  });

  it('is never empty for a name that has letters', () => {
    for (const name of ['有限公司', 'Company', 'Co', 'Limited Company', '公司']) expect(companyKey(name)).not.toBe('');
    expect(companyKey(' ‧ ')).toBe('');
  });
});
