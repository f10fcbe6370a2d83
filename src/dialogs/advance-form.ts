import { normaliseText } from '../chinese/han-runs.ts';
import type { Suggestion } from '../domain/answer.ts';
import type { DialogOutcome, RunningDialog } from '../domain/dialog.ts';
import type { SlotValue } from '../domain/slots.ts';
import { cleanReply } from './clean-reply.ts';
import { describeSlot } from './describe-slot.ts';
import type { QuestionStep, SlotDefinition } from './dialog-definition.ts';
import {
  askChange,
  beginForm,
  CHANGING,
  changedSlot,
  goOn,
  itemsOf,
  labelled,
  labelsOf,
  openQuestion,
  paragraphs,
  parts,
  personSuggestion,
  sentSlots,
} from './form-replies.ts';
import { contextOf, type DialogReply, type FormTurn, say } from './form-turn.ts';
import { hearReply } from './hear-reply.ts';
import { isAnswered, keySlots, nextStep, type Stop } from './next-step.ts';
import type { Command, ReadCommand } from './read-command.ts';
import { type WrongKey } from './validators/validator.ts';
import { VALIDATORS } from './validators/validators.ts';

/** After so many unusable replies in a row other ways on are offered. */
const PATIENCE = 3;

/** One reply to a form that goes on: steering, a correction, a question in the middle, or an answer. */
export function advanceForm(
  turn: FormTurn,
  before: RunningDialog,
  reply: DialogReply,
  readCommand: ReadCommand,
): DialogOutcome {
  const text = cleanReply(reply.text);
  const running: RunningDialog = { ...adopt(turn, before), lastAt: turn.now.toISOString() };
  const command = readCommand(text);
  if (isExpired(turn, before)) {
    if (command?.kind === 'resume') return goOn(turn, running, { around: 'resumed' });
    if (command?.kind !== 'cancel' && command?.kind !== 'restart')
      return reply.isQuestion ? aside(turn, running) : offerToContinue(turn, running);
  }
  const { next } = nextStep(turn.dialog, running, turn.language);
  if (turn.parts.person.some((pattern) => pattern.test(normaliseText(text)))) return aside(turn, running);
  if (changedSlot(turn, running) === null && isOption(turn, next, text))
    return answer(turn, running, next as QuestionStep, text);
  const steered = command === null ? null : steer(turn, running, command, next, text);
  if (steered !== null) return steered;

  const changing = changedSlot(turn, running);
  const isAnswerItself = next.kind === 'ask' && next.takesQuestions && changing === null;
  if (reply.isQuestion && !isAnswerItself) return aside(turn, running);
  if (changing !== null) return correct(turn, running, changing.id, text);
  switch (next.kind) {
    case 'ask':
    case 'choose':
      return answer(turn, running, next, text);
    case 'confirm':
      return confirm(turn, running, next, text);
    case 'handoff':
    case 'end':
      return goOn(turn, running);
  }
}

/** A dialog begun with another version of its file goes on with the slots that are still there. */
function adopt({ dialog }: FormTurn, running: RunningDialog): RunningDialog {
  const isHeld = (slot: string) => slot in dialog.slots;
  return {
    ...running,
    version: dialog.version,
    slots: Object.fromEntries(Object.entries(running.slots).filter(([slot]) => isHeld(slot))),
    prefilled: running.prefilled.filter(isHeld),
    withheld: running.withheld.filter(isHeld),
    skipped: running.skipped.filter(isHeld),
    filled: running.filled.filter(isHeld),
  };
}

function isExpired({ dialog, now }: FormTurn, { lastAt }: RunningDialog): boolean {
  return now.getTime() - Date.parse(lastAt) > dialog.expiresAfterMinutes * 60_000;
}

function offerToContinue(turn: FormTurn, running: RunningDialog): DialogOutcome {
  const { text, progress, card } = openQuestion(turn, running);
  const suggestions = ['resume', 'restart', 'cancel'].map((key) => labelled(turn, key));
  return {
    ...parts(progress, card),
    kind: 'said',
    running,
    text: say(turn, 'expired', { question: text }),
    suggestions,
  };
}

/** The knowledge base answers; then the form goes on where it was. */
function aside(turn: FormTurn, running: RunningDialog): DialogOutcome {
  const { text, suggestions, progress } = openQuestion(turn, running);
  return {
    kind: 'aside',
    running,
    again: { ...parts(progress), text: say(turn, 'resumed', { question: text }), suggestions },
  };
}

/** A button of the question was pressed, or its label typed: that comes before any other reading. */
function isOption({ dialog, language }: FormTurn, next: Stop, text: string): boolean {
  if (next.kind !== 'ask' && next.kind !== 'choose') return false;
  const said = normaliseText(text).replace(/[。.]$/u, '');
  return keySlots(next).some((id) =>
    dialog.slots[id]?.options.some(({ label }) => normaliseText(label[language]) === said),
  );
}

