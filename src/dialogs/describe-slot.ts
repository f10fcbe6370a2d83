import type { Language } from '../domain/language.ts';
import type { SlotValue } from '../domain/slots.ts';
import type { Market, Province } from '../domain/tables.ts';
import type { Wording } from '../domain/wording.ts';
import type { DialogDefinition } from './dialog-definition.ts';

export interface DescribeSlotParts {
  readonly wording: Wording;
  readonly provinces: () => readonly Province[];
  readonly markets: () => readonly Market[];
  /** «US$5 million», «500万美元». */
  readonly writeAmount: (value: number, currency: string | null, language: Language) => string;
}

export interface DescribedSlot {
  readonly label: string;
  /** The value as a person reads it: names for ids, spaced telephone numbers. */
  readonly shown: string;
  readonly isPersonal: boolean;
}

/** Label and value of a slot in a language. A slot that the dialog does not have (any more) keeps its own id as the label. */
export function describeSlot(
  dialog: DialogDefinition,
  slot: string,
  value: SlotValue | undefined,
  language: Language,
  parts: DescribeSlotParts,
): DescribedSlot {
  const definition = dialog.slots[slot];
  if (definition === undefined)
    return { label: slot, shown: value === undefined ? '' : plain(value, language, parts), isPersonal: true };
  const base = { label: definition.label[language], isPersonal: definition.isPersonal };
  if (value === undefined) return { ...base, shown: '' };
  const shownOf = (single: SlotValue): string => {
    const optionId = typeof single === 'boolean' ? (single ? 'yes' : 'no') : single;
    const option = definition.options.find((candidate) => candidate.value === optionId);
    if (option !== undefined) return option.label[language];
    if (typeof single !== 'string') return plain(single, language, parts);
    switch (definition.validator) {
      case 'place':
        return placeName(single, definition.level ?? 'province', language, parts.provinces());
      case 'market':
      case 'markets':
        return marketName(single, language, parts.markets());
      case 'phone':
        return spacedPhone(single);
      default:
        return single;
    }
  };
  const shown = isList(value) ? value.map(shownOf).join(parts.wording('form.list', language)) : shownOf(value);
  return { ...base, shown };
}

function isList(value: SlotValue): value is readonly string[] {
  return Array.isArray(value);
}

function plain(value: SlotValue, language: Language, { wording, writeAmount }: DescribeSlotParts): string {
  if (isList(value)) return value.join(wording('form.list', language));
  if (typeof value === 'boolean') return wording(value ? 'calculate.yes' : 'calculate.no', language);
  return typeof value === 'object' ? writeAmount(value.value, value.currency, language) : String(value);
}

function placeName(id: string, level: string, language: Language, provinces: readonly Province[]): string {
  const found =
    level === 'city'
      ? provinces.flatMap(({ cities }) => cities).find((city) => city.id === id)
      : provinces.find((province) => province.id === id);
  return found?.name[language] ?? id;
}

/** Countries that the tables do not hold are known by their code. */
function marketName(id: string, language: Language, markets: readonly Market[]): string {
  const held = markets.find((market) => market.id === id)?.name[language];
  if (held !== undefined || !/^[A-Z]{2}$/u.test(id)) return held ?? id;
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(id) ?? id;
}

function spacedPhone(number: string): string {
  return number
    .replace(/^\+852(\d{4})(\d{4})$/u, '+852 $1 $2')
    .replace(/^\+86(1\d{2})(\d{4})(\d{4})$/u, '+86 $1 $2 $3');
}
