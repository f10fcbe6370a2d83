import type { AskedInput, Inputs } from '../../domain/asked-input.ts';
import type { CalculationDialog } from '../../domain/calculation.ts';
import type { Scheme } from '../../domain/schemes.ts';
import type { Tables } from '../../domain/tables.ts';
import type { AnsweringParts } from '../answering-turn.ts';
import { type Message, readMentioned } from './read-inputs.ts';

/** The name of the calculator whose inputs are the criteria of schemes.yaml. */
export const SCHEME_FINDER = 'scheme-finder';

const HONG_KONG = /香港|\bhong kong\b|\bhk\b/u;

/** The calculation that a message asks for, with what it says of the inputs; null for a plain question. */
export function findCalculation(
  message: Message,
  parts: AnsweringParts,
): { readonly dialog: CalculationDialog; readonly inputs: Inputs } | null {
  const { tables } = parts.knowledge();
  const isAbroad = message.entities.some(({ kind }) => kind === 'market' || kind === 'other-market');
  for (const dialog of parts.calculations.calculations) {
    if (dialog.unless.some((pattern) => pattern.test(message.text))) continue;
    if (dialog.isOfHongKong && isAbroad && !HONG_KONG.test(message.text)) continue;
    const inputs = mentionedIn(message, dialog, tables);
    const has = (id: string) => inputs[id] !== undefined && inputs[id] !== '';
    const asks =
      dialog.asks.some((pattern) => pattern.test(message.text)) ||
      (dialog.asksWith.inputs.some(has) && dialog.asksWith.patterns.some((pattern) => pattern.test(message.text)));
    if (asks) return { dialog, inputs };
  }
  return null;
}

/** Everything that a message says of a calculation's inputs. */
export function mentionedIn(message: Message, dialog: CalculationDialog, tables: Tables): Inputs {
  if (dialog.name !== SCHEME_FINDER) return readMentioned(dialog.inputs, message, true);
  const facts = [...new Map(tables.schemes.flatMap(factsOf).map((fact) => [fact.id, fact])).values()];
  const schemes = schemesNamed(message.text, tables.schemes);
  return { ...readMentioned(facts, message, false), ...(schemes === '' ? {} : { schemes }) };
}

/** The input of that id, of the calculation or of a scheme. */
export function inputOf(dialog: CalculationDialog, id: string, tables: Tables): AskedInput | undefined {
  return [...dialog.inputs, ...tables.schemes.flatMap(factsOf)].find((input) => input.id === id);
}

function factsOf({ criteria }: Scheme): AskedInput[] {
  return criteria.map(({ asked }) => asked);
}

/** Ids with a space between them; «Easy BUD» names not the BUD Fund as well. */
function schemesNamed(text: string, schemes: readonly Scheme[]): string {
  const named = schemes.flatMap(({ id, keywords }) =>
    keywords.filter((keyword) => holds(text, keyword)).map((keyword) => ({ id, keyword })),
  );
  const own = named.filter(
    ({ id, keyword }) =>
      !named.some((other) => other.id !== id && other.keyword !== keyword && other.keyword.includes(keyword)),
  );
  return [...new Set(own.map(({ id }) => id))].join(' ');
}

function holds(text: string, keyword: string): boolean {
  if (!/^[a-z]/u.test(keyword)) return text.includes(keyword);
  const at = text.indexOf(keyword);
  const isLetter = (character: string | undefined) => character !== undefined && /[a-z]/u.test(character);
  return at >= 0 && !isLetter(text[at - 1]) && !isLetter(text[at + keyword.length]);
}
