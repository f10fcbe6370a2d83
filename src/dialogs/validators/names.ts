import { foldScript } from '../../chinese/script-tables.ts';
import { hasMarkup } from '../clean-reply.ts';
import type { SlotDefinition } from '../dialog-definition.ts';
import { type Asked, readsAsSentence } from './reads-as-sentence.ts';
import { ok, type Reading, type Validator, type WrongKey, wrong } from './validator.ts';

/** The name of a company in any language; beside other words only «we are …» with a legal form. */
export const companyName: Validator = {
  read: (text, _, { slot }) => readCompany(text, slot),
  find: (text, _, { slot }) => {
    // «Co. Ltd» is no end of a sentence.
    const clauses = text.replaceAll(/(?<=\p{L}{3})\. /gu, '; ');
    for (const { 0: clause, index } of clauses.matchAll(/[^，。；;\n,]+(?:, ?(?:ltd|limited|inc|llc)\b\.?)?/giu)) {
      const said = clause.trim();
      const name = withoutLeadIns(said, slot);
      const named = name === said ? null : LEGAL_FORM.exec(name)?.[0].trim();
      const reading = named == null ? null : readCompany(named, slot);
      if (reading?.kind === 'ok') return { value: reading.value, start: index, end: index + clause.length };
    }
    return null;
  },
};

/** Up to its legal form; «a limited company» is no name. */
const LEGAL_FORM =
  /^(?!(?:一)?(?:家|间|間)|an? )(?:\p{Script=Han}[\p{Script=Han}\w()（）·&]{1,60}?(?:有限(?:责任|責任)?公司|股份公司|集[团團](?:公司)?)|[\p{L}\d][\p{L}\d .&'()-]{1,80}?,? (?:limited|ltd|inc|llc|plc|corporation|corp)\b\.?)/iu;

function readCompany(text: string, slot: SlotDefinition): Reading {
  return readName(text, slot, { asked: 'company', key: 'companyForm', most: 120 });
}

/** Patterns are written in Simplified, and a name stays as it was typed: folding keeps the place of every character. */
function withoutLeadIns(text: string, { leadIns }: SlotDefinition): string {
  return leadIns.reduce((rest, leadIn) => {
    const found = new RegExp(leadIn.source, 'iu').exec(foldScript(rest));
    return found === null ? rest : rest.slice(0, found.index) + rest.slice(found.index + found[0].length);
  }, text);
}

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
  const name = withoutLeadIns(text, slot).trim();
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
