import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderTexts, type TextMenu } from '../../../src/channels/tencent/render-texts.ts';
import { type Answer, type Citation, NO_EVIDENCE, type Suggestion } from '../../../src/domain/answer.ts';

const menuOf = (menu: TextMenu) => ({ msgtype: 'msgmenu', menu });
const render = (given: Partial<Answer>) =>
  renderTexts(
    {
      kind: 'answer',
      answer: {
        status: 'answered',
        completeness: 'complete',
        language: 'zh-Hans',
        text: '',
        citations: [],
        suggestions: [],
        question: { original: '', standalone: '' },
        evidence: NO_EVIDENCE,
        ...given,
      },
    },
    menuOf,
  );
const textsOf = (messages: readonly unknown[]) =>
  messages.map((message) => (message as { text?: { content: string } }).text?.content ?? '');

const source: Citation = {
  mark: 1,
  article: 'a',
  section: 's',
  title: '利得税两级制：常见问题',
  publisher: '税务局',
  url: 'https://ird.gov.hk/eng/faq/2tr.htm',
  sourceDate: 'undated',
  checkedOn: '2026-11-22',
  ageDays: 5,
  isPastReview: false,
  language: 'zh-Hans',
};
const more: Suggestion = { kind: 'question', label: '香港离岸收入要交税吗？', text: '香港离岸收入要交税吗？' };

describe('an answer in WeChat', () => {
  it('is plain text with its source on a line that opens', () => {
    const { messages } = render({ text: '**注意**：首200万港元为*8.25%*。[1]\n\n- 一\n- 二', citations: [source] });
    expect(textsOf(messages)).toEqual([
      '注意：首200万港元为8.25%。[1]\n\n- 一\n- 二\n\n[1] 利得税两级制：常见问题（税务局，2026-11-22核对）\nhttps://ird.gov.hk/eng/faq/2tr.htm',
    ]);
  });

  it('writes a table as «name: value» lines and a case in words', () => {
    const { messages } = render({
      text: '费用如下。',
      table: { caption: '费用', columns: ['项目', '金额'], rows: [['商业登记', '2,200港元']] },
    });
    expect(textsOf(messages)[0]).toContain('商业登记\n- 金额：2,200港元');
  });

  it('has lines to tap under short words, which say what they stand for', () => {
    const { messages, choices } = render({
      text: '请选一项。',
      suggestions: [more, { ...more, label: '开户', text: '怎么开户？' }],
    });
    expect(messages).toEqual([
      {
        msgtype: 'msgmenu',
        menu: {
          head: '请选一项。',
          items: [
            { id: choices[0]?.id, label: '香港离岸收入要交税吗？' },
            { id: choices[1]?.id, label: '开户' },
          ],
          tail: '点选一项，或直接输入问题。',
        },
      },
    ]);
    expect(choices.map(({ text }) => text)).toEqual(['香港离岸收入要交税吗？', '怎么开户？']);
  });

  it('has numbers under long words, in the language of the answer', () => {
    for (const [language, words] of [
      ['zh-Hans', '回复数字即可选择：\n1. '],
      ['zh-Hant', '回覆數字即可選擇：\n1. '],
      ['en', 'Reply with a number:\n1. '],
    ] as const)
      expect(textsOf(render({ language, text: '长'.repeat(500), suggestions: [more] }).messages).at(-1)).toContain(
        words,
      );
  });

  it('signs what an officer writes', () => {
    const desk = {
      kind: 'desk',
      author: 'officer',
      text: '您好',
      signature: '陈小姐 投资推广署',
      language: 'zh-Hans',
    } as const;
    expect(textsOf(renderTexts(desk, menuOf).messages)).toEqual(['【陈小姐 投资推广署】\n您好']);
  });

  it('never passes 2,048 bytes, and never cuts a character, a link or a mark', () => {
    const link = `https://www.example.gov.hk/${'a'.repeat(60)}`;
    const piece = fc.constantFrom('利得税', '👩‍👩‍👧‍👦', 'é', 'word ', '。', '[12]', `${link} `, '\n', '\n\n', ' ');
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 600 }), (pieces) => {
        const text = pieces.join('');
        const texts = textsOf(render({ text }).messages);
        const family = (of: string) => of.split('👩‍👩‍👧‍👦').length - 1;
        const marks = (of: string) => of.split('[12]').length - 1;
        const links = (of: string) => of.split(link).length - 1;
        for (const one of texts) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(2048);
        for (const count of [family, marks, links])
          expect(texts.map(count).reduce((sum, each) => sum + each, 0)).toBe(count(text));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps a mark with its sentence', () => {
    const sentence = `${'税'.repeat(60)}。[1]`;
    for (const one of textsOf(render({ text: sentence.repeat(30) }).messages)) expect(one).not.toMatch(/^\[1\]/u);
  });
});
