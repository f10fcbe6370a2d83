import { expect, test } from 'vitest';
import { officeHoursInWords } from '../../src/domain/office-hours-in-words.ts';

const day = { from: 9 * 60, until: 18 * 60 };

test('days in a row with the same hours are said together, in three languages', () => {
  const calendar = { week: [null, day, day, day, day, day, null] };
  expect(officeHoursInWords(calendar, 'en')).toBe('Monday to Friday 09:00–18:00');
  expect(officeHoursInWords(calendar, 'zh-Hant')).toBe('星期一至星期五09:00–18:00');
  expect(officeHoursInWords(calendar, 'zh-Hans')).toBe('星期一至星期五09:00–18:00');
});

test('a day with other hours, or after a day off, stands by itself', () => {
  const short = { from: 9 * 60 + 30, until: 13 * 60 };
  expect(officeHoursInWords({ week: [null, day, day, null, day, day, short] }, 'en')).toBe(
    'Monday to Tuesday 09:00–18:00; Thursday to Friday 09:00–18:00; Saturday 09:30–13:00',
  );
  expect(officeHoursInWords({ week: [short, null, null, null, null, null, null] }, 'zh-Hans')).toBe(
    '星期日09:30–13:00',
  );
});
