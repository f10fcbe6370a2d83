import type { AnswerTable } from '../../../domain/answer.ts';
import type { Block } from '../../../domain/markdown/markdown.ts';
import { parseMarkdown } from '../../../domain/markdown/parse-markdown.ts';
import { plainText } from '../markdown/plain-text.ts';

/**
 * The blocks of an answer's text. An answer with a table also carries it as Markdown at the end, for clients that know
 * nothing else; here the table is shown from its data, so the copy is cut, its caption
 * included.
 */
export function answerBlocks(text: string, table: AnswerTable | undefined): readonly Block[] {
  const blocks = parseMarkdown(text);
  if (table === undefined) return blocks;
  const copy = blocks.findLastIndex((block) => block.kind === 'table');
  if (copy === -1) return blocks;
  const before = blocks[copy - 1];
  const hasCaption =
    before !== undefined && table.caption !== '' && plainText([before]).trim() === table.caption.trim();
  return hasCaption ? blocks.toSpliced(copy - 1, 2) : blocks.toSpliced(copy, 1);
}
