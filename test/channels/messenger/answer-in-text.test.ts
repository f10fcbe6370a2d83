import { describe, expect, it } from 'vitest';
import { answerInText, deskInText } from '../../../src/channels/messenger/answer-in-text.ts';
import { pageAnswer } from '../../../src/channels/messenger/page-answer.ts';
import { writeMarkup } from '../../../src/channels/messenger/write-markup.ts';
import { answerTo } from '../../fakes/fake-core.ts';

const answer = answerTo({ text: 'tax' });

describe('an answer in text', () => {
  it('names each source with its address on a line of its own', () => {
    const text = answerInText(answer, 'whatsapp');
    expect(text.split('\n')).toContain('https://www.ird.gov.hk/eng/faq/2tr.htm');
    expect(text).toContain('[1] Two-tiered profits tax (Inland Revenue Department, checked 2026-10-01)');
  });

  it('writes a table row by row, for narrow screens', () => {
    const table = {
      caption: 'Rates',
      columns: ['Profits', 'Rate'],
      rows: [
        ['first 2 million', '8.25%'],
        ['the rest', '16.5%'],
      ],
    };
    const text = answerInText({ ...answer, text: 'See below.', citations: [], table }, 'whatsapp');
    expect(text).toBe('See below.\n\n*Rates*\n\n*first 2 million*\n- Rate: 8.25%\n\n*the rest*\n- Rate: 16.5%');
  });

  it('writes a case with its code and status page', () => {
    const card = {
      kind: 'case',
      number: 'GG2611-7K4PM-X',
      code: 'AB12CD34',
      state: 'new',
      desk: '税务服务台',
      promisedBy: '2026-11-27T07:00:00.000Z',
      statusUrl: 'https://go.example.hk/case?lang=zh-Hans',
      language: 'zh-Hans',
    } as const;
    const text = answerInText({ ...answer, text: '已提交。', citations: [], card }, 'plain');
    for (const part of ['GG2611-7K4PM-X', 'AB12CD34', '等待专员接手', '税务服务台', '15:00', '只显示这一次'])
      expect(text).toContain(part);
    expect(text.split('\n')).toContain(card.statusUrl);
  });

  it('is signed when an officer speaks', () => {
    const said = {
      kind: 'desk',
      author: 'officer',
      text: '您好',
      signature: '李明 · 税务*服务台',
      language: 'zh-Hans',
    } as const;
    expect(deskInText(said, 'whatsapp')).toBe('*李明 · 税务 服务台*\n您好');
    expect(deskInText({ ...said, author: 'system', signature: '' }, 'whatsapp')).toBe('您好');
  });
});

describe('markup', () => {
  it.each([
    ['**8.25%** of *profits*', '*8.25%* of _profits_', '8.25% of profits'],
    ['## Rates\ntext', '*Rates*\ntext', 'Rates\ntext'],
    ['a \\*b\\* &amp; c', 'a *b* & c', 'a *b* & c'],
    ['[page](https://a.hk/x_y_z)', 'page https://a.hk/x_y_z', 'page https://a.hk/x_y_z'],
    ['one\n\n---\n\ntwo [1] [2]', 'one\n\n———\n\ntwo [1] [2]', 'one\n\n———\n\ntwo [1] [2]'],
    ['* item\n* other', '- item\n- other', '- item\n- other'],
  ])('%j', (markdown, whatsapp, plain) => {
    expect(writeMarkup(markdown, 'whatsapp')).toBe(whatsapp);
    expect(writeMarkup(markdown, 'plain')).toBe(plain);
  });
});

describe('a page of an answer', () => {
  const count = ({ text }: { readonly text: string }) => Math.ceil(text.length / 20);

  it('is the whole when it fits', () => {
    expect(pageAnswer(answer, 3, () => 3)).toEqual({ shown: answer, held: null });
  });

  it('ends between paragraphs; each half cites what it refers to, and the end has the suggestions', () => {
    const [citation] = answer.citations;
    if (citation === undefined) throw new Error('the fake answer has one');
    const long = {
      ...answer,
      text: 'First paragraph [1].\n\nSecond paragraph [2].',
      citations: [citation, { ...citation, mark: 2 }],
    };
    const { shown, held } = pageAnswer(long, 1, count);
    expect(shown).toMatchObject({ text: 'First paragraph [1].', suggestions: [{ kind: 'more', text: 'more' }] });
    expect(shown.citations.map(({ mark }) => mark)).toEqual([1]);
    expect(held).toMatchObject({ text: 'Second paragraph [2].', suggestions: long.suggestions });
    expect(held?.citations.map(({ mark }) => mark)).toEqual([2]);
  });

  it('never parts a sentence from its mark', () => {
    const one = { ...answer, text: '第一句共十个字左右。[1]第二句也有十个字左右。[1]', suggestions: [] };
    const { shown, held } = pageAnswer(one, 1, count);
    expect([shown.text, held?.text]).toEqual(['第一句共十个字左右。[1]', '第二句也有十个字左右。[1]']);
  });
});
