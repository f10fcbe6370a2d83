import type { Suggestion } from '../domain/answer.ts';
import type { BriefCard, Progress } from '../domain/card.ts';
import type { DialogOutcome, RunningDialog } from '../domain/dialog.ts';
import type { Slots } from '../domain/slots.ts';
import { describeSlot } from './describe-slot.ts';
import type { QuestionStep, SlotDefinition } from './dialog-definition.ts';
import { type FormTurn, say } from './form-turn.ts';
import { isAnswered, keySlots, nextStep, type Way } from './next-step.ts';

type Said = Extract<DialogOutcome, { kind: 'said' }>;

/** `asked` of a slot that is being changed, whatever step comes next. */
export const CHANGING = 'change:';

/** The first reply of a form. Prefilled values are shown, not asked. */
export function beginForm(turn: FormTurn, prefill: Slots, lead: readonly string[] = []): DialogOutcome {
  const { dialog, now } = turn;
  const kept = Object.entries(prefill).filter(([slot]) => dialog.slots[slot]?.isPersonal === false);
  const at = now.toISOString();
  const running: RunningDialog = {
    dialog: dialog.id,
    version: dialog.version,
    slots: Object.fromEntries(kept),
    prefilled: kept.map(([slot]) => slot),
    withheld: [],
    skipped: [],
    filled: kept.map(([slot]) => slot),
    asked: null,
    failures: 0,
    startedAt: at,
    lastAt: at,
  };
  const known = kept.length === 0 ? [] : [say(turn, 'known', { items: itemsOf(turn, running.slots) })];
  return goOn(turn, running, { lead: [...lead, ...known] });
}

export interface Going {
  /** Said first: what was noted, what was wrong. */
  readonly lead?: readonly string[];
  /** The sentence around the question, as a key below «form» that takes {question}. */
  readonly around?: string;
  readonly failures?: number;
}

/** Says what comes next: the next question, the brief, the end or, when all was agreed to, what is to be sent. */
export function goOn(turn: FormTurn, running: RunningDialog, going: Going = {}): DialogOutcome {
  const way = nextStep(turn.dialog, running, turn.language);
  const { next } = way;
  const lead = going.lead ?? [];
  const state: RunningDialog = { ...running, asked: next.id, failures: going.failures ?? 0 };
  switch (next.kind) {
    case 'handoff':
      return submit(turn, running, way);
    case 'end':
      return { kind: 'said', running: null, text: paragraphs(...lead, next.text[turn.language]), suggestions: [] };
    case 'ask':
    case 'choose':
    case 'confirm': {
      const told = [...lead, ...announcements(turn, running.asked, way)];
      const { text, suggestions, card, progress } = question(turn, running, way);
      const around = going.around === undefined ? text : say(turn, going.around, { question: text });
      return { ...parts(progress, card), kind: 'said', running: state, text: paragraphs(...told, around), suggestions };
    }
  }
}

/** The question that is open now, for saying it again. */
export function openQuestion(turn: FormTurn, running: RunningDialog) {
  const changing = changedSlot(turn, running);
  if (changing !== null) return askChange(turn, changing.id, changing.slot);
  return question(turn, running, nextStep(turn.dialog, running, turn.language));
}

interface Question {
  readonly text: string;
  readonly suggestions: readonly Suggestion[];
  readonly card?: BriefCard;
  readonly progress?: Progress;
}

function question(turn: FormTurn, running: RunningDialog, way: Way): Question {
  const { next } = way;
  if (next.kind === 'handoff' || next.kind === 'end') return { text: '', suggestions: [] };
  const hint = next.hint === undefined ? {} : { hint: next.hint[turn.language] };
  const progress: Progress = { done: way.passed.length, of: way.of, ...hint };
  const text = next.text[turn.language];
  if (next.kind === 'confirm')
    return next.isBrief
      ? { ...brief(turn, running, way, text), progress }
      : {
          text,
          suggestions: ['yes', 'no'].map((key) => plainOption(turn.parts.wording(`calculate.${key}`, turn.language))),
          progress,
        };
  const options = keySlots(next).flatMap((id) => optionsOf(turn, turn.dialog.slots[id]));
  const skip = next.isOptional ? [labelled(turn, 'skip')] : [];
  return { text, suggestions: [...options, ...skip], progress };
}

/** Asks for a new value of one slot; the old one is kept until there is one. */
export function askChange(turn: FormTurn, id: string, slot: SlotDefinition): Question {
  const label = describeSlot(turn.dialog, id, undefined, turn.language, turn.parts).label;
  return { text: say(turn, 'changeTo', { label }), suggestions: optionsOf(turn, slot) };
}

export function changedSlot(turn: FormTurn, running: RunningDialog): { id: string; slot: SlotDefinition } | null {
  const id = running.asked?.startsWith(CHANGING) === true ? running.asked.slice(CHANGING.length) : null;
  const slot = id === null ? undefined : turn.dialog.slots[id];
  return id === null || slot === undefined ? null : { id, slot };
}

