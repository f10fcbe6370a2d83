import { foldScript } from '../chinese/script-tables.ts';

/** Legal forms at the end of a name, longest first: people leave them out, or write them in the other language. */
const LEGAL_FORMS = [
  '股份有限公司',
  '有限责任公司',
  '有限公司',
  '公司',
  'corporation',
  'incorporated',
  'limited',
  'company',
  'gmbh',
  'corp',
  'inc',
  'llc',
  'ltd',
  'plc',
  'co',
];

/**
 * A company’s name as it is compared: one width, case and script, without spaces, punctuation and legal forms at its
 * end; empty when it has no letter. Two companies may share a key: what is found by it is
 * shown to an officer, never decided on.
 */
export function companyKey(name: string): string {
  const folded = foldScript(name.normalize('NFKC').toLowerCase());
  const words = folded.replace(/[\s\p{Z}\p{P}\p{S}]+/gu, ' ').trim();
  let bare = words;
  for (;;) {
    const form = LEGAL_FORMS.find((each) => endsWithForm(bare, each));
    if (form === undefined) break;
    bare = bare.slice(0, -form.length).trim();
  }
  return (bare === '' ? words : bare).replaceAll(' ', '');
}

/** «Marco» does not end in «Co»: a Latin form is a word of its own. */
function endsWithForm(name: string, form: string): boolean {
  if (!name.endsWith(form)) return false;
  return !/^[a-z]/u.test(form) || !/[a-z0-9]$/u.test(name.slice(0, -form.length));
}
