import { normaliseText } from '../chinese/han-runs.ts';
import { foldScript } from '../chinese/script-tables.ts';
import { escapePattern } from '../domain/escape-pattern.ts';
import { LANGUAGES } from '../domain/language.ts';
import type { CommandPatterns, DialogDefinition } from './dialog-definition.ts';

/** What a visitor wants done with the form, rather than an answer to it. */
export type Command =
  | { readonly kind: 'cancel' | 'skip' | 'back' | 'restart' | 'resume' | 'agree' | 'changeAny' | 'withholdAny' }
  | { readonly kind: 'change' | 'withhold' | 'include'; readonly slot: string }
  | { readonly kind: 'correct' | 'state'; readonly slot: string; readonly value: string };

export type ReadCommand = (text: string) => Command | null;

/** Longer messages are answers. */
const LONGEST_COMMAND = 400;
const ORDER = [
  'cancel', 'restart', 'back', 'resume', 'skip', 'agree',
  'correct', 'withhold', 'include', 'change', 'state', 'changeAny', 'withholdAny',
] as const; // biome-ignore format: first the short ones, then those that name a slot

/** Compiles the commands of a dialog: its slots are called by their labels in every language and their other names. */
export function createReadCommand(dialog: DialogDefinition, patterns: CommandPatterns): ReadCommand {
  const names = new Map<string, string>();
  for (const [id, { label, names: others }] of Object.entries(dialog.slots)) {
    for (const name of [...LANGUAGES.map((language) => label[language]), ...others])
      if (!names.has(normaliseText(name))) names.set(normaliseText(name), id);
  }
  const alternatives = [...names.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  const compile = (source: string) =>
    new RegExp(
      `^(?:${foldScript(source)
        .replace('{slot}', `(?<slot>${alternatives.join('|')})`)
        .replace('{value}', '(?<value>\\S.{0,300})')})$`,
      'u',
    );
  const commands = ORDER.map((kind) => ({ kind, tests: patterns[kind].map(compile) }));

  return (text) => {
    if (text.length > LONGEST_COMMAND) return null;
    const written = text.replace(/[。！!]+$/u, '').trim();
    // Folding keeps positions unless lower case changes the length («İ»): then the folded words must do.
    const folded = normaliseText(written);
    const said = folded.replace(/[.?？]+$/u, '');
    for (const { kind, tests } of commands) {
      for (const test of tests) {
        const withValue = kind === 'correct' || kind === 'state';
        const groups = test.exec(withValue ? folded : said)?.groups;
        const isMatch = groups !== undefined || test.test(withValue ? folded : said);
        if (!isMatch) continue;
        if (kind === 'cancel' || kind === 'restart' || kind === 'back' || kind === 'resume') return { kind };
        if (kind === 'skip' || kind === 'agree' || kind === 'changeAny' || kind === 'withholdAny') return { kind };
        const slot = names.get(groups?.['slot'] ?? '');
        if (slot === undefined) continue;
        if (kind === 'change' || kind === 'withhold' || kind === 'include') return { kind, slot };
        const value = groups?.['value'] ?? '';
        const own = folded.length === written.length ? written.slice(written.length - value.length) : value;
        return { kind, slot, value: own.trim() };
      }
    }
    return null;
  };
}
