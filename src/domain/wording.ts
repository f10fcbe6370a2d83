import type { Language } from './language.ts';
import type { CaseWish } from './understanding.ts';

/**
 * What the assistant says of itself: dialogs/wording.yaml by key ("guard.tooLong"), with {names} filled in.
 * Throws on an unknown key or a missing value: that is our mistake, and a test walks all keys.
 */
export type Wording = (key: string, language: Language, values?: Readonly<Record<string, string>>) => string;

/** Patterns of dialogs/intents.yaml, compiled; matched against normalised text. */
export interface IntentPatterns {
  readonly smallTalk: readonly (readonly [about: string, patterns: readonly RegExp[]])[];
  readonly person: readonly RegExp[];
  readonly more: readonly RegExp[];
  /** In a messaging app: the conversation is to go on on the website. */
  readonly website: readonly RegExp[];
  /** Beside the number and the code of a case: it is to be taken back. */
  readonly withdrawNamed: readonly RegExp[];
  readonly case: readonly (readonly [about: CaseWish, patterns: readonly RegExp[]])[];
  readonly attack: readonly AttackPatterns[];
}

/** One kind of attack: what shows it, and what shows that an honest question only shares its words. */
export interface AttackPatterns {
  readonly about: string;
  readonly patterns: readonly RegExp[];
  /** A message that matches one of these is no attack of this kind, whatever else stands in it. */
  readonly except: readonly RegExp[];
}
