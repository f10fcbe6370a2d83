import type { CasePeople, Draft } from '../../../console/cases/case-api.ts';

/** What stands in the composer. */
export interface Words {
  readonly mode: 'reply' | 'note';
  readonly reply: string;
  readonly note: string;
  /** Sources of the assistant's draft that go along; empty without a draft. */
  readonly citations: Draft['citations'];
  readonly isDrafted: boolean;
}

export const EMPTY_WORDS: Words = { mode: 'reply', reply: '', note: '', citations: [], isDrafted: false };

/** The message as it is sent: the text, and below it the sources that were kept, each with its mark. */
export function messageOf({ reply, citations }: Words): string {
  const sources = citations.map(({ mark, title, publisher, url }) => `[${mark}] ${title}, ${publisher}: ${url}`);
  return [reply.trim(), ...(sources.length === 0 ? [] : [sources.join('\n')])].join('\n\n');
}

/** Without a source, and without its marks in the text: a mark that points nowhere would mislead. */
export function withoutCitation(words: Words, mark: number): Words {
  return {
    ...words,
    reply: words.reply.replaceAll(`[${mark}]`, ''),
    citations: words.citations.filter((citation) => citation.mark !== mark),
  };
}

/** Account ids of the colleagues named by «@name», each once. Other words behind an @ name nobody. */
export function mentionedIds(note: string, { officers }: Pick<CasePeople, 'officers'>): readonly string[] {
  const names = namesIn(note);
  return officers.filter(({ name, seesCase }) => seesCase && names.includes(name)).map(({ id }) => id);
}

function namesIn(note: string): readonly string[] {
  return [...new Set([...note.matchAll(/@([a-z0-9][a-z0-9._-]*[a-z0-9]|[a-z0-9])/gu)].map(([, name = '']) => name))];
}
