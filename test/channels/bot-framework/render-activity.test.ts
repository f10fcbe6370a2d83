import { describe, expect, it } from 'vitest';
import { renderActivity } from '../../../src/channels/bot-framework/render-activity.ts';
import type { Answer, Citation } from '../../../src/domain/answer.ts';
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
      },
    });
  });

  it('leaves out what an answer does not have', () => {
    const activity = render({ citations: [], suggestions: [] });
    expect(activity).not.toHaveProperty('entities');
    expect(activity).not.toHaveProperty('suggestedActions');
    expect(activity.channelData).toMatchObject({ goglobal: { table: null } });
    expect(JSON.stringify(activity)).not.toContain('evidence');
  });
});
