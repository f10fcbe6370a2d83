import { hasMarkup } from '../clean-reply.ts';
import type { SlotDefinition } from '../dialog-definition.ts';
import { type Asked, readsAsSentence } from './reads-as-sentence.ts';
import { ok, type Reading, type Validator, type WrongKey, wrong } from './validator.ts';

/** The name of a company in any language. */
export const companyName: Validator = {
  read: (text, _, { slot }) => readName(text, slot, { asked: 'company', key: 'companyForm', most: 120 }),
};

/** The name of a person as it is said: 张总, 陈小姐 and Ms Chan are names enough to ask for somebody. */
export const personName: Validator = { read: (text, _, { slot }) => readPerson(text, slot, 'person') };

/** What a person is in the company. */
export const jobTitle: Validator = { read: (text, _, { slot }) => readPerson(text, slot, 'title') };

/** Free words. */
export const freeText: Validator = {
  read: (text, _, { slot }) => {
    if (text === '') return wrong('empty');
    if (text.length > (slot.maxLength ?? 500)) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    return /\p{L}/u.test(text) ? ok(text) : wrong('textForm');
  },
};

function readPerson(text: string, slot: SlotDefinition, asked: 'person' | 'title'): Reading {
  const digits = text.match(/\d/gu) ?? [];
  return digits.length > 2 ? wrong('nameForm') : readName(text, slot, { asked, key: 'nameForm', most: 60 });
}

function readName(
  text: string,
  slot: SlotDefinition,
  { asked, key, most }: { readonly asked: Asked; readonly key: 'companyForm' | 'nameForm'; readonly most: number },
): Reading {
  const name = slot.leadIns.reduce((rest, leadIn) => rest.replace(new RegExp(leadIn.source, 'iu'), ''), text).trim();
  if (name === '') return wrong('empty');
  if (name.length > (slot.maxLength ?? most)) return wrong('tooLong');
  if (hasMarkup(name)) return wrong('markup');
  if (readsAsSentence(name, asked)) return wrong(SENTENCES[key]);
  const letters = name.match(/\p{L}/gu) ?? [];
  const isName = letters.length >= 2 || (letters.length === 1 && /\p{Script=Han}/u.test(name) && key === 'nameForm');
  const hasForeign = /[@<>{}[\]\\|^~`$%*=;"\n?？]|:\/\/|www\.|\p{Emoji_Presentation}/u.test(name);
  const isShouting = /(.)\1{5}/u.test(name);
  return isName && !hasForeign && !isShouting && letters.length * 2 >= name.replace(/\s/gu, '').length
    ? ok(name)
    : wrong(key);
}

/** A sentence is not wrong in its characters: what is asked for is said again. */
const SENTENCES: Readonly<Record<'companyForm' | 'nameForm', WrongKey>> = {
  companyForm: 'companySentence',
  nameForm: 'nameSentence',
};
