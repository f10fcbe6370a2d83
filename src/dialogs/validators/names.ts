import { hasMarkup } from '../clean-reply.ts';
import type { SlotDefinition } from '../dialog-definition.ts';
import { ok, type Reading, type Validator, type WrongKey, wrong } from './validator.ts';

/** The name of a company in any language. */
export const companyName: Validator = {
  read: (text, _, { slot }) => readName(text, slot, 'companyForm', 120),
};

/** The name or the title of a person. */
export const personName: Validator = {
  read: (text, _, { slot }) =>
    (text.match(/\d/gu) ?? []).length > 2 ? wrong('nameForm') : readName(text, slot, 'nameForm', 60),
};

/** Free words. */
export const freeText: Validator = {
  read: (text, _, { slot }) => {
    if (text === '') return wrong('empty');
    if (text.length > (slot.maxLength ?? 500)) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    return /\p{L}/u.test(text) ? ok(text) : wrong('textForm');
  },
};

function readName(text: string, slot: SlotDefinition, key: WrongKey, most: number): Reading {
  const name = slot.leadIns.reduce((rest, leadIn) => rest.replace(new RegExp(leadIn.source, 'iu'), ''), text).trim();
  if (name === '') return wrong('empty');
  if (name.length > (slot.maxLength ?? most)) return wrong('tooLong');
  if (hasMarkup(name)) return wrong('markup');
  const letters = name.match(/\p{L}/gu) ?? [];
  const isName = letters.length >= 2 || (letters.length === 1 && /\p{Script=Han}/u.test(name) && key === 'nameForm');
  const hasForeign = /[@<>{}[\]\\|^~`$%*=;"\n?？]|:\/\/|www\.|\p{Emoji_Presentation}/u.test(name);
  const isShouting = /(.)\1{5}/u.test(name);
  return isName && !hasForeign && !isShouting && letters.length * 2 >= name.replace(/\s/gu, '').length
    ? ok(name)
    : wrong(key);
}
