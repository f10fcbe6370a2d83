import { type Condition, type RoughRates, slotConditions } from './condition.ts';

/** Values that a slot may have, by slot; null = any. */
export type KnownSlots = Readonly<Record<string, readonly (string | number | boolean)[] | null>>;

/** Slots and values that a condition names and that do not exist, each as a sentence. */
export function checkCondition(condition: Condition, known: KnownSlots, rates: RoughRates): string[] {
  return slotConditions(condition).flatMap((part) => {
    const values = known[part.slot];
    if (values === undefined) return [`there is no slot «${part.slot}». Use one of: ${Object.keys(known).join(', ')}`];
    if ('atLeastUsd' in part && Object.keys(rates).length === 0)
      return ['an amount is asked for, but no rate is given'];
    const named = 'equals' in part ? part.equals : 'includes' in part ? part.includes : 'only' in part ? part.only : [];
    if (values === null) return [];
    return named
      .filter((value) => !values.includes(value))
      .map((value) => `slot «${part.slot}» has no value «${value}». Use one of: ${values.join(', ')}`);
  });
}
