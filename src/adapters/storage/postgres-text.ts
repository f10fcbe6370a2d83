/** PostgreSQL keeps every character but U+0000; that one is written as U+001A 0, and U+001A itself as U+001A 1. */
const MARK = '\u001a';
const TO_ESCAPE = new RegExp(`[\u0000${MARK}]`, 'g');
const ESCAPED = new RegExp(`${MARK}([01])`, 'g');

/** What may be stored, and compared with what is stored. */
export function toPostgresText(text: string): string {
  return text.replace(TO_ESCAPE, (character) => (character === MARK ? `${MARK}1` : `${MARK}0`));
}

export function fromPostgresText(stored: string): string {
  return stored.includes(MARK) ? stored.replace(ESCAPED, (_, digit) => (digit === '1' ? MARK : '\u0000')) : stored;
}
