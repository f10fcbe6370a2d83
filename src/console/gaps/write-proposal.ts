import { createHash, randomBytes } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileEdit } from '../../knowledge/edit/file-edit.ts';
import { unifiedDiff } from '../../knowledge/edit/unified-diff.ts';
import type { Fault } from '../../knowledge/fault.ts';
import type { Proposal } from '../api.ts';

export interface Change {
  /** Below the knowledge folder. */
  readonly file: string;
  readonly edit: (text: string) => FileEdit;
  /** Faults the changed text would have. */
  readonly check: (text: string) => Promise<readonly Fault[]>;
}

export type ProposalOutcome =
  | { readonly kind: 'proposal'; readonly proposal: Proposal; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** What the change would do to its file; nothing is written. */
export async function proposeChange(root: string, { file, edit, check }: Change): Promise<ProposalOutcome> {
  const before = await readFile(join(root, file), 'utf8').catch(() => null);
  if (before === null) return { kind: 'refused', reason: `${file} cannot be read.` };
  const edited = edit(before);
  if (edited.kind === 'refused') return edited;
  const proposal: Proposal = {
    file: `knowledge/${file}`,
    diff: unifiedDiff(`knowledge/${file}`, before, edited.text),
    digest: digestOf(before),
    faults: await check(edited.text),
    isApplied: false,
  };
  return { kind: 'proposal', proposal, text: edited.text };
}

/** Puts the new text in the file's place whole: a reader sees the old or the new one, never a part. */
export async function writeText(root: string, file: string, text: string): Promise<void> {
  const path = join(root, file);
  // No file of the knowledge by its name, so that a watcher does not read the draft.
  const draft = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  const { mode } = await stat(path);
  await writeFile(draft, text, { mode });
  await rename(draft, path);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