/** null: the words are an answer after all. */
function steer(
  turn: FormTurn,
  running: RunningDialog,
  command: Command,
  next: Stop,
  text: string,
): DialogOutcome | null {
  const changing = changedSlot(turn, running);
  switch (command.kind) {
    case 'cancel':
      return { kind: 'said', running: null, text: say(turn, 'cancelled'), suggestions: [] };
    case 'restart': {
      const known = Object.fromEntries(
        Object.entries(running.slots).filter(([slot]) => running.prefilled.includes(slot)),
      );
      const begun = beginForm(turn, known, []);
      return begun.kind === 'said' ? { ...begun, text: say(turn, 'restarted', { question: begun.text }) } : begun;
    }
    case 'resume':
      return goOn(turn, running, { around: 'resumed' });
    case 'back':
      return changing === null ? stepBack(turn, running) : goOn(turn, running, { around: 'keptAsIs' });
    case 'skip':
      if (changing !== null) return goOn(turn, running, { around: 'keptAsIs' });
      return next.kind === 'ask' || next.kind === 'choose' ? skip(turn, running, next, text) : null;
    case 'agree':
      return next.kind === 'confirm' ? confirm(turn, running, next, text, true) : null;
    case 'correct':
      return correct(turn, running, command.slot, command.value);
    case 'state': {
      const isAsked = (next.kind === 'ask' || next.kind === 'choose') && next.slots.includes(command.slot);
      const isEarly = turn.dialog.slots[command.slot]?.isPersonal === true && !mayHearPersonal(turn, running, next);
      return isAsked || isEarly || changing !== null ? null : correct(turn, running, command.slot, command.value, true);
    }
    case 'change': {
      const slot = turn.dialog.slots[command.slot];
      const isEarly = slot?.isPersonal === true && !mayHearPersonal(turn, running, next);
      return slot === undefined || isEarly ? null : startChange(turn, running, command.slot, slot, []);
    }
    case 'withhold':
      return withhold(turn, running, command.slot);
    case 'include': {
      if (!running.withheld.includes(command.slot)) return null;
      const state = { ...running, withheld: running.withheld.filter((slot) => slot !== command.slot) };
      return goOn(turn, state, { lead: [say(turn, 'included', { label: labelOf(turn, command.slot) })] });
    }
    case 'changeAny':
      return next.kind === 'confirm' || running.filled.length > 0 ? chooseSlot(turn, running, 'change') : null;
    case 'withholdAny':
      return next.kind === 'confirm' ? chooseSlot(turn, running, 'withhold') : null;
  }
}

/** Personal data is heard once the notice was given: it stands before the first question that asks for any. */
function mayHearPersonal(turn: FormTurn, running: RunningDialog, next: Stop): boolean {
  const { passed } = nextStep(turn.dialog, running, turn.language);
  const asksPersonal = (step: Stop) =>
    (step.kind === 'ask' || step.kind === 'choose') && step.slots.some((id) => turn.dialog.slots[id]?.isPersonal);
  return next.kind === 'confirm' || asksPersonal(next) || passed.some(asksPersonal);
}

function stepBack(turn: FormTurn, running: RunningDialog): DialogOutcome {
  const { passed } = nextStep(turn.dialog, running, turn.language);
  for (const step of passed.toReversed()) {
    const emptied = step.slots.filter((slot) => !running.prefilled.includes(slot));
    const state = forget(running, emptied);
    if (isAnswered(step, state.slots, state.skipped)) continue;
    return goOn(turn, { ...state, asked: running.asked }, { around: 'back' });
  }
  return goOn(turn, running, { around: 'nothingBefore', failures: running.failures });
}

function forget(running: RunningDialog, slots: readonly string[]): RunningDialog {
  const isKept = (slot: string) => !slots.includes(slot);
  return {
    ...running,
    slots: Object.fromEntries(Object.entries(running.slots).filter(([slot]) => isKept(slot))),
    skipped: running.skipped.filter(isKept),
    filled: running.filled.filter(isKept),
  };
}

function skip(turn: FormTurn, running: RunningDialog, step: QuestionStep, text: string): DialogOutcome {
  // «None», «没有» may be the answer: no company in Hong Kong, for example.
  const heard = step.kind === 'choose' ? hear(turn, running, step, text) : null;
  if (heard !== null && heard.wrong === null) return fill(turn, running, step, heard.values);
  if (!step.isOptional)
    return fail(turn, running, step, say(turn, 'mustAnswer', { question: step.text[turn.language] }));
  const skipped = [...running.skipped, ...keySlots(step).filter((slot) => !running.skipped.includes(slot))];
  return goOn(turn, { ...running, skipped }, { around: 'skipped' });
}

