import type { Inputs } from '../domain/asked-input.ts';

/** An amount that was said in this currency, or without any; null when it is missing or in another one. */
export function amountIn(inputs: Inputs, id: string, currency: string): number | null {
  const value = inputs[id];
  if (typeof value !== 'object') return null;
  return value.currency === null || value.currency === currency ? value.value : null;
}
