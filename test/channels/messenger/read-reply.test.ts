import { describe, expect, it } from 'vitest';
import { asksForMore, choiceByNumber } from '../../../src/channels/messenger/read-reply.ts';

const CHOICES = ['Guangdong', 'Zhejiang', 'Fujian'].map((text, index) => ({ id: `c${index}`, text }));

describe('a reply by number', () => {
  it.each([
    '2',
    '２',
    '二',
    '2.',
    '2、',
    '(2)',
    '（２）',
    '第二个',
    '选2',
    ' 2 ',
    'No. 2',
    '第2項',
  ])('«%s» is the second', (reply) => {
    expect(choiceByNumber(reply, CHOICES)?.text).toBe('Zhejiang');
  });

  it.each(['0', '4', '22', '2 companies', '2026', '二十', '利得税', '', '-2', '2.5'])('«%s» is none', (reply) => {
    expect(choiceByNumber(reply, CHOICES)).toBeUndefined();
  });

  it('means nothing where nothing was offered', () => {
    expect(choiceByNumber('1', [])).toBeUndefined();
  });
});

describe('asking for the rest', () => {
  it.each(['更多', '继续', '繼續', 'More', 'more.', '更多。', ' 更多 '])('is «%s»', (reply) => {
    expect(asksForMore(reply)).toBe(true);
  });

  it.each(['更多税务资料', 'more about tax', '继续教育', ''])('is not «%s»', (reply) => {
    expect(asksForMore(reply)).toBe(false);
  });
});
