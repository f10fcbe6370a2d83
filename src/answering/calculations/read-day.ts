const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The first full date of a text as YYYY-MM-DD: 2026年3月1日, 2026-03-01, 1 March 2026, March 1, 2026. null when none exists. */
export function readDay(text: string): string | null {
  const numeric = /(\d{4})\s?[年\-/.]\s?(\d{1,2})\s?[月\-/.]\s?(\d{1,2})/u.exec(text);
  if (numeric !== null) return dayOf(numeric[1], numeric[2], numeric[3]);
  const name = String.raw`(${MONTHS.join('|')})[a-z]*`;
  const dayFirst = new RegExp(String.raw`(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?${name},?\s+(\d{4})`, 'iu').exec(text);
  if (dayFirst !== null) return dayOf(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = new RegExp(String.raw`${name}\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})`, 'iu').exec(text);
  return monthFirst === null ? null : dayOf(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]);
}

function monthOf(name = ''): string {
  return String(MONTHS.indexOf(name.toLowerCase()) + 1);
}

/** null for a day that the calendar does not have. */
function dayOf(year = '', month = '', day = ''): string | null {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== iso ? null : iso;
}
