import { expect, test } from 'vitest';
import { renderActivity } from '../../src/channels/bot-framework/render-activity.ts';
import { renderDeskMessage } from '../../src/channels/bot-framework/render-desk-message.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { DirectLineActivity } from '../../src/web/chat/connection/direct-line-types.ts';
import { summarize } from '../../src/web/chat/summary/conversation-summary.ts';
import { summaryAsText } from '../../src/web/chat/summary/summary-as-text.ts';
import { summaryPage } from '../../src/web/chat/summary/summary-page.ts';
import { answerTo } from '../fakes/fake-core.ts';
import { CASE_CODE, CASE_NUMBER, cardFixture } from './fixture-cards.ts';

const SAVED_AT = new Date('2026-11-27T02:30:00.000Z');

function visitor(text: string): DirectLineActivity {
  return { type: 'message', id: `v-${text}`, text, from: { role: 'user' }, timestamp: '2026-11-27T02:00:00.000Z' };
}

function bot(answer: Partial<Answer>): DirectLineActivity {
  const activity = renderActivity({ ...answerTo({ text: 'q' }), ...answer });
  // As it travels: JSON, with the fields that the server adds.
  const travelled: unknown = JSON.parse(JSON.stringify({ ...activity, from: { role: 'bot' } }));
  return travelled as DirectLineActivity;
}

const { brief, opened } = cardFixture('en');

test('keeps what was said from the first question on, with its sources, and no typing', () => {
  const { entries, caseNumber } = summarize([
    bot({ text: 'Welcome.' }),
    visitor('What is the rate?'),
    { type: 'typing', from: { role: 'bot' } },
    bot({ text: 'It is **8.25%**.[1]\n\n- Only one company.' }),
  ]);
  expect(caseNumber).toBeNull();
  expect(entries.map(({ author, text }) => [author, text])).toEqual([
    ['visitor', 'What is the rate?'],
    ['assistant', 'It is 8.25%.[1]\nOnly one company.'],
  ]);
  expect(entries[1]?.sources.map(({ url }) => url)).toEqual(['https://www.ird.gov.hk/eng/faq/2tr.htm']);
});

test('takes the number of a case along and never its code, nor what the brief card held', () => {
  const summary = summarize([visitor('send it'), bot(brief), bot(opened)]);
  const text = summaryAsText(summary, 'en', SAVED_AT);
  const html = summaryPage(summary, { language: 'en', savedAt: SAVED_AT, nonce: 'n' });
  for (const file of [text, html]) {
    expect(file).toContain(CASE_NUMBER);
    expect(file).not.toContain(CASE_CODE);
    expect(file).not.toContain('138 0000 1234');
  }
});

test('a text file says when, who and from where, line by line', () => {
  const desk = renderDeskMessage({
    id: 'd',
    author: 'officer',
    signature: 'Chan Tai-man · Invest Hong Kong',
    text: 'Hello.',
    at: '2026-11-27T02:10:00.000Z',
    language: 'en',
  });
  const officer = { ...(JSON.parse(JSON.stringify(desk)) as DirectLineActivity), from: { role: 'bot' } };
  const text = summaryAsText(summarize([visitor('Rate?'), bot({ text: '8.25%.[1]' }), officer]), 'en', SAVED_AT);
  expect(text.split('\r\n')).toEqual([
    'Conversation with the GoGlobal Assistant',
    'Saved: 10:30 on Friday, 27 November 2026 (Hong Kong time)',
    'Answers of the assistant are automated. Check the cited pages before you decide.',
    '',
    '== You · 10:00 on Friday, 27 November 2026 (Hong Kong time)',
    'Rate?',
    '',
    '== Assistant (automated)',
    '8.25%.[1]',
    'Sources:',
    '[1] Two-tiered profits tax · Inland Revenue Department · checked 1 October 2026',
    '    https://www.ird.gov.hk/eng/faq/2tr.htm',
    '',
    '== Officer Chan Tai-man · Invest Hong Kong · 10:10 on Friday, 27 November 2026 (Hong Kong time)',
    'Hello.',
    '',
  ]);
});

test('markup that was typed stays text on the page to print', () => {
  const html = summaryPage(summarize([visitor('<script>alert("1")</script>')]), {
    language: 'zh-Hans',
    savedAt: SAVED_AT,
    nonce: 'a"b',
  });
  expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toContain('nonce="a&quot;b"');
});

test('a conversation without a question says so', () => {
  expect(summaryAsText(summarize([bot({ text: 'Welcome.' })]), 'zh-Hans', SAVED_AT)).toContain('尚未提问。');
});
