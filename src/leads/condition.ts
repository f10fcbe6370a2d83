import { z } from 'zod';
import type { Slots, SlotValue } from '../domain/slots.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const oneOrMore = z
  .union([scalar, z.array(scalar).min(1)])
  .transform((value) => (Array.isArray(value) ? value : [value]));

/**
 * A condition as rules write it. No condition says that something was not said: what a visitor adds can only make
 * more of them hold.
 */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ slot: z.string(), equals: oneOrMore }),
    z.strictObject({ slot: z.string(), includes: oneOrMore }),
    z.strictObject({ slot: z.string(), only: oneOrMore }),
    z.strictObject({ slot: z.string(), filled: z.literal(true) }),
    z.strictObject({ slot: z.string(), atLeastUsd: z.number().positive() }),
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
  ]),
);

export type Condition =
  /** The slot's one value is one of these. */
  | { readonly slot: string; readonly equals: readonly (string | number | boolean)[] }
  /** The slot's list holds one of these. */
  | { readonly slot: string; readonly includes: readonly (string | number | boolean)[] }
  /** The slot's list holds nothing but these. Adding to a list may end this: it is for routing, not for points. */
  | { readonly slot: string; readonly only: readonly (string | number | boolean)[] }
  /** Something was said: not an empty text or list. */
  | { readonly slot: string; readonly filled: true }
  /** An amount of a known currency that is roughly so many US dollars or more. */
  | { readonly slot: string; readonly atLeastUsd: number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/** Rough factors to US dollars by ISO 4217 code: good enough for an order of magnitude, never said to anybody. */
export type RoughRates = Readonly<Record<string, number>>;

/** Whether a condition holds for what is known. */
export function holds(condition: Condition, slots: Slots, rates: RoughRates): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, slots, rates));
  if ('any' in condition) return condition.any.some((part) => holds(part, slots, rates));
  const value = slots[condition.slot];
  if (value === undefined || !isFilled(value)) return false;
  if ('equals' in condition) return isScalar(value) && condition.equals.includes(value);
  if ('includes' in condition) return listOf(value).some((item) => condition.includes.includes(item));
  if ('only' in condition) return listOf(value).every((item) => condition.only.includes(item));
  if ('filled' in condition) return true;
  return (usdOf(value, rates) ?? 0) >= condition.atLeastUsd;
}

/** Every condition on a slot, those inside `all` and `any` too. */
export function slotConditions(
  condition: Condition,
): readonly Exclude<Condition, { all: unknown } | { any: unknown }>[] {
  if ('all' in condition) return condition.all.flatMap(slotConditions);
  if ('any' in condition) return condition.any.flatMap(slotConditions);
  return [condition];
}

function isFilled(value: SlotValue): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return isList(value) ? value.length > 0 : true;
}

/** A list that was given as one text holds that text. */
function listOf(value: SlotValue): readonly (string | number | boolean)[] {
  if (isList(value)) return value;
  return isScalar(value) ? [value] : [];
}

function usdOf(value: SlotValue, rates: RoughRates): number | null {
  if (isScalar(value) || isList(value) || value.currency === null) return null;
  const rate = Object.hasOwn(rates, value.currency) ? rates[value.currency] : undefined;
  return rate === undefined ? null : value.value * rate;
}

function isScalar(value: SlotValue): value is string | number | boolean {
  return typeof value !== 'object';
}

function isList(value: SlotValue): value is readonly string[] {
  return Array.isArray(value);
}
