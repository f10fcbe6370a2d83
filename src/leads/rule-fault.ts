import type { z } from 'zod';

/** Something an editor has to mend: `message` is a sentence that says what is wrong and how to mend it. */
export interface RuleFault {
  /** Path below the dialogs folder. */
  readonly file: string;
  readonly message: string;
}

/** What a schema found, rule by rule: a rule is named by its id, not by its place in the list. */
export function faultsOfIssues(file: string, content: unknown, issues: readonly z.core.$ZodIssue[]): RuleFault[] {
  return issues.map((issue) => {
    const { owner, path } = placeOf(content, issue.path);
    const language = /^(?:en|zh-Hant|zh-Hans)$/u.test(path.at(-1) ?? '');
    const what = path.length === 0 ? 'the entry' : `«${path.join('.')}»`;
    const problem = language ? `${what} must be a text of at least one character` : `${what}: ${said(issue)}`;
    return { file, message: `${owner}${problem}.` };
  });
}

/** Throws when there are faults, all of them in one message. */
export function refuseFaults(faults: readonly RuleFault[]): void {
  if (faults.length > 0) throw new Error(faults.map(({ file, message }) => `${file}: ${message}`).join('\n'));
}

function said({ code, message }: z.core.$ZodIssue): string {
  return code === 'invalid_union' ? 'is no condition that rules know, or has a field too many' : message;
}

function placeOf(content: unknown, path: readonly PropertyKey[]): { owner: string; path: readonly string[] } {
  const [list, index] = path;
  if (list !== 'rules' || typeof index !== 'number') return { owner: '', path: path.map(String) };
  const rule = (content as { readonly rules: readonly unknown[] }).rules[index]; // the path says that it is there
  const id = typeof rule === 'object' && rule !== null && 'id' in rule ? String(rule.id) : `no. ${index + 1}`;
  return { owner: `Rule «${id}»: `, path: path.slice(2).map(String) };
}
