import { z } from 'zod';
import { foldScript } from '../chinese/script-tables.ts';
import type { CalculationDialogs } from '../domain/calculation.ts';
import { isLanguage, LANGUAGES, type Language } from '../domain/language.ts';
import { CASE_WISHES } from '../domain/understanding.ts';
import type { IntentPatterns, Wording } from '../domain/wording.ts';
import type { Forms } from './dialog-definition.ts';
import { readCalculations } from './read-calculations.ts';
import { formatDialogFault, readForms } from './read-forms.ts';
import { createReadYaml, type ReadYaml } from './read-yaml.ts';
import { WRONG_KEYS } from './validators/validator.ts';

const patterns = z.strictObject({ whole: z.array(z.string()).default([]), within: z.array(z.string()).default([]) });
const attack = z.strictObject({ ...patterns.shape, except: z.array(z.string()).default([]) });
const intentsSchema = z.strictObject({
  smallTalk: z.record(z.string(), patterns),
  person: patterns,
  more: patterns,
  website: patterns,
  withdrawNamed: patterns,
  case: z.partialRecord(z.enum(CASE_WISHES), patterns),
  attack: z.record(z.string(), attack),
});
const startersSchema = z.strictObject({
  en: z.array(z.string()).min(1),
  'zh-Hant': z.array(z.string()).min(1),
  'zh-Hans': z.array(z.string()).min(1),
});

export interface Dialogs {
  readonly wording: Wording;
  /** Every key of wording.yaml, and of form-wording.yaml below «form». */
  readonly keys: readonly string[];
  readonly intents: IntentPatterns;
  readonly starters: Readonly<Record<Language, readonly string[]>>;
  readonly calculations: CalculationDialogs;
  /** The dialogs that ask for something, step by step. */
  readonly forms: Forms;
  /** Other files of the folder: they have been parsed with the rest. */
  readonly read: ReadYaml;
}

/** dialogs/*.yaml. Rejects with all faults in one message: without its own words the assistant does not start. */
export async function readDialogs(folder: string, read: ReadYaml = createReadYaml(folder)): Promise<Dialogs> {
  const texts = new Map([
    ...flatten('wording.yaml', await read('wording.yaml'), ''),
    ...flatten('form-wording.yaml', await read('form-wording.yaml'), 'form'),
  ]);
  const intents = intentsSchema.parse(await read('intents.yaml'));
  const starters = startersSchema.parse(await read('starters.yaml'));
  const calculations = readCalculations(await read('calculations.yaml'));
  const { forms, faults } = await readForms(folder, read);
  const unsaid = WRONG_KEYS.filter((key) => !texts.has(`form.wrong.${key}`)).map(
    (key) => `dialogs/form-wording.yaml: wrong.${key}: is missing; a validator says it`,
  );
  if (forms === null || unsaid.length > 0) throw new Error([...faults.map(formatDialogFault), ...unsaid].join('\n'));
  return {
    wording: (key, language, values = {}) => fill(texts.get(key)?.[language], key, values),
    keys: [...texts.keys()],
    intents: {
      smallTalk: Object.entries(intents.smallTalk).map(([about, kind]) => [about, compile(kind)] as const),
      person: compile(intents.person),
      more: compile(intents.more),
      website: compile(intents.website),
      withdrawNamed: compile(intents.withdrawNamed),
      case: CASE_WISHES.map((about) => [about, compile(intents.case[about] ?? NONE)] as const),
      attack: Object.entries(intents.attack).map(([about, { except, ...kind }]) => ({
        about,
        patterns: compile(kind),
        except: compile({ whole: [], within: except }),
      })),
    },
    starters,
    calculations,
    forms,
    read,
  };
}

const NONE = { whole: [], within: [] };

/** Filler words of politeness may stand around a whole-message pattern. */
const FILLER = '(?:请问|麻烦|唔该|please|呀|啊|吧|呢|啦|哦|喔|噢|[\\s,.!?~，。！？、～…;；])*';

function compile({ whole, within }: z.infer<typeof patterns>): RegExp[] {
  return [
    ...whole.map((pattern) => new RegExp(`^${FILLER}(?:${foldScript(pattern)})${FILLER}$`, 'u')),
    ...within.map((pattern) => new RegExp(foldScript(pattern), 'u')),
  ];
}

type Texts = Readonly<Record<Language, string>>;
/** Made once: there are hundreds of texts. */
const textsSchema = z.strictObject({ en: z.string(), 'zh-Hant': z.string(), 'zh-Hans': z.string() });

function flatten(file: string, node: unknown, path: string): Map<string, Texts> {
  if (typeof node !== 'object' || node === null)
    throw new Error(`${file}: «${path}» must be a group or a text in three languages.`);
  const entries = Object.entries(node);
  if (entries.some(([key]) => isLanguage(key))) {
    const texts = textsSchema.safeParse(node);
    if (!texts.success) throw new Error(`${file}: «${path}» must have ${LANGUAGES.join(', ')}, each a text.`);
    if (Object.values(texts.data).some((text) => text.includes('\\')))
      throw new Error(`${file}: «${path}» shows a «\\»: a line ends by \\n in double quotes only.`);
    return new Map([[path, texts.data]]);
  }
  return new Map(entries.flatMap(([key, child]) => [...flatten(file, child, path === '' ? key : `${path}.${key}`)]));
}

function fill(template: string | undefined, key: string, values: Readonly<Record<string, string>>): string {
  if (template === undefined) throw new Error(`wording.yaml has no «${key}»`);
  return template.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`wording «${key}» needs a value for {${name}}`);
    return value;
  });
}
