import type { Language } from '../domain/language.ts';
import type { SlotValue } from '../domain/slots.ts';
import { LONGEST_REPLY } from './clean-reply.ts';
import type { DialogDefinition, QuestionStep, SlotDefinition } from './dialog-definition.ts';
import { keySlots } from './next-step.ts';
import type { ReadingContext, WrongKey } from './validators/validator.ts';
import type { ValidatorName } from './validators/validator-names.ts';
import { VALIDATORS } from './validators/validators.ts';

/** What a reply says: values by slot, and why it is of no use when there are none. */
export interface Heard {
  readonly values: Readonly<Record<string, SlotValue>>;
  readonly wrong: WrongKey | null;
}

export interface Hearing {
  readonly dialog: DialogDefinition;
  readonly step: QuestionStep;
  /** Slots that nothing is known of and that were not passed over. */
  readonly open: readonly string[];
  readonly language: Language;
  readonly contextOf: (slot: SlotDefinition) => ReadingContext;
}

/** Words go to these as a whole, after everything unmistakable was taken out. */
const IN_WORDS: readonly ValidatorName[] = ['company-name', 'person-name', 'job-title', 'text'];
/** Taken whenever they are said, asked or not. */
const UNMISTAKABLE: readonly ValidatorName[] = [
  'email',
  'phone',
  'wechat',
  'uscc',
  'markets',
  'amount',
  'place',
  'company-name',
];
/** Cut out of the words around them; a place stays, for it may be part of a company's name. */
const CUT: readonly ValidatorName[] = ['email', 'phone', 'wechat', 'uscc', 'br-number'];
const BESIDE_PLACE =
  /(?:^|[\s,，。.的]|总部|總部|公司|省|市|在|位于|位於|来自|來自|head ?office|headquarters|based|located|in|from|at|is|the|of|china|中国|中國|内地|內地)+$/giu;

/** Takes every value out of a reply to a question: those asked for, and those that were said along with them. */
export function hearReply(text: string, hearing: Hearing): Heard {
  const { dialog, step, open, language, contextOf } = hearing;
  if (text === '') return { values: {}, wrong: 'empty' };
  if (text.length > LONGEST_REPLY) return { values: {}, wrong: 'tooLong' };
  const definitions = (ids: readonly string[]) =>
    ids.flatMap((id) => (dialog.slots[id] === undefined ? [] : [{ id, slot: dialog.slots[id] }]));
  const asked = definitions(step.slots);
  const words = asked.filter(({ slot }) => IN_WORDS.includes(slot.validator));
  const isPersonal = asked.some(({ slot }) => slot.isPersonal);
  // A name holds places and markets of its own: beside words only what cannot be part of them is taken.
  const others = definitions(open).filter(
    ({ id, slot }) =>
      !step.slots.includes(id) &&
      slot.isPersonal === isPersonal &&
      UNMISTAKABLE.includes(slot.validator) &&
      (words.length === 0 || CUT.includes(slot.validator)) &&
      !step.takesQuestions,
  );

  const values: Record<string, SlotValue> = {};
  let rest = text;
  const typed = [...asked.filter(({ slot }) => !IN_WORDS.includes(slot.validator)), ...others];
  for (const { id, slot } of typed.sort((a, b) => rank(a.slot) - rank(b.slot))) {
    const found = VALIDATORS[slot.validator].find?.(
      CUT.includes(slot.validator) ? rest : text,
      language,
      contextOf(slot),
    );
    if (found == null) continue;
    values[id] = found.value;
    if (CUT.includes(slot.validator)) rest = `${rest.slice(0, found.start)},${rest.slice(found.end)}`;
  }
  Object.assign(values, hearBeside(text, values, hearing));
  const keys = keySlots(step);
  let wrong: WrongKey | null = null;
  for (const { id, slot } of asked) {
    if (values[id] !== undefined || IN_WORDS.includes(slot.validator)) continue;
    const isAlone = keys.includes(id) && !keys.some((key) => values[key] !== undefined);
    if (!isAlone) continue;
    const reading = VALIDATORS[slot.validator].read(text, language, contextOf(slot));
    if (reading.kind === 'ok') values[id] = reading.value;
    else if (wrong === null || fits(slot.validator, text)) wrong = reading.key;
  }
  wrong = hearWords(step.takesQuestions ? text : rest, words, values, hearing) ?? wrong;
  return { values, wrong: keys.some((key) => values[key] !== undefined) ? null : wrong };
}

