import { z } from 'zod';
import { foldScript } from '../chinese/script-tables.ts';
import { WORDING_VERSION } from '../domain/wording-version.ts';
import { VALIDATOR_NAMES } from './validators/validator-names.ts';

const text = z.strictObject({ en: z.string().min(1), 'zh-Hant': z.string().min(1), 'zh-Hans': z.string().min(1) });
const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(foldScript(source), 'u');
  } catch (error) {
    context.addIssue({ code: 'custom', message: `«${source}» is no regular expression: ${String(error)}` });
    return z.NEVER;
  }
});
const option = z.strictObject({
  value: z.string().min(1),
  label: text,
  /** Patterns that say it, besides its labels: matched against NFKC, lower case, Simplified. */
  words: z.array(pattern).default([]),
});
const slot = z.strictObject({
  validator: z.enum(VALIDATOR_NAMES, `must be one of: ${VALIDATOR_NAMES.join(', ')}`),
  label: text,
  /** Other names that visitors use for it («change the firm»). */
  names: z.array(z.string().min(1)).default([]),
  isPersonal: z.boolean().default(false),
  /** Without it nothing is sent: neither withheld nor skipped in the brief. */
  isMandatory: z.boolean().default(false),
  /** Words before the value that are no part of it: «the company is …». */
  leadIns: z.array(pattern).default([]),
  maxLength: z.int().positive().max(2000).optional(),
  /** Of a place. */
  level: z.enum(['province', 'city']).optional(),
  options: z.array(option).default([]),
});

const value = z.union([z.string(), z.boolean(), z.number()]);
const single = z.union([
  z.strictObject({ slot: z.string(), equals: value }),
  z.strictObject({ slot: z.string(), in: z.array(value).min(1) }),
  z.strictObject({ slot: z.string(), filled: z.boolean() }),
]);
const condition = z.union([single, z.strictObject({ all: z.array(single).min(1) })]);

const base = { id: z.string().regex(/^[a-z][a-z0-9-]*$/u), go: z.string().optional() };
const question = {
  ...base,
  /** The first is what is asked for; the others are taken when they are said along with it. */
  slots: z.array(z.string()).min(1),
  /** Any of these will do; without them the first slot is what the step waits for. */
  oneOf: z.array(z.string()).default([]),
  /** May be passed over. */
  isOptional: z.boolean().default(false),
  /** A message that reads like a question is the answer. */
  takesQuestions: z.boolean().default(false),
  text,
  /** What to type, in a few words, for a field that is still empty. */
  hint: text.optional(),
};
const step = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ask'), ...question }),
  z.strictObject({ kind: z.literal('choose'), ...question }),
  z.strictObject({
    kind: z.literal('confirm'),
    ...base,
    slot: z.string(),
    isBrief: z.boolean().default(false),
    text,
    hint: text.optional(),
  }),
  z.strictObject({
    kind: z.literal('branch'),
    id: base.id,
    cases: z.array(z.strictObject({ when: condition, go: z.string() })).min(1),
    otherwise: z.string(),
  }),
  z.strictObject({
    kind: z.literal('set'),
    ...base,
    slot: z.string(),
    value: z.union([
      value,
      z.strictObject({ byLanguage: z.strictObject({ en: value, 'zh-Hant': value, 'zh-Hans': value }) }),
    ]),
  }),
  z.strictObject({ kind: z.literal('say'), ...base, text }),
  z.strictObject({ kind: z.literal('notice'), ...base }),
  z.strictObject({ kind: z.literal('handoff'), id: base.id }),
  z.strictObject({ kind: z.literal('end'), id: base.id, text }),
]);

/** dialogs/<id>.yaml: what is asked, in which order, and what follows. Data only. */
export const dialogSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/u),
  version: z.int().positive(),
  expiresAfterMinutes: z.int().positive(),
  slots: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/u), slot),
  steps: z.array(step).min(1),
});

/** dialogs/consent.yaml: what a visitor is told before personal data is asked for, and agrees to. */
export const consentSchema = z.strictObject({
  version: z.string().regex(WORDING_VERSION),
  /** {conversationDays}, {caseMonths}, {version} are filled in. */
  retention: z.strictObject({ conversationDays: z.int().positive(), caseMonths: z.int().positive() }),
  notice: text,
  agreement: text,
});

/** dialogs/form-commands.yaml. {slot} and {value} stand for the name of a slot and what is said of it. */
export const commandsSchema = z.strictObject({
  cancel: z.array(z.string()).min(1),
  skip: z.array(z.string()).min(1),
  back: z.array(z.string()).min(1),
  restart: z.array(z.string()).min(1),
  resume: z.array(z.string()).min(1),
  agree: z.array(z.string()).min(1),
  correct: z.array(z.string()).min(1),
  state: z.array(z.string()).min(1),
  change: z.array(z.string()).min(1),
  withhold: z.array(z.string()).min(1),
  include: z.array(z.string()).min(1),
  changeAny: z.array(z.string()).min(1),
  withholdAny: z.array(z.string()).min(1),
});

export type DialogDefinition = z.infer<typeof dialogSchema>;
export type SlotDefinition = z.infer<typeof slot>;
export type SlotOption = z.infer<typeof option>;
export type Step = DialogDefinition['steps'][number];
/** A step that asks for slots. */
export type QuestionStep = Extract<Step, { kind: 'ask' | 'choose' }>;
export type Condition = z.infer<typeof condition>;
export type ConsentDefinition = z.infer<typeof consentSchema>;
export type CommandPatterns = z.infer<typeof commandsSchema>;

/** Everything that the engine reads of dialogs/. */
export interface Forms {
  readonly dialogs: ReadonlyMap<string, DialogDefinition>;
  readonly consent: ConsentDefinition;
  readonly commands: CommandPatterns;
}
