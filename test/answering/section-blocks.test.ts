import { describe, expect, it } from 'vitest';
import { sectionBlocks } from '../../src/answering/section-blocks.ts';
import { fc } from '../support/property.ts';

describe('pieces of a section', () => {
  it('are paragraphs, list items and tables, in order', () => {
    const markdown =
      'A lead.\n\n- one\n- two\n  wrapped\n\n1. first\n2. second\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\nAn end.';
    expect(sectionBlocks(markdown)).toEqual([
      { kind: 'paragraph', markdown: 'A lead.' },
      { kind: 'item', markdown: '- one' },
      { kind: 'item', markdown: '- two wrapped' },
      { kind: 'item', markdown: '1. first' },
      { kind: 'item', markdown: '2. second' },
      { kind: 'table', markdown: '| a | b |\n| - | - |\n| 1 | 2 |' },
      { kind: 'paragraph', markdown: 'An end.' },
    ]);
  });

  it('join wrapped lines: with a space in English, without one in Chinese', () => {
    expect(sectionBlocks('one\ntwo')).toEqual([{ kind: 'paragraph', markdown: 'one two' }]);
    expect(sectionBlocks('香港公司須\n繳利得稅')).toEqual([{ kind: 'paragraph', markdown: '香港公司須繳利得稅' }]);
    expect(sectionBlocks('按\nFSIE 機制')).toEqual([{ kind: 'paragraph', markdown: '按 FSIE 機制' }]);
  });

  it('hold every word of the section', () => {
    const line = fc.oneof(
      fc.constantFrom('- item', '1. step', '| a | b |', '', '香港', '税务局，', 'two words'),
      fc.string().map((text) => text.replace(/[\r\n]/gu, ' ')),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const flat = (text: string) => text.replace(/\s+/gu, '');
        const blocks = sectionBlocks(lines.join('\n'));
        expect(flat(blocks.map(({ markdown }) => markdown).join(''))).toBe(flat(lines.join('')));
        expect(blocks.filter(({ markdown }) => markdown.trim() === '')).toEqual([]);
      }),
    );
  });
});
