import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import { checkDialog, type DialogFault } from './check-dialog.ts';
import { commandsSchema, consentSchema, type DialogDefinition, dialogSchema, type Forms } from './dialog-definition.ts';
import { createReadYaml } from './read-yaml.ts';

/** The forms of dialogs/ with everything that is wrong with them. */
export interface FormsReading {
  /** null when something is wrong. */
  readonly forms: Forms | null;
  readonly faults: readonly DialogFault[];
}

/** Reads every dialog of the folder (a file with slots and steps), the consent and the commands. Rejects only when the folder cannot be read. */
export async function readForms(folder: string, readYaml = createReadYaml(folder)): Promise<FormsReading> {
  const faults: DialogFault[] = [];
  const read = async (file: string): Promise<unknown> => {
    try {
      return await readYaml(file);
    } catch (error) {
      faults.push({ file, place: '', problem: error instanceof Error ? error.message : String(error) });
      return undefined;
    }
  };
  const parseAs = <T>(file: string, content: unknown, schema: z.ZodType<T>): T | null => {
    if (content === undefined) return null;
    const parsed = schema.safeParse(content);
    if (parsed.success) return parsed.data;
    faults.push(...parsed.error.issues.map((issue) => toFault(file, content, issue)));
    return null;
  };
  const dialogs = new Map<string, DialogDefinition>();
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  for (const file of files) {
    const content = await read(file);
    if (!isDialog(content)) continue;
    const dialog = parseAs(file, content, dialogSchema);
    if (dialog === null) continue;
    faults.push(...checkDialog(file, dialog));
    dialogs.set(dialog.id, dialog);
  }
  const consent = parseAs('consent.yaml', await read('consent.yaml'), consentSchema);
  const commands = parseAs('form-commands.yaml', await read('form-commands.yaml'), commandsSchema);
  const forms = faults.length > 0 || consent === null || commands === null ? null : { dialogs, consent, commands };
  // A file that is broken or missing was tried twice: once is enough to say so.
  const seen = new Set<string>();
  const once = faults.filter((fault) => {
    const words = formatDialogFault(fault);
    return !seen.has(words) && seen.add(words);
  });
  return { forms, faults: once };
}

/** dialogs/qualify-lead.yaml: steps.3 (stage): what is wrong */
export function formatDialogFault({ file, place, problem }: DialogFault): string {
  return `dialogs/${file}: ${place === '' ? '' : `${place}: `}${problem}`;
}

function isDialog(content: unknown): boolean {
  return typeof content === 'object' && content !== null && ('steps' in content || 'slots' in content);
}

function toFault(file: string, content: unknown, issue: z.core.$ZodIssue): DialogFault {
  const [first, second] = issue.path;
  const step = first === 'steps' && typeof second === 'number' ? idOf(content, second) : null;
  const place = issue.path.map(String).join('.');
  return { file, place: step === null ? place : `${place} (${step})`, problem: issue.message };
}

function idOf(content: unknown, index: number): string | null {
  const steps = z.object({ steps: z.array(z.object({ id: z.string().optional() }).catch({})) }).safeParse(content);
  return steps.success ? (steps.data.steps[index]?.id ?? null) : null;
}
