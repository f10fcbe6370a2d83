import type { Language } from './language.ts';
import type { OpeningHours, WorkingCalendar } from './working-time.ts';

/** Monday first, as in WEEK. */
const DAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  'zh-Hant': ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'],
  'zh-Hans': ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'],
};
/** Days as `WorkingCalendar.week` counts them, Sunday being 0. */
const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

const TO: Readonly<Record<Language, string>> = { en: ' to ', 'zh-Hant': '至', 'zh-Hans': '至' };
const BETWEEN: Readonly<Record<Language, string>> = { en: '; ', 'zh-Hant': '；', 'zh-Hans': '；' };

/** The weekly hours, days with the same hours in a row taken together: «Monday to Friday 09:00–18:00». */
export function officeHoursInWords({ week }: Pick<WorkingCalendar, 'week'>, language: Language): string {
  const runs: { from: number; to: number; hours: OpeningHours }[] = [];
  for (const [index, weekday] of WEEK.entries()) {
    const hours = week[weekday] ?? null;
    if (hours === null) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.to === index - 1 && isSame(last.hours, hours)) last.to = index;
    else runs.push({ from: index, to: index, hours });
  }
  return runs
    .map(({ from, to, hours }) => {
      const [first = '', end = ''] = [DAYS[language][from], DAYS[language][to]];
      const days = from === to ? first : `${first}${TO[language]}${end}`;
      return `${days}${language === 'en' ? ' ' : ''}${clockTime(hours.from)}–${clockTime(hours.until)}`;
    })
    .join(BETWEEN[language]);
}

function isSame(one: OpeningHours, other: OpeningHours): boolean {
  return one.from === other.from && one.until === other.until;
}

/** Minutes after midnight as «09:00». */
function clockTime(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
