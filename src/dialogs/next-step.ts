import type { Language } from '../domain/language.ts';
import type { Slots, SlotValue } from '../domain/slots.ts';
import type { Condition, DialogDefinition, QuestionStep, Step } from './dialog-definition.ts';

/** Steps that wait for the visitor or end the dialog. */
export type Stop = QuestionStep | Extract<Step, { kind: 'confirm' | 'handoff' | 'end' }>;

/** The way through a dialog with what is known. */
export interface Way {
  readonly next: Stop;
  /** Questions on the way that are answered or passed over, in order. */
  readonly passed: readonly QuestionStep[];
  /** Steps in the order they were come by, `next` last. */
  readonly steps: readonly Step[];
  /** What is known, with what «set» steps add. */
  readonly slots: Slots;
  /** Questions on this way, those after `next` among them as far as they can be foreseen. */
  readonly of: number;
}

/** Follows the steps from the first one to the first that has no answer: a pure function of what is filled and skipped. */
export function nextStep(
  dialog: DialogDefinition,
  known: { readonly slots: Slots; readonly skipped: readonly string[] },
  language: Language,
): Way {
  const slots: Record<string, SlotValue> = { ...known.slots };
  const passed: QuestionStep[] = [];
  const steps: Step[] = [];
  let next: Stop | null = null;
  let of = 0;
  for (let index = 0; index < dialog.steps.length; ) {
    const step = dialog.steps[index];
    if (step === undefined) break;
    if (next === null) steps.push(step);
    let to: string | undefined;
    switch (step.kind) {
      case 'ask':
      case 'choose':
        of += 1;
        if (next === null) {
          if (isAnswered(step, slots, known.skipped)) passed.push(step);
          else next = step;
        }
        to = step.go;
        break;
      case 'confirm':
        if (next === null && slots[step.slot] === undefined) next = step;
        to = step.go;
        break;
      case 'branch':
        to = step.cases.find(({ when }) => holds(when, slots))?.go ?? step.otherwise;
        break;
      case 'set':
        if (next === null) slots[step.slot] ??= valueOf(step.value, language);
        to = step.go;
        break;
      case 'say':
      case 'notice':
        to = step.go;
        break;
      case 'handoff':
      case 'end':
        return { next: next ?? step, passed, steps, slots, of };
    }
    // The check of dialogs/ lets «go» lead forward only; a file that escaped it must not hold us here.
    const target: number = to === undefined ? index + 1 : dialog.steps.findIndex(({ id }) => id === to);
    if (target <= index) break;
    index = target;
  }
  if (next === null) throw new Error(`dialogs/${dialog.id}.yaml: no step follows; run «npm run dialogs check»`);
  return { next, passed, steps, slots, of };
}

/** The slots a question waits for: any of them will do. */
export function keySlots(step: QuestionStep): readonly string[] {
  return step.oneOf.length > 0 ? step.oneOf : step.slots.slice(0, 1);
}

export function isAnswered(step: QuestionStep, slots: Slots, skipped: readonly string[]): boolean {
  const keys = keySlots(step);
  return keys.some((slot) => slots[slot] !== undefined) || keys.every((slot) => skipped.includes(slot));
}

function holds(condition: Condition, slots: Slots): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, slots));
  const value = slots[condition.slot];
  if ('filled' in condition) return (value !== undefined) === condition.filled;
  const says = (wanted: string | number | boolean) =>
    Array.isArray(value) ? (value as readonly SlotValue[]).includes(wanted) : value === wanted;
  return 'in' in condition ? condition.in.some(says) : says(condition.equals);
}

function valueOf(value: Extract<Step, { kind: 'set' }>['value'], language: Language): SlotValue {
  return typeof value === 'object' ? value.byLanguage[language] : value;
}
