import { foldScript } from '../chinese/script-tables.ts';
import { LANGUAGES } from '../domain/language.ts';
import type { Slots, SlotValue } from '../domain/slots.ts';
import type { Province } from '../domain/tables.ts';
import type { Entity } from '../domain/understanding.ts';
import type { RoutingRules } from './read-routing.ts';

/** One question of the conversation with what understanding found in it. */
export interface AskedTurn {
  /** As the visitor wrote it. */
  readonly original: string;
  readonly entities: readonly Entity[];
}

export interface Prefill {
  readonly slots: Slots;
  /** What it is about: the last questions in the visitor's words, the oldest first, at most 500 characters. */
  readonly summary: string;
}

const LONGEST_SUMMARY = 500;

/**
 * What a conversation (latest turn last) already told the form: only what is certain, for the visitor to review. Every
 * market asked about is a target. A place counts when one alone was named, a sector when all that were named are one to the form; an amount when it has a currency
 * and its message speaks of investing.
 */
export function prefillFrom(
  turns: readonly AskedTurn[],
  facts: { readonly rules: RoutingRules['prefill']; readonly provinces: readonly Province[] },
): Prefill {
  const entities = turns.flatMap((turn) => turn.entities);
  const ofKind = (...kinds: readonly string[]) => entities.filter(({ kind }) => kinds.includes(kind));
  const known: Readonly<Record<string, SlotValue | undefined>> = {
    needs: someOf(needsOf(entities, facts.rules.needs)),
    markets: someOf(idsOf(ofKind('market', 'bloc'))),
    province: onlyOne(idsOf(ofKind('province'))),
    city: cityOf(ofKind('province'), facts.provinces),
    sector: onlyOne(sectorsOf(ofKind('sector'), facts.rules.sectors)),
    investment: investmentOf(turns, facts.rules.investment),
  };
  const slots = Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, SlotValue] => entry[1] !== undefined),
  );
  return { slots, summary: summaryOf(turns.map(({ original }) => original)) };
}

function needsOf(entities: readonly Entity[], needs: RoutingRules['prefill']['needs']): string[] {
  const asked = new Set(entities.map(({ id }) => id));
  return Object.entries(needs).flatMap(([need, terms]) => (terms.some((term) => asked.has(term)) ? [need] : []));
}

/** Sectors of the lexicon are finer than those of the form; one that the table does not have makes the whole uncertain. */
function sectorsOf(named: readonly Entity[], sectors: RoutingRules['prefill']['sectors']): (string | undefined)[] {
  const formSectorOf = (id: string) => Object.keys(sectors).find((sector) => sectors[sector]?.includes(id));
  return [...new Set(idsOf(named).map(formSectorOf))];
}

/** The gazetteer names a province by its cities too: the city is in the visitor's words. */
function cityOf(named: readonly Entity[], provinces: readonly Province[]): string | undefined {
  const province = provinces.find(({ id }) => id === onlyOne(idsOf(named)));
  const said = new Set(named.map(({ text }) => keyOf(text)));
  const cities = province?.cities.filter(({ name }) => LANGUAGES.some((language) => said.has(keyOf(name[language]))));
  return onlyOne((cities ?? []).map(({ id }) => id));
}

/** Of the latest message that speaks of investing and names one amount; an earlier one was corrected by it. */
function investmentOf(
  turns: readonly AskedTurn[],
  { words, unless }: RoutingRules['prefill']['investment'],
): SlotValue | undefined {
  const amountsOf = ({ original, entities }: AskedTurn) => {
    const text = keyOf(original);
    return words.test(text) && !unless.test(text) ? entities.flatMap(({ amount }) => amount ?? []) : [];
  };
  const amounts = turns.map(amountsOf).findLast((found) => found.length > 0) ?? [];
  const amount = onlyOne(amounts);
  return amount === undefined || amount.currency === null ? undefined : amount;
}

/** As many of the last questions as fit whole; a last one that is too long by itself is cut. */
function summaryOf(questions: readonly string[]): string {
  const said = questions.map((question) => question.replace(/\s+/gu, ' ').trim()).filter((question) => question !== '');
  let summary = '';
  for (const question of said.filter((text, index) => said.indexOf(text) === index).reverse()) {
    if (summary === '') summary = cut(question);
    else if (question.length + 1 + summary.length <= LONGEST_SUMMARY) summary = `${question}\n${summary}`;
    else break;
  }
  return summary;
}

/** Never between the halves of one character. */
function cut(text: string): string {
  if (text.length <= LONGEST_SUMMARY) return text;
  return `${text.slice(0, LONGEST_SUMMARY - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

function keyOf(text: string): string {
  return foldScript(text.normalize('NFKC').toLowerCase());
}

function idsOf(entities: readonly Entity[]): string[] {
  return [...new Set(entities.map(({ id }) => id))];
}

function onlyOne<T>(values: readonly T[]): T | undefined {
  return values.length === 1 ? values[0] : undefined;
}

function someOf(values: readonly string[]): readonly string[] | undefined {
  return values.length === 0 ? undefined : values;
}
