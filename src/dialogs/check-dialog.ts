import { LANGUAGES } from '../domain/language.ts';
import type { Condition, DialogDefinition, QuestionStep, Step } from './dialog-definition.ts';
import { keySlots } from './next-step.ts';
import type { ValidatorName } from './validators/validator-names.ts';

/** Something in dialogs/ that is to mend. */
export interface DialogFault {
  readonly file: string;
  /** steps.stage, slots.needs; empty for the file as a whole. */
  readonly place: string;
  readonly problem: string;
}

const WITH_OPTIONS: readonly ValidatorName[] = ['choice', 'choices', 'sector'];

/** What the schema cannot see: where steps lead, and whether what they name is there. */
export function checkDialog(file: string, dialog: DialogDefinition): DialogFault[] {
  const faults: DialogFault[] = [];
  const fault = (place: string, problem: string) => faults.push({ file, place, problem });
  if (file !== `${dialog.id}.yaml`) fault('id', `is «${dialog.id}», so the file must be called ${dialog.id}.yaml`);
  for (const [id, slot] of Object.entries(dialog.slots)) checkSlot(id, slot, fault);
  const indexOf = new Map<string, number>();
  for (const [index, step] of dialog.steps.entries()) {
    if (indexOf.has(step.id)) fault(`steps.${step.id}`, 'stands twice');
    else indexOf.set(step.id, index);
  }
  for (const [index, step] of dialog.steps.entries()) {
    const place = `steps.${step.id}`;
    for (const slot of slotsOf(step))
      if (!(slot in dialog.slots)) fault(place, `names the slot «${slot}», which is not among the slots`);
    for (const target of targetsOf(step)) {
      const to = indexOf.get(target);
      if (to === undefined) fault(place, `goes to «${target}», which is no step`);
      else if (to <= index) fault(place, `goes back to «${target}»: a path that returns never ends`);
    }
    checkStep(step, dialog, (problem) => fault(place, problem));
  }
  if (faults.length === 0) checkPaths(dialog, fault);
  return faults;
}

function checkSlot(
  id: string,
  slot: DialogDefinition['slots'][string],
  fault: (place: string, problem: string) => void,
): void {
  const place = `slots.${id}`;
  if (WITH_OPTIONS.includes(slot.validator) && slot.options.length < 2)
    fault(place, `is a ${slot.validator} and needs at least two options`);
  if (slot.validator === 'yes-no' && slot.options.some(({ value }) => value !== 'yes' && value !== 'no'))
    fault(place, 'is a yes-no: its options are «yes» and «no»');
  if (slot.validator === 'place' && slot.level === undefined)
    fault(place, 'is a place and needs a level: province or city');
  const values = slot.options.map(({ value }) => value);
  for (const value of new Set(values))
    if (values.filter((other) => other === value).length > 1) fault(place, `has the option «${value}» twice`);
  for (const language of LANGUAGES) {
    const labels = slot.options.map(({ label }) => label[language]);
    for (const label of new Set(labels))
      if (labels.filter((other) => other === label).length > 1)
        fault(place, `has two options called «${label}» in ${language}`);
  }
}

function checkStep(step: Step, dialog: DialogDefinition, fault: (problem: string) => void): void {
  switch (step.kind) {
    case 'choose':
      if (keySlots(step).every((id) => dialog.slots[id]?.options.length === 0))
        fault('is a «choose», but its slot has no options; make it an «ask»');
      checkKeys(step, fault);
      return;
    case 'ask':
      checkKeys(step, fault);
      return;
    case 'confirm':
      if (dialog.slots[step.slot] !== undefined && dialog.slots[step.slot]?.validator !== 'yes-no')
        fault(`confirms «${step.slot}», which must be a yes-no`);
      return;
    case 'branch':
      for (const { when } of step.cases) checkCondition(when, dialog, fault);
      return;
    case 'set': {
      const values = typeof step.value === 'object' ? Object.values(step.value.byLanguage) : [step.value];
      for (const value of values) checkValue(step.slot, value, dialog, fault);
      return;
    }
    case 'say':
    case 'notice':
    case 'handoff':
    case 'end':
      return;
  }
}

