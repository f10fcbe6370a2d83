import type { AnswerWords } from '../../domain/calculation.ts';
import type { Language } from '../../domain/language.ts';
import type { SlotValue } from '../../domain/slots.ts';
import type { Province } from '../../domain/tables.ts';
import type { Entity } from '../../domain/understanding.ts';
import type { SlotDefinition } from '../dialog-definition.ts';

/** What a reply says of one slot. `key` is the last part of a «form.wrong.…» wording. */
export type Reading =
  | { readonly kind: 'ok'; readonly value: SlotValue }
  | { readonly kind: 'wrong'; readonly key: WrongKey };

/** Why a reply is of no use; each has its sentence in dialogs/form-wording.yaml. */
export const WRONG_KEYS = [
  'empty',
  'tooLong',
  'markup',
  'emailForm',
  'emailSeveral',
  'phoneForm',
  'phoneCountry',
  'phoneSeveral',
  'wechatForm',
  'wechatLabel',
  'urlForm',
  'urlScheme',
  'amountForm',
  'amountBare',
  'amountSeveral',
  'amountRange',
  'dateForm',
  'datePast',
  'companyForm',
  'companySentence',
  'nameForm',
  'nameSentence',
  'usccLength',
  'usccCharacters',
  'usccCheck',
  'brForm',
  'placeUnknown',
  'placeSeveral',
  'marketUnknown',
  'marketSeveral',
  'textForm',
  'yesNo',
  'choiceUnknown',
  'choiceSeveral',
] as const;
export type WrongKey = (typeof WRONG_KEYS)[number];

/** A value that stands in a longer message, and where. */
export interface Found {
  readonly value: SlotValue;
  readonly start: number;
  readonly end: number;
}

/** What a validator may look at besides the words. */
export interface ReadingContext {
  readonly slot: SlotDefinition;
  /** Markets, places and amounts that tables and lexicon know. */
  readonly findNames: (text: string) => readonly Entity[];
  readonly provinces: readonly Province[];
  /** The first full date of a text as YYYY-MM-DD; null when there is none. */
  readonly readDay: (text: string) => string | null;
  /** YYYY-MM-DD in Hong Kong. */
  readonly today: string;
  readonly words: Pick<AnswerWords, 'yes' | 'no'>;
}

export interface Validator {
  /** The whole text as an answer. The text has been through `cleanReply`. Never throws. */
  readonly read: (text: string, language: Language, context: ReadingContext) => Reading;
  /** The value within a longer message, if it is unmistakable; absent where nothing is. */
  readonly find?: (text: string, language: Language, context: ReadingContext) => Found | null;
}

export const ok = (value: SlotValue): Reading => ({ kind: 'ok', value });
export const wrong = (key: WrongKey): Reading => ({ kind: 'wrong', key });
