import { hongKongDay } from './clock.ts';

/** A whole number from 0 to below `limit`, every one as likely, e.g. `randomInt` of node:crypto. */
export type RandomBelow = (limit: number) => number;

/**
 * One symbol of each group that people mix up, no vowels (no words come out). The place of a symbol is its value; a
 * digit is worth itself, also in year and month, where 0 and 1 occur. 23 is prime, which the check character needs.
 */
const SYMBOLS = 'CD23456789FHJKMNPRTVWXY';
const SERIAL_LENGTH = 5;
/** Four more symbols, so that eight of them hold 38 bits. */
const CODE_SYMBOLS = `${SYMBOLS}AEGQ`;
const CODE_LENGTH = 8;

/**
 * The number of a new case, e.g. GG2611-7K4PM-X: year and month in Hong Kong, five symbols (6.4 million a month: the
 * caller asks again when a number is taken), a check character.
 */
export function makeCaseNumber(now: Date, random: RandomBelow): string {
  const month = hongKongDay(now).slice(2, 7).replace('-', '');
  const serial = symbols(SYMBOLS, SERIAL_LENGTH, random);
  return format(month, serial, checkCharacter(month + serial));
}

/**
 * The number as it is stored, from what somebody typed or read out: any case, width, spacing and dashes, and look-alikes
 * (O for 0, S for 5 …) read as the symbol that occurs. Undefined when it is no case number or its check character is wrong.
 */
export function parseCaseNumber(text: string): string | undefined {
  const match = /^GG(.{4})(.{5})(.)$/u.exec(bare(text));
  if (match === null) return undefined;
  const [, typedMonth = '', typedSerial = '', typedCheck = ''] = match;
  const month = replaceEach(typedMonth, LOOK_ALIKES_OF_DIGITS);
  const serial = replaceEach(typedSerial, LOOK_ALIKES);
  const check = replaceEach(typedCheck, LOOK_ALIKES);
  const isWhole =
    /^\d\d(?:0[1-9]|1[0-2])$/u.test(month) && [...serial, check].every((symbol) => SYMBOLS.includes(symbol));
  return isWhole && checkCharacter(month + serial) === check ? format(month, serial, check) : undefined;
}

/** So many symbols and their check character, without dashes: for other things that are read out. */
export function makeSerial(length: number, random: RandomBelow): string {
  const serial = symbols(SYMBOLS, length, random);
  return serial + checkCharacter(serial);
}

/** What somebody typed, without spaces and dashes, look-alikes read as the symbol that occurs. */
export function readSymbols(text: string): string {
  return replaceEach(bare(text), LOOK_ALIKES);
}

/** Whether it holds only symbols that occur, and its last checks the others. */
export function isWholeSerial(serial: string): boolean {
  const isKnown = [...serial].every((symbol) => SYMBOLS.includes(symbol));
  return isKnown && checkCharacter(serial.slice(0, -1)) === serial.at(-1);
}

/** The secret that opens the status page together with the number: eight symbols, 38 bits. */
export function makeCaseCode(random: RandomBelow): string {
  return symbols(CODE_SYMBOLS, CODE_LENGTH, random);
}

/** A code as it was made, from what somebody typed, read as generously as a number; undefined when it can be none. */
export function parseCaseCode(text: string): string | undefined {
  const code = replaceEach(bare(text), LOOK_ALIKES_IN_CODES);
  return code.length === CODE_LENGTH && [...code].every((symbol) => CODE_SYMBOLS.includes(symbol)) ? code : undefined;
}

/** A case that somebody names. */
export interface CaseReference {
  readonly number: string;
  readonly code: string;
  /** What is said beside them. */
  readonly rest: string;
  /** The whole text with the code blacked out. */
  readonly masked: string;
}

/**
 * The number and the code that stand in a message, in this order and as they are printed (dashes and spaces as people type
 * them); undefined when they do not both stand there.
 */
export function findCaseReference(text: string): CaseReference | undefined {
  const said = text.normalize('NFKC');
  const found = /\bGG[\s\p{Pd}]?\w{4}[\s\p{Pd}]*\w{5}[\s\p{Pd}]*\w\b/iu.exec(said);
  const number = found === null ? undefined : parseCaseNumber(found[0]);
  if (found === null || number === undefined) return undefined;
  const after = said.slice(found.index + found[0].length);
  // «code R7QK M2XD»: what is typed in one is meant rather than two words, and of those the last.
  const typed = [
    ...after.matchAll(/(?=\b(\w{4}\p{Pd}?\w{4})\b)/gu),
    ...[...after.matchAll(/(?=\b(\w{4}\s\w{4})\b)/gu)].toReversed(),
  ].find(([, candidate = '']) => parseCaseCode(candidate) !== undefined);
  const [, written = ''] = typed ?? [];
  const code = parseCaseCode(written);
  if (typed === undefined || code === undefined) return undefined;
  const beside = [said.slice(0, found.index), after.slice(0, typed.index), after.slice(typed.index + written.length)];
  const at = said.length - after.length + typed.index;
  const masked = `${said.slice(0, at)}${'■'.repeat(CODE_LENGTH)}${said.slice(at + written.length)}`;
  return { number, code, rest: beside.join(' '), masked };
}

/**
 * Read as the one symbol of the group that occurs. Nothing that occurs in a number is read as something else: else two
 * swapped neighbours could pass.
 */
const LOOK_ALIKES = { B: '8', G: '6', S: '5', U: 'V', Z: '2' };
const LOOK_ALIKES_OF_DIGITS = { ...LOOK_ALIKES, O: '0', Q: '0', I: '1', L: '1' };
const LOOK_ALIKES_IN_CODES = { B: '8', O: 'Q', 0: 'Q', S: '5', U: 'V', Z: '2' };

/**
 * ISO/IEC 7064, pure system, with modulus 23 and radix 2: the weighted sum of all values is 1. Neighbouring weights
 * differ and no weight is a multiple of the modulus, so one wrong character or two swapped neighbours change the sum.
 */
function checkCharacter(payload: string): string {
  const sum = [...payload].reduce((total, symbol) => ((total + valueOf(symbol)) * 2) % SYMBOLS.length, 0);
  return SYMBOLS.charAt((SYMBOLS.length + 1 - sum) % SYMBOLS.length);
}

function valueOf(symbol: string): number {
  return /\d/u.test(symbol) ? Number(symbol) : SYMBOLS.indexOf(symbol);
}

function format(month: string, serial: string, check: string): string {
  return `GG${month}-${serial}-${check}`;
}

function symbols(from: string, length: number, random: RandomBelow): string {
  return Array.from({ length }, () => from.charAt(random(from.length))).join('');
}

/** Upper case, half width, without spaces and whatever is typed for a dash (the Chinese 一 and the long-vowel ー too). */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Z}\p{Cf}\p{Pd}_.·・−一ー]/gu, '');
}

function replaceEach(text: string, by: Readonly<Record<string, string>>): string {
  return [...text].map((symbol) => by[symbol] ?? symbol).join('');
}