function brief(turn: FormTurn, running: RunningDialog, way: Way, text: string): Question {
  const consent = turn.parts.forms.consent;
  const card: BriefCard = {
    kind: 'brief',
    rows: sentSlots(turn).map((slot) => {
      const { label, shown, isPersonal } = describeSlot(turn.dialog, slot, way.slots[slot], turn.language, turn.parts);
      return {
        slot,
        label,
        shown,
        isPrefilled: way.slots[slot] !== undefined && (running.prefilled.includes(slot) || !(slot in running.slots)),
        isWithheld: running.withheld.includes(slot),
        isPersonal,
      };
    }),
    consent: { version: consent.version, text: consentText(turn, 'agreement') },
  };
  const keys = ['agree', 'changeAny', 'withholdAny', 'cancel'];
  return {
    // What is sent, and what it is for, stand in the card; channels without cards write it below these words.
    text,
    suggestions: keys.map((key) => labelled(turn, key)),
    card,
  };
}

/** Slots that can be in a brief: all but the answer to the brief itself. */
export function sentSlots({ dialog }: FormTurn): string[] {
  const confirmed = dialog.steps.flatMap((step) => (step.kind === 'confirm' ? [step.slot] : []));
  return Object.keys(dialog.slots).filter((slot) => !confirmed.includes(slot));
}

function submit(turn: FormTurn, running: RunningDialog, way: Way): DialogOutcome {
  const sent = sentSlots(turn).filter((slot) => !running.withheld.includes(slot));
  return {
    kind: 'submit',
    // In the order of the brief, not in that in which things were said.
    slots: Object.fromEntries(sent.flatMap((slot) => (way.slots[slot] === undefined ? [] : [[slot, way.slots[slot]]]))),
    withheld: running.withheld,
    consent: { version: turn.parts.forms.consent.version, at: turn.now.toISOString() },
  };
}

/** What «say» and «notice» steps between the last question and this one tell. Going back tells nothing again. */
function announcements(turn: FormTurn, asked: string | null, way: Way): string[] {
  const last = way.steps.findIndex(({ id }) => id === asked);
  const isFurther = asked === null || last !== -1;
  const between = isFurther ? way.steps.slice(last + 1) : [];
  return between.flatMap((step) => {
    if (step.kind === 'say') return [step.text[turn.language]];
    return step.kind === 'notice' ? [consentText(turn, 'notice')] : [];
  });
}

function consentText({ parts: { forms }, language }: FormTurn, which: 'notice' | 'agreement'): string {
  const { version, retention } = forms.consent;
  return forms.consent[which][language]
    .replaceAll('{conversationDays}', String(retention.conversationDays))
    .replaceAll('{caseMonths}', String(retention.caseMonths))
    .replaceAll('{version}', version);
}

/** «Company: …; City: …» of these slots, in the order of the dialog. */
export function itemsOf(turn: FormTurn, slots: Slots): string {
  return (
    Object.keys(turn.dialog.slots)
      .filter((slot) => slots[slot] !== undefined)
      .map((slot) => {
        const { label, shown } = describeSlot(turn.dialog, slot, slots[slot], turn.language, turn.parts);
        return say(turn, 'item', { label, shown });
      })
      .join(say(turn, 'between'))
      // «Co., Ltd.» ends the sentence it stands in.
      .replace(/\.$/u, '')
  );
}

/** The labels of what a question still waits for. */
export function labelsOf(turn: FormTurn, step: QuestionStep, running: RunningDialog): string {
  if (isAnswered(step, running.slots, running.skipped)) return '';
  return keySlots(step)
    .map((slot) => describeSlot(turn.dialog, slot, undefined, turn.language, turn.parts).label)
    .join(say(turn, 'list'));
}

function optionsOf(turn: FormTurn, slot: SlotDefinition | undefined): Suggestion[] {
  if (slot === undefined || slot.validator === 'choice' || slot.validator === 'yes-no' || slot.options.length > 0)
    return (slot?.options ?? []).map(({ label }) => plainOption(label[turn.language]));
  return [];
}

/** A button that says what it shows. */
export function labelled(turn: FormTurn, key: string, values: Readonly<Record<string, string>> = {}): Suggestion {
  return plainOption(say(turn, `labels.${key}`, values));
}

function plainOption(label: string): Suggestion {
  return { kind: 'option', label, text: label };
}

/** The button that every channel has for this. */
export function personSuggestion({ parts: { wording }, language }: FormTurn): Suggestion {
  return { kind: 'person', label: wording('offerPerson.label', language), text: wording('offerPerson.says', language) };
}

export function paragraphs(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}

/** Optional members of a reply, absent rather than undefined. */
export function parts(progress?: Progress, card?: BriefCard): Pick<Said, 'progress' | 'card'> {
  return { ...(progress === undefined ? {} : { progress }), ...(card === undefined ? {} : { card }) };
}