function checkKeys(step: QuestionStep, fault: (problem: string) => void): void {
  for (const slot of step.oneOf)
    if (!step.slots.includes(slot)) fault(`waits for «${slot}», which it does not ask for`);
}

function checkCondition(condition: Condition, dialog: DialogDefinition, fault: (problem: string) => void): void {
  if ('all' in condition) {
    for (const part of condition.all) checkCondition(part, dialog, fault);
    return;
  }
  const values = 'equals' in condition ? [condition.equals] : 'in' in condition ? condition.in : [];
  for (const value of values) checkValue(condition.slot, value, dialog, fault);
}

function checkValue(
  id: string,
  value: string | number | boolean,
  dialog: DialogDefinition,
  fault: (problem: string) => void,
): void {
  const slot = dialog.slots[id];
  if (slot === undefined) return;
  if (slot.validator === 'yes-no' && typeof value !== 'boolean')
    fault(`gives «${id}» the value «${value}», not true or false`);
  if (WITH_OPTIONS.includes(slot.validator) && slot.options.every((option) => option.value !== value))
    fault(`gives «${id}» the value «${value}», which is none of its options`);
}

/** Every step is come by on some path, every path ends, and personal data is asked for after the notice only. */
function checkPaths(dialog: DialogDefinition, fault: (place: string, problem: string) => void): void {
  const { steps } = dialog;
  const indexOf = (id: string) => steps.findIndex((step) => step.id === id);
  // Steps lead forward only, so one pass in order sees every way to a step before the step itself.
  const reached = new Set<number>([0]);
  const withoutNotice = new Set<number>([0]);
  const withoutBrief = new Set<number>([0]);
  for (const [index, step] of steps.entries()) {
    if (!reached.has(index)) {
      fault(`steps.${step.id}`, 'is never reached');
      continue;
    }
    const targets = targetsOf(step).map(indexOf);
    const goesOn = step.kind !== 'branch' && step.kind !== 'handoff' && step.kind !== 'end';
    if (goesOn && targets.length === 0) targets.push(index + 1);
    if (targets.includes(steps.length))
      fault(`steps.${step.id}`, 'is the last one and does not end: a path ends with «handoff» or «end»');
    const isPersonal = slotsOf(step).some((slot) => dialog.slots[slot]?.isPersonal);
    const asks = step.kind === 'ask' || step.kind === 'choose';
    if (asks && isPersonal && withoutNotice.has(index))
      fault(`steps.${step.id}`, 'asks for personal data before a «notice» was given');
    if (step.kind === 'handoff' && withoutBrief.has(index))
      fault(`steps.${step.id}`, 'hands over what no «confirm» with «isBrief» has shown');
    for (const target of targets) {
      reached.add(target);
      if (withoutNotice.has(index) && step.kind !== 'notice') withoutNotice.add(target);
      if (withoutBrief.has(index) && !(step.kind === 'confirm' && step.isBrief)) withoutBrief.add(target);
    }
  }
}

function targetsOf(step: Step): string[] {
  if (step.kind === 'branch') return [...step.cases.map(({ go }) => go), step.otherwise];
  if (step.kind === 'handoff' || step.kind === 'end') return [];
  return step.go === undefined ? [] : [step.go];
}

function slotsOf(step: Step): string[] {
  switch (step.kind) {
    case 'ask':
    case 'choose':
      return [...step.slots];
    case 'confirm':
    case 'set':
      return [step.slot];
    case 'branch':
      return step.cases.flatMap(({ when }) => ('all' in when ? when.all.map(({ slot }) => slot) : [when.slot]));
    case 'say':
    case 'notice':
    case 'handoff':
    case 'end':
      return [];
  }
}
