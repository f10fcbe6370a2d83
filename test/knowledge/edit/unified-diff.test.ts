import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../../src/knowledge/edit/unified-diff.ts';

/** What `patch` does with one hunk. */
function apply(before: string, diff: string): string {
  if (diff === '') return before;
  const [, , range = '', ...body] = diff.replace(/\n$/u, '').split('\n');
  const [, start, length] = /^@@ -(\d+),(\d+) /u.exec(range) ?? [];
  const lines = before.split(/(?<=\n)/u);
  const fresh: string[] = [];
  for (const [index, line] of body.entries()) {
    if (line.startsWith('\\')) continue;
    const hasBreak = body[index + 1]?.startsWith('\\') !== true;
    if (!line.startsWith('-')) fresh.push(`${line.slice(1)}${hasBreak ? '\n' : ''}`);
  }
  const from = length === '0' ? Number(start) : Number(start) - 1;
  return lines.toSpliced(from, Number(length), ...fresh).join('');
}

describe('unifiedDiff', () => {
  it('shows an added line with three lines around it, as git writes it', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\n';
    expect(unifiedDiff('knowledge/x.md', before, before.replace('e\n', 'e\nNEW\n'))).toBe(
      '--- a/knowledge/x.md\n+++ b/knowledge/x.md\n@@ -3,6 +3,7 @@\n c\n d\n e\n+NEW\n f\n g\n h\n',
    );
  });

  it('is empty when nothing differs', () => {
    expect(unifiedDiff('x', 'a\n', 'a\n')).toBe('');
  });

  it('makes the new text out of the old one', () => {
    const text = fc
      .tuple(fc.array(fc.constantFrom('a', 'b', '', '茶'), { maxLength: 12 }), fc.boolean())
      .map(([lines, ends]) => lines.join('\n') + (ends && lines.length > 0 ? '\n' : ''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== '');
        expect(apply(before, unifiedDiff('x', before, after))).toBe(after);
      }),
    );
  });
});
