import type { Suggestion } from '../../domain/answer.ts';
import type { AskedInput, Inputs } from '../../domain/asked-input.ts';
import type { CalculationDialog } from '../../domain/calculation.ts';
import {
  type AnsweringParts,
  type AnsweringTurn,
  goOn,
  type Step,
  type StepOutcome,
  stopWith,
} from '../answering-turn.ts';
import { draftCalculation } from '../calculations/draft-calculation.ts';
import { findCalculation, inputOf, mentionedIn, SCHEME_FINDER } from '../calculations/find-calculation.ts';
import { type Message, readAnswer, toMessage } from '../calculations/read-inputs.ts';
import { INVESTHK, stopWithoutContent } from '../stop-without-content.ts';

/** «那500万呢»: goes on with the calculation before. */
const GOES_ON = /^(?:那|咁|如果|若|假如|换成|换|改成)|呢[?？。]*$|^(?:and|so|then|what about|how about|what if|if)\b/u;
const IS_QUESTION =
  /[?？]\s*$|[吗嘛呢咩]\s*[。.]*$|什么|怎么|怎样|如何|多少|几多|哪|点样|点解|边|乜|^(?:what|how|which|who|when|where|why|can|could|is|are|do|does|should|may)\b/u;
/** Longer messages that answer nothing are taken for another subject. */
const SHORT = 12;
const LONGEST_REMARK = 60;

/**
 * Works out what an amount, a route or an eligibility would be, from table rows. What is missing is asked for, one
 * question at a time; the next message supplies it. A message about something else ends it.
 */
export const calculate: Step = {
  name: 'calculate',
  run: (turn, parts) => {
    const { original, standalone, entities, wasRewritten } = turn.understanding;
    const calculation = turn.state.calculation ?? null;
    const said = toMessage(
      original,
      entities.filter(({ text }) => original.includes(text)),
    );
    const started = findCalculation(calculation?.asked == null ? toMessage(standalone, entities) : said, parts);
    if (started !== null) {
      const isSame = calculation?.name === started.dialog.name;
      const isFurther = isSame && (calculation.asked !== null || wasRewritten || GOES_ON.test(said.text));
      return advance(
        started.dialog,
        isFurther ? { ...calculation.inputs, ...started.inputs } : started.inputs,
        turn,
        parts,
      );
    }
    const dialog = parts.calculations.calculations.find(({ name }) => name === calculation?.name);
    if (calculation === null || dialog === undefined) return goOn(turn);
    if (calculation.asked === null) {
      const changed = mentionedIn(said, dialog, parts.knowledge().tables);
      const isFurther = (GOES_ON.test(said.text) || isRemark(said)) && Object.keys(changed).length > 0;
      return isFurther ? advance(dialog, { ...calculation.inputs, ...changed }, turn, parts) : goOn(turn);
    }
    return goOnAsking(said, dialog, calculation.asked, calculation.inputs, turn, parts);
  },
};

/** «我们是合伙企业»: adds to what was said, asks nothing new. */
function isRemark({ text }: Message): boolean {
  return !IS_QUESTION.test(text) && [...text].length <= LONGEST_REMARK;
}

/** Takes the message as the answer to what was asked, if it is one. */
function goOnAsking(
  said: Message,
  dialog: CalculationDialog,
  asked: string,
  known: Inputs,
  turn: AnsweringTurn,
  parts: AnsweringParts,
): StepOutcome {
  const { tables } = parts.knowledge();
  const { language, intent } = turn.understanding;
  const input = inputOf(dialog, asked, tables);
  if (input === undefined || IS_QUESTION.test(said.text)) return goOn(turn);
  if (parts.calculations.words.cancel.some((pattern) => pattern.test(said.text))) {
    const stopped = stopWith('smalltalk', parts.wording('calculate.stopped', language), 'calculation stopped');
    return stopped.kind === 'stop' ? { kind: 'stop', draft: { ...stopped.draft, calculation: null } } : stopped;
  }
  const mayBeUnsure = dialog.name === SCHEME_FINDER || input.kind === 'yes-no';
  const value = readAnswer(input, said, parts.calculations.words, mayBeUnsure);
  const others = mentionedIn(said, dialog, tables);
  if (value !== undefined || Object.keys(others).length > 0) {
    const inputs = { ...known, ...others, ...(value === undefined ? {} : { [asked]: value }) };
    return advance(dialog, inputs, turn, parts);
  }
  const isOther = [...said.text].length > SHORT || said.entities.length > 0 || intent.kind === 'small-talk';
  return isOther ? goOn(turn) : ask('notUnderstood', input, dialog, known, turn, parts);
}

function advance(dialog: CalculationDialog, inputs: Inputs, turn: AnsweringTurn, parts: AnsweringParts): StepOutcome {
  const calculator = parts.calculators.get(dialog.name);
  if (calculator === undefined) return goOn(turn);
  const { tables } = parts.knowledge();
  const missing = calculator.missing(inputs, tables, turn.today);
  if (missing !== null) {
    const input = inputOf(dialog, missing, tables);
    return input === undefined ? goOn(turn) : ask('need', input, dialog, inputs, turn, parts);
  }
  const calculation = calculator.calculate(inputs, tables, turn.today);
  const draft = calculation && draftCalculation(calculation, dialog.name, dialog.articles, turn, parts);
  if (draft === null) {
    if (turn.state.calculation == null) return goOn(turn);
    // Everything was asked, and the rows do not say.
    return stopWithoutContent(INVESTHK, turn.understanding.language, 'calculation: no row says', parts);
  }
  return { kind: 'stop', draft: { ...draft, calculation: { name: dialog.name, inputs, asked: null } } };
}

/** One question back, with buttons where the answers are few. */
function ask(
  say: 'need' | 'notUnderstood',
  input: AskedInput,
  dialog: CalculationDialog,
  inputs: Inputs,
  turn: AnsweringTurn,
  { wording }: AnsweringParts,
): StepOutcome {
  const { language } = turn.understanding;
  const labels =
    input.kind === 'yes-no'
      ? [wording('calculate.yes', language), wording('calculate.no', language)]
      : input.options.flatMap(({ label }) => label?.[language] ?? []);
  const isUnsureOffered = dialog.name === SCHEME_FINDER || input.kind === 'yes-no';
  const options = isUnsureOffered ? [...labels, wording('calculate.unsure', language)] : labels;
  const suggestions = options.map((label): Suggestion => ({ kind: 'option', label, text: label }));
  const question = wording(`calculate.${say}`, language, { question: input.question[language] });
  const outcome = stopWith('clarification', question, `calculation ${dialog.name} asks for ${input.id}`, suggestions);
  if (outcome.kind !== 'stop') return outcome;
  return {
    kind: 'stop',
    draft: { ...outcome.draft, calculation: { name: dialog.name, inputs, asked: input.id } },
  };
}
