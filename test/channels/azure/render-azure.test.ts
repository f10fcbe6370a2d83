import { describe, expect, it } from 'vitest';
import { renderAzure } from '../../../src/channels/azure/render-azure.ts';
import type { Said } from '../../../src/channels/messenger/channel.ts';
import { type Answer, NO_EVIDENCE, type Suggestion } from '../../../src/domain/answer.ts';
import { faultOf, outgoingSchema } from '../../../src/simulators/azure/activity-limits.ts';
import { actionsOf, textOf } from '../../../src/simulators/azure/shown-activity.ts';

const APPS = ['msteams', 'slack', 'line', 'telegram', 'facebook', 'directline', 'email', 'sms', 'of-tomorrow'];

const CITATION = {
  mark: 1,
  article: 'a',
  section: 's',
  title: 'Rates [2026]',
  publisher: 'IRD',
  url: 'https://www.ird.gov.hk/eng/faq/2tr_(a).htm',
  sourceDate: '2026',
  checkedOn: '2026-11-01',
  ageDays: 26,
  isPastReview: false,
  language: 'en',
} as const;
const ANSWER: Answer = {
  status: 'answered',
  completeness: 'complete',
  language: 'en',
  text: '## Profits tax\n\nThe **rate** is 8.25% [1].\n\n- up to HK$2m\n- 16.5% above',
  citations: [CITATION],
  suggestions: [],
  question: { original: '', standalone: '' },
  evidence: NO_EVIDENCE,
};
const option = (label: string, text = `I mean ${label}`): Suggestion => ({ kind: 'option', label, text });

/** Checked against the fake's limits, which are written down apart from ours. */
function shown(said: Said, channelId: string) {
  const address = { messenger: 'azure', account: 'app', person: `${channelId}:ann` } as const;
  const [bot, user, conversation] = [{ id: 'b' }, { id: 'ann' }, { id: 'c' }];
  const reference = { channelId, serviceUrl: 'https://s.example/', conversation, bot, user };
  const { messages, choices } = renderAzure(said, { ...address, reference });
  const sent = messages.map((message) => {
    const activity = outgoingSchema.parse({ ...message, from: bot, recipient: user, conversation, channelId });
    expect(faultOf(activity)).toBeNull();
    if (activity.type !== 'message') throw new Error('a message was expected');
    return activity;
  });
  const text = sent.map((activity) => textOf(activity)).join('\n');
  return { sent, choices, text, actions: sent.flatMap((activity) => actionsOf(activity)) };
}
const answered = (changes: Partial<Answer>): Said => ({ kind: 'answer', answer: { ...ANSWER, ...changes } });

