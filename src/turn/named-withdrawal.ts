import type { Suggestion } from '../domain/answer.ts';
import { type CaseReference, findCaseReference } from '../domain/case-number.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import type { Wording } from '../domain/wording.ts';
import type { CaseDesk, NamedOutcome } from './case-desk.ts';

export interface NamedWithdrawalParts {
  readonly cases: Pick<CaseDesk, 'relay' | 'withdrawNamed' | 'current' | 'withdraw'>;
  /** Whether words beside a number and a code wish the case withdrawn, and whether they confirm it. */
  readonly withdrawalIn: (words: string) => 'asked' | 'confirmed' | null;
  /** Whether a message asks for the case of its own conversation to be withdrawn. */
  readonly asksWithdrawal: (text: string) => boolean;
  readonly wording: Wording;
}

/** What is said, with the button that confirms. */
export interface SaidOfNamed {
  readonly text: string;
  readonly suggestions: readonly Suggestion[];
}

/** A visitor's message as it was said, and as it may be kept: without what is nobody else's to read. */
export interface OwnedMessage {
  readonly id: string;
  readonly conversation: string;
  readonly text: string;
  readonly kept: string;
}

/** Taking a case back by number and code, wherever it was opened and whoever speaks in this conversation. */
export interface NamedWithdrawal {
  /** null: nothing of the kind is meant. */
  hear(text: string, conversation: string, language: Language): Promise<SaidOfNamed | null>;
  /**
   * For the officer who owns the chat, "not-owned" when nobody does any more. Number and code are proof enough without an
   * officer: such a wish is carried out, and the desk says below the visitor's words what came of it.
   */
  relay(message: OwnedMessage): Promise<'relayed' | 'not-owned'>;
}

export function createNamedWithdrawal(parts: NamedWithdrawalParts): NamedWithdrawal {
  const { cases, withdrawalIn, wording } = parts;
  const wishIn = (text: string) => {
    const named = findCaseReference(text);
    const wish = named === undefined ? null : withdrawalIn(named.rest);
    return named === undefined || wish === null ? null : { ...named, isConfirmed: wish === 'confirmed' };
  };
  /** The case of this chat, by which whoever writes here is known; null: its officer reads the words, and nothing more. */
  async function relayOwn({ id, conversation, text, kept }: OwnedMessage): Promise<'relayed' | 'not-owned' | null> {
    const isAsked = parts.asksWithdrawal(text);
    if (!isAsked && !NUMBER_AT_END.test(text)) return null;
    const number = (await cases.current(conversation, 'en'))?.card.number ?? '';
    // With the number: «yes, withdraw it» may be said to the officer of anything.
    const confirms = (language: Language) => `${wording('case.withdrawNow.label', language)} ${number}`;
    if (LANGUAGES.some((language) => confirms(language) === text.trim()))
      return (await cases.withdraw(conversation, { id, text: kept })) ? 'relayed' : 'not-owned';
    if (!isAsked) return null;
    return cases.relay({ id, conversation, text: kept }, (language) => ({
      text: wording('case.confirmOwn', language, { number }),
      suggestions: [{ label: wording('case.withdrawNow.label', language), text: confirms(language) }],
    }));
  }

  return {
    async hear(text, conversation, language) {
      const wish = wishIn(text);
      if (wish === null) return null;
      return sayNamed(await cases.withdrawNamed({ ...wish, conversation }), wish, language, wording);
    },
    async relay({ id, conversation, text, kept }) {
      const line = { id, conversation, text: kept };
      const wish = wishIn(text);
      if (wish === null) return (await relayOwn({ id, conversation, text, kept })) ?? cases.relay(line);
      const outcome = await cases.withdrawNamed({ ...wish, conversation, said: { id, text: kept } });
      // The case was this chat's: its end is told, and the words are kept with it.
      if (outcome.kind === 'told') return 'relayed';
      if (outcome.kind === 'not-owned') return 'not-owned';
      return cases.relay(line, (language) => sayNamed(outcome, wish, language, wording));
    },
  };
}

/** As a button says it. */
const NUMBER_AT_END = /GG\d{4}-\w{5}-\w\s*$/u;

function sayNamed(
  outcome: NamedOutcome,
  { number, code }: CaseReference,
  language: Language,
  wording: Wording,
): SaidOfNamed {
  const say = (key: string, values = {}): SaidOfNamed => ({ text: wording(key, language, values), suggestions: [] });
  switch (outcome.kind) {
    case 'open': {
      const label = wording('case.withdrawNow.label', language);
      const confirms = { kind: 'option', label, text: `${label} ${number} ${code}` } as const;
      return { ...say('case.confirmNamed', { number }), suggestions: [confirms] };
    }
    case 'limited':
      return say('visitorCase.limited', { seconds: String(outcome.waitSeconds) });
    case 'unknown':
      return say('visitorCase.unknown');
    case 'not-owned':
    case 'ended':
      return say('visitorCase.tooLate');
    case 'told':
    case 'withdrawn':
      return say('case.withdrawn', { number });
  }
}
