import { describe, expect, test } from 'vitest';
import { foldSections } from '../../src/domain/markdown/fold-sections.ts';
import type { Block } from '../../src/domain/markdown/markdown.ts';
import { isSafeUrl, parseInline } from '../../src/domain/markdown/parse-inline.ts';
import { parseMarkdown } from '../../src/domain/markdown/parse-markdown.ts';
import { answerBlocks } from '../../src/web/chat/answer/answer-blocks.ts';
import { plainText } from '../../src/web/chat/markdown/plain-text.ts';

const kinds = (source: string): readonly string[] => parseMarkdown(source).map(({ kind }) => kind);

test('reads paragraphs, lists, headings and tables', () => {
  expect(kinds('首句。\n\n- 一\n- 二\n\n## 标题\n1. 甲\n2. 乙\n\n| a | b |\n| - | - |\n| 1 | 2 |')).toEqual([
    'paragraph',
    'list',
    'heading',
    'list',
    'table',
  ]);
});

test('a list may follow its sentence at once, and nest', () => {
  const [paragraph, list] = parseMarkdown('需要：\n- 一\n  - 甲\n  - 乙\n- 二');
  expect(paragraph?.kind).toBe('paragraph');
  expect(list?.kind === 'list' ? list.items.map((item) => item.map(({ kind }) => kind)) : []).toEqual([
    ['paragraph', 'list'],
    ['paragraph'],
  ]);
});

test('bold needs no spaces around it, as in Chinese', () => {
  expect(parseInline('**注意：**请在15日内提交')).toEqual([
    { kind: 'strong', children: [{ kind: 'text', text: '注意：' }] },
    { kind: 'text', text: '请在15日内提交' },
  ]);
});

test('marks are marks, other brackets are text', () => {
  expect(parseInline('A[1] [2] [note]')).toEqual([
    { kind: 'text', text: 'A' },
    { kind: 'mark', mark: 1 },
    { kind: 'text', text: ' ' },
    { kind: 'mark', mark: 2 },
    { kind: 'text', text: ' [note]' },
  ]);
});

test('a bare address ends where Chinese goes on', () => {
  expect(parseInline('见https://www.ird.gov.hk/chi/faq/2tr.htm，第3节')[1]).toMatchObject({
    kind: 'link',
    url: 'https://www.ird.gov.hk/chi/faq/2tr.htm',
  });
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  '//evil.example',
  '/api/session',
  'JAVASCRIPT:x',
  'vbscript:x',
])('%s is not a link', (url) => {
  expect(isSafeUrl(url)).toBe(false);
  expect(parseInline(`[x](${url})`).some(({ kind }) => kind === 'link')).toBe(false);
});

test('reference definitions and comments are not shown', () => {
  expect(plainText(parseMarkdown('Fee.[1]\n\n[1]: https://example.hk/#c1 "Fees"\n<!-- table -->'))).toBe('Fee.');
});

test('the copy of a data table is cut, its caption included', () => {
  const text = 'Caps:[1]\n\n**Caps by country**\n\n| Country | Cap |\n| --- | --- |\n| Vietnam | 10% |';
  const table = { caption: 'Caps by country', columns: ['Country', 'Cap'], rows: [['Vietnam', '10%']] };
  const left: readonly Block[] = answerBlocks(text, table);
  expect(left.map(({ kind }) => kind)).toEqual(['paragraph']);
  expect(plainText(left)).toBe('Caps:');
});

test('nothing is lost of what is no Markdown', () => {
  for (const text of ['a * b * c', '2 ** 3', '[x', '`', '|', '# ', '- ', '<b>x</b>', '5 < 6 > 4', '\\']) {
    const letters = (words: string): string => words.replaceAll(/[^\p{L}\p{N}<>]/gu, '');
    expect(letters(plainText(parseMarkdown(text)))).toBe(letters(text));
  }
});

describe('foldSections', () => {
  const fold = (text: string) => {
    const { lead, further, tail } = foldSections(parseMarkdown(text));
    const sections = further.map(({ title, blocks }) => [
      plainText([{ kind: 'paragraph', children: title }]),
      plainText(blocks),
    ]);
    return [plainText(lead), sections, plainText(tail)];
  };

  test('leaves an answer of one section as it is', () => {
    expect(fold('**Note**: two of them.[1]\n\nMore.[1]')).toEqual(['Note: two of them.\nMore.', [], '']);
  });

  test('closes further sections, and never a notice or what to do if nothing fits', () => {
    expect(
      fold(
        'A.[1]\n\n- B[1]\n\n**C?**\n\nD.[1]\n\nE.[2]\n\n**F?**\n\n- G[2]\n\n**Note**: H.[1]\n\n**Note**: I.[1]\n\nJ.',
      ),
    ).toEqual([
      'A.\nB',
      [
        ['C?', 'D.\nE.'],
        ['F?', 'G'],
      ],
      'Note: H.\nNote: I.\nJ.',
    ]);
  });

  test('closes neither a notice nor the question of a form below it', () => {
    expect(fold('A.[1]\n\n**B?**\n\nC.[1]\n\n**Note**: D.[1]\n\n---\n\nE?\n\n- F')).toEqual([
      'A.',
      [['B?', 'C.']],
      'Note: D.\nE?\nF',
    ]);
  });
});
