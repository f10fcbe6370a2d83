import type { Slots } from '../../domain/slots.ts';

/** The slots that lists and figures name by themselves. */
export const COMPANY_SLOT = 'company';
export const NEED_SLOT = 'needs';
export const MARKET_SLOT = 'markets';
export const PROVINCE_SLOT = 'province';

const PERSONAL_SLOTS: readonly string[] = ['contactName', 'contactTitle', 'email', 'phone', 'wechat'];

/** Whether the slot says who somebody is or how to reach them: masked until an officer asks for it. */
export function isPersonalSlot(slot: string): boolean {
  return PERSONAL_SLOTS.includes(slot);
}

/** The ids in a slot that holds one or several; empty when nothing was said. */
export function idsIn(fields: Slots, slot: string): readonly string[] {
  const value = fields[slot];
  if (typeof value === 'string') return value === '' ? [] : [value];
  return isList(value) ? value : [];
}

/** Array.isArray does not narrow a readonly list. */
function isList(value: Slots[string] | undefined): value is readonly string[] {
  return Array.isArray(value);
}
