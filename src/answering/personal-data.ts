/** What was found, for the visitor's eyes: a kind, never the number. */
export type PersonalDataKind = 'hkid' | 'mainlandId' | 'card';

const HKID = /(?<![A-Za-z0-9])([A-Za-z]{1,2})[ -]?(\d{6})[ -]?[（(]?([0-9Aa])[)）]?(?![A-Za-z0-9])/gu;
const MAINLAND_ID = /(?<!\d)(\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx])(?!\d)/gu;
const CARD = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/gu;

/**
 * Identity and card numbers that nobody should type here, found by pattern and check digit so that case numbers and
 * registration numbers pass. null when there is none. Telephone numbers and e-mails are left: people ask about them.
 */
export function findPersonalData(message: string): PersonalDataKind | null {
  const text = plainly(message);
  for (const [, letters = '', digits = '', check = ''] of text.matchAll(HKID))
    if (isHkid(letters, digits, check)) return 'hkid';
  for (const [, id = ''] of text.matchAll(MAINLAND_ID)) if (isMainlandId(digitsOf(id))) return 'mainlandId';
  for (const [number] of text.matchAll(CARD)) if (isCard(digitsOf(number))) return 'card';
  return null;
}

/** The same text with such numbers blacked out, for whatever is stored. */
export function maskPersonalData(message: string): string {
  const masked = blackOut(message);
  return findPersonalData(masked) === null ? masked : blackOut(plainly(message));
}

/** Full-width digits and invisible characters must not hide a number from us that a reader sees. */
function plainly(text: string): string {
  return text.normalize('NFKC').replace(/\p{Cf}/gu, '');
}

function blackOut(text: string): string {
  const mask = (match: string) => '■'.repeat(Math.min(8, match.length));
  return text
    .replace(HKID, (match, letters: string, digits: string, check: string) =>
      isHkid(letters, digits, check) ? mask(match) : match,
    )
    .replace(MAINLAND_ID, (match, id: string) => (isMainlandId(digitsOf(id)) ? mask(match) : match))
    .replace(CARD, (match) => (isCard(digitsOf(match)) ? mask(match) : match));
}

/** Without the spaces and hyphens between groups; the X of a Mainland number stays. */
function digitsOf(text: string): string {
  return text.replace(/[^\dXx]/gu, '');
}

/** Weighted sum with A = 10 … Z = 35, a single letter preceded by 36, modulo 11 = 0. */
function isHkid(letters: string, digits: string, check: string): boolean {
  const values = [...letters.toUpperCase()].map((letter) => letter.charCodeAt(0) - 55);
  const all = [
    ...(values.length === 1 ? [36] : []),
    ...values,
    ...[...digits].map(Number),
    check.toUpperCase() === 'A' ? 10 : Number(check),
  ];
  return all.reduce((sum, value, index) => sum + value * (9 - index), 0) % 11 === 0;
}

/** GB 11643: ISO 7064 MOD 11-2 over 17 digits, with a plausible birthday. */
function isMainlandId(id: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  return (
    '10X98765432'[sum % 11] === id[17]?.toUpperCase() && /^\d{6}(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])/u.test(id)
  );
}

/** Luhn, 13 to 19 digits, first digit of a payment scheme. */
function isCard(digits: string): boolean {
  if (!/^[3-6]\d{12,18}$/u.test(digits)) return false;
  let sum = 0;
  [...digits].reverse().forEach((digit, index) => {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
}
