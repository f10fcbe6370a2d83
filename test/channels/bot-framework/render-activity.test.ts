import { describe, expect, it } from 'vitest';
import { renderActivity } from '../../../src/channels/bot-framework/render-activity.ts';
import type { Answer, Citation } from '../../../src/domain/answer.ts';
import type { BriefCard, BriefRow, CaseCard } from '../../../src/domain/card.ts';
import { answerTo } from '../../fakes/fake-core.ts';

const base = answerTo({ text: 'q' });
const [first] = base.citations;
const cite = (mark: number, url: string, title = `Title ${mark}`): Citation => ({
  ...(first as Citation),
  mark,
  url,
  title,
});

function render(answer: Partial<Answer>) {
  return renderActivity({ ...base, ...answer });
}

const row = (fields: Partial<BriefRow>): BriefRow => ({
  slot: 's',
  label: 'l',
  shown: '',
  isPrefilled: false,
  isWithheld: false,
  isPersonal: false,
  ...fields,
});

const openedCase: CaseCard = {
  kind: 'case',
  number: 'GG2611-7K4PM-X',
  code: 'R7QK-M2XD',
  state: 'new',
  desk: 'Invest Hong Kong',
  promisedBy: '2026-11-30T03:30:00.000Z',
  statusUrl: 'https://assistant.example/case',
  language: 'en',
};

describe('renderActivity', () => {
  it('puts reference definitions under the text, each with an address of its own', () => {
    const citations = [
      cite(1, 'https://a.hk/page'),
      cite(2, 'https://a.hk/page'),
      cite(3, 'https://a.hk/page#rates'),
      cite(4, 'https://a.hk/page#rates'),
      cite(5, 'https://a.hk/文件?x=1'),
    ];
    const { text = '' } = render({ text: 'Fact [1][2][3].', citations });
    expect(text.split('\n\n')[0]).toBe('Fact [1] [2] [3].');
    expect(text.split('\n').slice(2)).toEqual([
      '[1]: https://a.hk/page#c1 "Title 1"',
      '[2]: https://a.hk/page#c2 "Title 2"',
      '[3]: https://a.hk/page#rates "Title 3"',
      '[4]: https://a.hk/page#rates-c4 "Title 4"',
      '[5]: https://a.hk/%E6%96%87%E4%BB%B6?x=1#c5 "Title 5"',
    ]);
  });

  it('keeps a title on its line', () => {
    const { text } = render({ citations: [cite(1, 'https://a.hk/', 'The "best"\nof\\both')] });
    expect(text).toContain('[1]: https://a.hk/#c1 "The best of both"');
  });

  it('tells Web Chat the sources as schema.org claims', () => {
    const { entities } = render({ citations: [cite(1, 'https://a.hk/')] });
    expect(entities).toEqual([
      {
        '@context': 'https://schema.org',
        '@id': '',
        '@type': 'Message',
        type: 'https://schema.org/Message',
        citation: [
          {
            '@id': '_:c1',
            '@type': 'Claim',
            position: 1,
            appearance: {
              '@type': 'DigitalDocument',
              name: 'Title 1',
              abstract: 'Inland Revenue Department · 2026-10-01',
              url: 'https://a.hk/#c1',
            },
          },
        ],
      },
    ]);
  });

  it('offers suggestions as buttons that say something else than they show', () => {
    expect(render({}).suggestedActions).toEqual({
      to: [],
      actions: [{ type: 'imBack', title: 'And dividends?', value: 'What about dividends?' }],
    });
  });

  it('gives our own page the answer as data, and other clients the table as Markdown', () => {
    const table = { caption: 'Rates', columns: ['Market', 'Rate'], rows: [['Viet|nam', '10%\nor 0%']] };
    const { text, channelData } = render({ table, citations: [] });
    expect(text).toContain('**Rates**\n\n| Market | Rate |\n| --- | --- |\n| Viet\\|nam | 10% or 0% |');
    expect(channelData).toEqual({
      goglobal: {
        status: 'answered',
        completeness: 'complete',
        language: 'en',
        citations: [],
        table,
        suggestions: base.suggestions,
        card: null,
        progress: null,
      },
    });
  });

  it('puts a brief into the text line by line, what is withheld only by its name, and the consent after it', () => {
    const card: BriefCard = {
      kind: 'brief',
      rows: [
        row({ slot: 'company', label: '公司名称', shown: '星辰[智能]*装备*\n<b>股份</b>' }),
        row({ slot: 'phone', label: '电话', shown: '13800001234', isWithheld: true, isPersonal: true }),
        row({ slot: 'email', label: '电子邮件', shown: ' ' }),
      ],
      consent: { version: '1', text: '仅用于跟进本次咨询。' },
    };
    const { text, channelData } = render({
      language: 'zh-Hans',
      text: '请核对。',
      citations: [],
      card,
      progress: { done: 9, of: 9 },
    });
    expect(text?.split('\n')).toEqual([
      '请核对。',
      '',
      '*第 9 / 9 题*',
      '',
      String.raw`- 公司名称：星辰\[智能\]\*装备\* \<b\>股份\</b\>`,
      '- 电话：*不发送*',
      '- 电子邮件：*未填写*',
      '',
      '仅用于跟进本次咨询。',
    ]);
    expect(channelData).toMatchObject({ goglobal: { card, progress: { done: 9, of: 9 }, words: '请核对。' } });
  });

  it.each([
    ['en', 'Case number: **GG2611-7K4PM-X**', 'First reply by: 11:30 on Monday, 30 November 2026 (Hong Kong time)'],
    ['zh-Hant', '個案編號：**GG2611-7K4PM-X**', '首次回覆不遲於：2026年11月30日（星期一）11:30（香港時間）'],
    ['zh-Hans', '个案编号：**GG2611-7K4PM-X**', '首次回复不晚于：2026年11月30日（星期一）11:30（香港时间）'],
  ] as const)('says number, code, promise and address of a case in words: %s', (language, number, promise) => {
    const { text } = render({ text: 'Done.', citations: [], card: { ...openedCase, language } });
    expect(text).toContain(`- ${number}\n`);
    expect(text).toContain(`- ${promise}\n`);
    expect(text).toContain('**R7QK-M2XD**');
    expect(text).toContain('https://assistant.example/case');
  });

  it('leaves the code and the promise out once they are over', () => {
    const card: CaseCard = { ...openedCase, code: null, promisedBy: null, state: 'resolved' };
    const { text } = render({ text: 'It is closed.', citations: [], card });
    expect(text).toContain('- State: Closed');
    expect(text).not.toMatch(/Access code|First reply|Write this/);
  });

  it('leaves out what an answer does not have', () => {
    const activity = render({ citations: [], suggestions: [] });
    expect(activity).not.toHaveProperty('entities');
    expect(activity).not.toHaveProperty('suggestedActions');
    expect(activity.channelData).toMatchObject({ goglobal: { table: null } });
    expect(JSON.stringify(activity)).not.toContain('evidence');
  });
});