/**
 * What is asked in one breath is told in one: beside a market or an amount that nobody asked for yet, «within six months»
 * is the time that belongs to it. By itself it could be anything.
 */
function hearBeside(
  text: string,
  values: Readonly<Record<string, SlotValue>>,
  { dialog, step, open, language, contextOf }: Hearing,
): Record<string, SlotValue> {
  const beside = dialog.steps.flatMap((other) => {
    const isQuestion = other.kind === 'ask' || other.kind === 'choose';
    return isQuestion && other.id !== step.id && other.slots.some((id) => values[id] !== undefined) ? other.slots : [];
  });
  const heard: Record<string, SlotValue> = {};
  for (const id of beside) {
    const slot = dialog.slots[id];
    if (slot?.validator !== 'choice' || values[id] !== undefined) continue;
    if (!open.includes(id) || step.slots.includes(id)) continue;
    const found = VALIDATORS.choice.find?.(text, language, contextOf(slot));
    if (found != null) heard[id] = found.value;
  }
  return heard;
}

/** Addresses before numbers: the digits of an address are no telephone number. */
function rank(slot: SlotDefinition): number {
  const order: readonly ValidatorName[] = ['email', 'wechat', 'br-number', 'uscc', 'phone'];
  const place = order.indexOf(slot.validator);
  return place === -1 ? order.length : place;
}

/** Whose message helps: that of what the reply looks like. */
function fits(validator: ValidatorName, text: string): boolean {
  if (validator === 'email') return text.includes('@');
  if (validator === 'phone') return !text.includes('@') && (text.match(/\d/gu) ?? []).length > 4;
  if (validator === 'amount') return /\d/u.test(text);
  return validator === 'wechat' && !text.includes('@') && /^[\w-]+$/u.test(text) && !/^\d/u.test(text);
}

function hearWords(
  rest: string,
  words: readonly { readonly id: string; readonly slot: SlotDefinition }[],
  values: Record<string, SlotValue>,
  { step, language, contextOf, dialog }: Hearing,
): WrongKey | null {
  const [first, second] = words;
  if (first === undefined) return null;
  const placeSlot = step.slots.map((id) => dialog.slots[id]).find((slot) => slot?.validator === 'place');
  const parts = step.takesQuestions ? [rest] : partsOf(rest, placeSlot, language, contextOf);
  const isTwoWords = second !== undefined && parts.length === 1 && /^\p{Script=Han}{2,4} \S/u.test(parts[0] ?? '');
  const split = isTwoWords ? (parts[0] ?? '').split(/ (.*)/u).filter((part) => part !== '') : parts;
  const joined = (some: readonly string[]) => some.join(/\p{Script=Han}/u.test(some.join('')) ? '，' : ', ');
  const texts = second === undefined ? [joined(split)] : [split[0] ?? '', joined(split.slice(1))];
  let wrong: WrongKey | null = null;
  for (const [index, { id, slot }] of words.entries()) {
    const said = texts[index] ?? '';
    if (said === '' && index > 0) continue;
    const reading = VALIDATORS[slot.validator].read(said, language, contextOf(slot));
    if (reading.kind === 'ok') values[id] = reading.value;
    else if (index === 0) wrong = reading.key;
  }
  return wrong;
}

/** The parts between commas, without those that only name a place. */
function partsOf(
  rest: string,
  placeSlot: SlotDefinition | undefined,
  language: Language,
  contextOf: Hearing['contextOf'],
): string[] {
  const parts = rest
    .split(/[,，;；、\n]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (placeSlot === undefined) return parts;
  return parts
    .map((part) => {
      const found = VALIDATORS.place.find?.(part, language, contextOf(placeSlot));
      if (found == null) return part;
      const [before, after] = [part.slice(0, found.start), part.slice(found.end)];
      const isAtEnd = /^(?:省|市|,|\.|。|\s|china|中国|的)*$/iu.test(after);
      if (isAtEnd && before.replace(BESIDE_PLACE, '') === '') return '';
      // «… in Shenzhen», «…在深圳»: the place is said of the company, it is no part of its name.
      const said = /(?:\s?(?:总部)?(?:在|位于|位於|来自)| (?:based |located )?(?:in|from|at)) ?$/iu.exec(before);
      return isAtEnd && said !== null ? before.slice(0, said.index) : part;
    })
    .filter((part) => part !== '');
}