describe('an answer', () => {
  it.each(APPS)('in %s keeps its words and a source that can be opened', (app) => {
    const { text } = shown(answered({}), app);
    expect(text).toContain('8.25%');
    const url = app === 'msteams' ? CITATION.url.replace('(a)', '%28a%29') : CITATION.url;
    expect(text.split(/\s+/u)).toContain(url);
  });

  it('counts the question that stands there, as every other place does', () => {
    const { text } = shown(answered({ progress: { done: 0, of: 9 } }), 'msteams');
    expect(text).toContain('Question 1 of 9');
    expect(shown(answered({ progress: { done: 9, of: 9 } }), 'msteams').text).toContain('Question 9 of 9');
  });

  it.each(APPS)('in %s offers what fits, and a press says what it shows', (app) => {
    const { text, actions, choices } = shown(answered({ suggestions: [option('Guangdong'), option('Zhejiang')] }), app);
    expect(choices.map((choice) => choice.text)).toEqual(['I mean Guangdong', 'I mean Zhejiang']);
    if (['email', 'sms', 'of-tomorrow'].includes(app)) expect(text).toContain('2. Zhejiang');
    else
      expect(actions.map(({ title, says }) => [title, says])).toEqual([
        ['Guangdong', 'I mean Guangdong'],
        ['Zhejiang', 'I mean Zhejiang'],
      ]);
  });

  it.each(APPS)('in %s is a numbered list when a label is longer than a button', (app) => {
    const label = 'x'.repeat(201);
    const { text, actions } = shown(answered({ suggestions: [option(label)] }), app);
    expect([text.includes(`1. ${label}`), actions]).toEqual([true, []]);
  });

  it.each(APPS)('in %s never passes a limit, however long and wide it is', (app) => {
    const long = Array.from({ length: 60 }, (_, index) => `${index} ${'利得税'.repeat(60)} **b** [1]`).join('\n\n');
    const suggestions = Array.from({ length: 20 }, (_, index) => option(`${index} ${'選'.repeat(100)}`));
    const citations = Array.from({ length: 9 }, (_, index) => ({ ...CITATION, mark: index + 1 }));
    const rows = Array.from({ length: 15 }, (_, index) => [`r${index}`, 'y'.repeat(300)]);
    const table = { caption: 'T', columns: ['a', 'b'], rows };
    const { text } = shown(answered({ text: long, suggestions, citations, table }), app);
    for (let index = 0; index < 60; index++) expect(text).toContain(`${index} 利得税`);
    expect(text).toContain('r14');
  });

  it('in Teams puts more than six buttons into sets of six, and a title is a bold line', () => {
    const { sent } = shown(
      answered({ suggestions: Array.from({ length: 8 }, (_, n) => option(`option ${n}`)) }),
      'msteams',
    );
    const [card] = sent[0]?.attachments ?? [];
    const body = (card?.content as { body: { type: string; actions?: unknown[]; text?: string; weight?: string }[] })
      .body;
    expect(body.filter(({ type }) => type === 'ActionSet').map(({ actions }) => actions?.length)).toEqual([6, 2]);
    expect(body[0]).toMatchObject({ text: 'Profits tax', weight: 'Bolder' });
    expect(sent[0]?.summary).toMatch(/^Profits tax The rate is 8\.25%/u);
  });

  it('in Teams without anything beside its words is a text that can be copied', () => {
    const { sent } = shown(answered({ citations: [] }), 'msteams');
    expect(sent).toEqual([expect.objectContaining({ text: ANSWER.text, textFormat: 'markdown' })]);
  });

  it('is plain where an app has no marks', () => {
    for (const app of ['line', 'telegram', 'email']) {
      const { sent, text } = shown(answered({}), app);
      expect(sent[0]?.textFormat).toBe('plain');
      expect(text).not.toContain('**');
    }
  });
});

describe('a case', () => {
  const card = {
    kind: 'case',
    number: 'GG2611-ABCDE-F',
    code: 'K7QM2P',
    state: 'new',
    desk: 'Invest*ment',
    promisedBy: '2026-11-27T09:00:00.000Z',
    statusUrl: 'https://go.example.hk/case?lang=en',
    language: 'en',
  } as const;
  it.each(APPS)('in %s shows number, code and status page', (app) => {
    const { text } = shown(answered({ text: 'Sent.', citations: [], card }), app);
    for (const part of [card.number, card.code, card.statusUrl, 'Invest*ment']) expect(text).toContain(part);
  });

  it('in Teams shows the brief as facts, and what was typed as words', () => {
    const row = { slot: 'company', label: 'Company', isPrefilled: false, isPersonal: false };
    const rows = [
      { ...row, shown: '*Star* [Ltd](https://evil.example)\nShenzhen', isWithheld: false },
      { ...row, label: 'Phone', shown: '123', isWithheld: true },
    ];
    const consent = { version: '1', text: 'What is sent, and to whom.' };
    const { sent, text } = shown(answered({ citations: [], card: { kind: 'brief', rows, consent } }), 'msteams');
    expect(text).toContain('Company: *Star* [Ltd](https://evil.example) Shenzhen');
    expect(text).toContain(consent.text);
    expect(JSON.stringify(sent)).not.toContain('123');
  });
});

describe('an officer', () => {
  const said = { kind: 'desk', text: '*Hello*\n[you](x)', language: 'zh-Hant' } as const;
  it.each(APPS)('in %s is named above what they typed, which stays as typed', (app) => {
    const signed = shown({ ...said, author: 'officer', signature: 'Li Ming · Investment' }, app);
    expect(signed.sent).toEqual([
      expect.objectContaining({ textFormat: 'plain', text: '【Li Ming · Investment】\n*Hello*\n[you](x)' }),
    ]);
    expect(shown({ ...said, author: 'officer', signature: '' }, app).text).toMatch(/^【專員】/u);
    expect(shown({ ...said, author: 'system', signature: '' }, app).text).toMatch(/^\*Hello/u);
  });
});