function hear(turn: FormTurn, running: RunningDialog, step: QuestionStep, text: string) {
  const known = nextStep(turn.dialog, running, turn.language).slots;
  const isOpen = (slot: string) => !(slot in known) && ![...running.skipped, ...running.withheld].includes(slot);
  return hearReply(text, {
    dialog: turn.dialog,
    step,
    open: Object.keys(turn.dialog.slots).filter(isOpen),
    language: turn.language,
    contextOf: (slot) => contextOf(turn, slot),
  });
}

function answer(turn: FormTurn, running: RunningDialog, step: QuestionStep, text: string): DialogOutcome {
  const heard = hear(turn, running, step, text);
  if (Object.keys(heard.values).length > 0) return fill(turn, running, step, heard.values);
  const said = normaliseText(text);
  const isUnsure = turn.parts.words.unsure.some((pattern) => pattern.test(said));
  const isNo = said.length <= 12 && turn.parts.words.no.some((pattern) => pattern.test(said));
  if (step.isOptional && (isUnsure || isNo)) return skip(turn, running, step, '');
  const wrong = say(turn, `wrong.${heard.wrong ?? 'empty'}`);
  return fail(turn, running, step, say(turn, 'again', { wrong, question: step.text[turn.language] }), wrong);
}

/** Takes the values; what was said before it was asked, or beside what was asked, is read back. */
function fill(
  turn: FormTurn,
  running: RunningDialog,
  step: QuestionStep,
  values: Readonly<Record<string, SlotValue>>,
): DialogOutcome {
  // Who gives a value now wants it sent, whatever was said before.
  const withheld = running.withheld.filter((slot) => !(slot in values));
  const state = withValues({ ...running, withheld }, values);
  const isDone = isAnswered(step, state.slots, state.skipped);
  const beside = Object.fromEntries(Object.entries(values).filter(([slot]) => !keySlots(step).includes(slot)));
  const lead = Object.keys(beside).length === 0 ? [] : [say(turn, 'noted', { items: itemsOf(turn, beside) })];
  if (isDone) return goOn(turn, state, { lead });
  const question = step.text[turn.language];
  const text = say(turn, 'askAgain', { items: labelsOf(turn, step, state), question });
  return fail(turn, state, step, paragraphs(...lead, text), undefined, 0);
}

function withValues(running: RunningDialog, values: Readonly<Record<string, SlotValue>>): RunningDialog {
  const names = Object.keys(values);
  const isOther = (slot: string) => !names.includes(slot);
  return {
    ...running,
    slots: { ...running.slots, ...values },
    filled: [...running.filled.filter(isOther), ...names],
    prefilled: running.prefilled.filter(isOther),
    skipped: running.skipped.filter(isOther),
  };
}

/** A reply that is of no use. After a few of them in a row there are other ways on. */
function fail(
  turn: FormTurn,
  running: RunningDialog,
  step: QuestionStep | null,
  text: string,
  wrong = text,
  failures = running.failures + 1,
): DialogOutcome {
  const { suggestions, progress, card } = openQuestion(turn, running);
  const state = { ...running, failures };
  if (failures < PATIENCE) return { ...parts(progress, card), kind: 'said', running: state, text, suggestions };
  const waysOn: Suggestion[] = [
    ...(step?.isOptional === true ? [labelled(turn, 'skip')] : []),
    personSuggestion(turn),
    labelled(turn, 'cancel'),
  ];
  const shown = [...suggestions.filter(({ label }) => waysOn.every((way) => way.label !== label)), ...waysOn];
  const stuck = say(turn, 'stuck', { wrong });
  return { ...parts(progress, card), kind: 'said', running: state, text: stuck, suggestions: shown };
}

function confirm(
  turn: FormTurn,
  running: RunningDialog,
  step: Extract<Stop, { kind: 'confirm' }>,
  text: string,
  isAgreement = false,
): DialogOutcome {
  const said = normaliseText(text).replace(/[\s,，]*(?:please|thanks|thank you|谢谢)?[\s.。!！]*$/u, '');
  const { words } = turn.parts;
  const isNo = words.no.some((pattern) => pattern.test(said));
  // «Yes, but without the phone» is no agreement: a bare yes is.
  const isYes = isAgreement || (!isNo && !/[\s,，]/u.test(said) && words.yes.some((pattern) => pattern.test(said)));
  if (isYes || (isNo && !step.isBrief)) return goOn(turn, withValues(running, { [step.slot]: isYes }));
  if (!isNo) return fail(turn, running, null, say(turn, 'agreeHow'));
  const { progress, card } = openQuestion(turn, running);
  const suggestions = ['changeAny', 'withholdAny', 'agree', 'cancel'].map((key) => labelled(turn, key));
  return { ...parts(progress, card), kind: 'said', running, text: say(turn, 'notAgreed'), suggestions };
}

