import type { LocalizedText } from '../../domain/language.ts';
import type { SlotValue } from '../../domain/slots.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { CaseField } from './case-api.ts';
import type { DescribeSlot } from './case-parts.ts';
import { isPersonalSlot } from './case-slots.ts';
import { localized } from './localized.ts';
import { MASK } from './mask-contact.ts';

/** What the visitor agreed to send, then what they held back; personal slots masked unless they are in `revealed`. */
export function caseFields(
  { fields, withheld }: Ticket,
  revealed: ReadonlySet<string>,
  describeSlot: DescribeSlot,
): readonly CaseField[] {
  const label = (slot: string, value: SlotValue | undefined) =>
    localized((language) => describeSlot(slot, value, language).label);
  const sent = Object.entries(fields).map(([slot, value]): CaseField => {
    const isPersonal = isPersonalSlot(slot);
    const isMasked = isPersonal && !revealed.has(slot);
    const shown = isMasked ? localized(() => MASK) : shownValue(slot, value, describeSlot);
    return { slot, label: label(slot, value), shown, isPersonal, isMasked, isWithheld: false };
  });
  const kept = withheld
    .filter((slot) => fields[slot] === undefined)
    .map((slot): CaseField => {
      const isPersonal = isPersonalSlot(slot);
      return {
        slot,
        label: label(slot, undefined),
        shown: localized(() => ''),
        isPersonal,
        isMasked: false,
        isWithheld: true,
      };
    });
  return [...sent, ...kept];
}

export function shownValue(slot: string, value: SlotValue, describeSlot: DescribeSlot): LocalizedText {
  return localized((language) => describeSlot(slot, value, language).shown);
}