/** A new value for one slot, and for what hangs together with it: a city tells its province. */
function correct(turn: FormTurn, running: RunningDialog, id: string, text: string, isNew = false): DialogOutcome {
  const slot = turn.dialog.slots[id];
  if (slot === undefined || !sentSlots(turn).includes(id)) return aside(turn, running);
  const reading = VALIDATORS[slot.validator].read(cleanReply(text), turn.language, contextOf(turn, slot));
  if (reading.kind === 'wrong') return startChange(turn, running, id, slot, [reading.key]);
  const values = { [id]: reading.value };
  const isFirst = running.slots[id] === undefined;
  let state = isFirst ? { ...running, withheld: running.withheld.filter((other) => other !== id) } : running;
  if (slot.validator === 'place') {
    for (const [other, definition] of Object.entries(turn.dialog.slots)) {
      if (definition.validator !== 'place' || other === id) continue;
      const said = VALIDATORS.place.read(text, turn.language, contextOf(turn, definition));
      if (said.kind === 'ok') values[other] = said.value;
      else state = forget(state, [other]);
    }
  }
  const around = isNew && isFirst ? 'noted' : 'changed';
  return goOn(turn, withValues(state, values), { lead: [say(turn, around, { items: itemsOf(turn, values) })] });
}

function startChange(
  turn: FormTurn,
  running: RunningDialog,
  id: string,
  slot: SlotDefinition,
  wrong: readonly WrongKey[],
): DialogOutcome {
  if (!sentSlots(turn).includes(id)) return aside(turn, running);
  const { text, suggestions } = askChange(turn, id, slot);
  const isAgain = running.asked === `${CHANGING}${id}`;
  const failures = wrong.length === 0 ? 0 : isAgain ? running.failures + 1 : 1;
  const state = { ...running, asked: `${CHANGING}${id}`, failures };
  const messages = wrong.map((key) => say(turn, `wrong.${key}`));
  if (failures < PATIENCE) return { kind: 'said', running: state, text: paragraphs(...messages, text), suggestions };
  const waysOn = [...suggestions, labelled(turn, 'skip'), personSuggestion(turn), labelled(turn, 'cancel')];
  return { kind: 'said', running: state, text: say(turn, 'stuck', { wrong: messages.join(' ') }), suggestions: waysOn };
}

/** Which slot? Those with a value, as buttons. */
function chooseSlot(turn: FormTurn, running: RunningDialog, which: 'change' | 'withhold'): DialogOutcome {
  const { slots } = nextStep(turn.dialog, running, turn.language);
  const offered = sentSlots(turn).filter(
    (slot) => slots[slot] !== undefined && (which === 'change' || mayWithhold(turn, running, slot)),
  );
  const suggestions = offered.map((slot) => {
    const key = which === 'withhold' && running.withheld.includes(slot) ? 'include' : which;
    return labelled(turn, key, { label: labelOf(turn, slot) });
  });
  const { progress, card } = openQuestion(turn, running);
  const text = say(turn, which === 'change' ? 'changeWhat' : 'withholdWhat');
  return { ...parts(progress, card), kind: 'said', running, text, suggestions };
}

function withhold(turn: FormTurn, running: RunningDialog, id: string): DialogOutcome | null {
  if (!sentSlots(turn).includes(id)) return null;
  const label = labelOf(turn, id);
  if (!mayWithhold(turn, running, id)) return goOn(turn, running, { lead: [say(turn, 'mustKeep', { label })] });
  const isOpen = running.slots[id] === undefined && !running.skipped.includes(id);
  const state: RunningDialog = {
    ...running,
    withheld: [...running.withheld.filter((slot) => slot !== id), id],
    skipped: isOpen ? [...running.skipped, id] : running.skipped,
  };
  return goOn(turn, state, { lead: [say(turn, 'withheld', { label })] });
}

/** Not what is mandatory, nor the last way of contact. */
function mayWithhold({ dialog }: FormTurn, running: RunningDialog, id: string): boolean {
  if (dialog.slots[id]?.isMandatory === true) return false;
  return dialog.steps.every((step) => {
    if (step.kind !== 'ask' && step.kind !== 'choose') return true;
    const keys = keySlots(step);
    if (step.isOptional || !keys.includes(id)) return true;
    const others = keys.filter((key) => key !== id && !running.withheld.includes(key));
    const isAsked = keys.every((key) => running.slots[key] === undefined);
    return isAsked ? others.length > 0 : others.some((key) => running.slots[key] !== undefined);
  });
}

function labelOf(turn: FormTurn, slot: string): string {
  return describeSlot(turn.dialog, slot, undefined, turn.language, turn.parts).label;
}
