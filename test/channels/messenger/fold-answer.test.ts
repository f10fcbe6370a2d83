import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderAzure } from '../../../src/channels/azure/render-azure.ts';
import type { Rendered } from '../../../src/channels/messenger/channel.ts';
import { foldAnswer } from '../../../src/channels/messenger/fold-answer.ts';
import { pageAnswer } from '../../../src/channels/messenger/page-answer.ts';
import { renderTexts } from '../../../src/channels/tencent/render-texts.ts';
import { menuMessage } from '../../../src/channels/wecom/menu-message.ts';
import { renderWhatsApp } from '../../../src/channels/whatsapp/render-whatsapp.ts';
import { type Answer, NO_EVIDENCE } from '../../../src/domain/answer.ts';
import { readQuestions } from '../../../src/evaluation/evaluation-question.ts';
import { answerTo, realWording } from '../../fakes/fake-core.ts';
import { fc } from '../../support/property.ts';
import { realAssistant } from '../../support/real-assistant.ts';

const TEAMS = { messenger: 'azure', account: 'a', person: 'p', reference: { channelId: 'msteams' } } as const;
const APPS: readonly (readonly [name: string, render: (answer: Answer) => Rendered])[] = [
  ['WhatsApp', (answer) => renderWhatsApp({ kind: 'answer', answer })],
  ['WeChat and WeCom', (answer) => renderTexts({ kind: 'answer', answer }, (menu) => menuMessage(menu))],
  ['Teams', (answer) => renderAzure({ kind: 'answer', answer }, TEAMS)],
];
const MOST = 3;
const wording = realWording();
const paragraphsOf = (text: string) => text.split(/\n{2,}/u);
const lettersOf = (text: string) => [...text.replaceAll(/\s/gu, '')].sort().join('');

/** Everything a visitor is shown who asks for more until there is no more. */
function readWhole(answer: Answer, most: number, messagesFor: (answer: Answer) => number): readonly Answer[] {
  const parts: Answer[] = [];
  let page = foldAnswer(answer, most, messagesFor);
  parts.push(page.shown);
  while (page.held !== null) {
    page = pageAnswer(page.held, most, messagesFor);
    parts.push(page.shown);
  }
  return parts;
}

function expectOwnSources({ text, citations }: Answer): void {
  const marks = new Set([...text.matchAll(/\[(\d{1,2})\]/gu)].map(([, mark]) => Number(mark)));
  expect(new Set(citations.map(({ mark }) => mark))).toEqual(marks);
}

function sectioned(text: string, more: Partial<Answer> = {}): Answer {
  const [citation] = answerTo({ text: 'tax' }).citations;
  if (citation === undefined) throw new Error('the fake answer has one');
  const marks = [...new Set([...text.matchAll(/\[(\d{1,2})\]/gu)].map(([, mark]) => Number(mark)))];
  return {
    ...answerTo({ text: 'tax' }),
    text,
    citations: marks.map((mark) => ({ ...citation, mark })),
    evidence: { ...NO_EVIDENCE, quoted: { 'tax/en#rates': 'a', 'tax/en#who': 'b' } },
    ...more,
  };
}

const THREE = [
  'Best.[1]',
  '- line[1]',
  '**Who?**',
  'Everybody.[2]',
  '**When?**',
  'Now.[3]',
  '**Note**: one.[1]',
  'Put it in other words.',
].join('\n\n');

describe('an answer of several sections', () => {
  it('is its best section with what may not be left out; the others wait with their own sources', () => {
    const { shown, held } = foldAnswer(sectioned(THREE), MOST, () => 1);
    expect(shown.text).toBe('Best.[1]\n\n- line[1]\n\n**Note**: one.[1]\n\nPut it in other words.');
    expect(held?.text).toBe('**Who?**\n\nEverybody.[2]\n\n**When?**\n\nNow.[3]');
    for (const part of [shown, ...(held === null ? [] : [held])]) expectOwnSources(part);
  });

  it('offers its other buttons below «more», and its own «more» once the rest was said', () => {
    const own = [
      { kind: 'more', label: 'More', text: 'more' },
      { kind: 'option', label: 'Other', text: 'Other' },
    ] as const;
    const { shown, held } = foldAnswer(sectioned(THREE, { suggestions: own }), MOST, () => 1);
    expect(shown.suggestions).toEqual(own);
    expect(held?.suggestions).toEqual(own);
    const without = foldAnswer(sectioned(THREE, { suggestions: own.slice(1) }), MOST, () => 1);
    expect(without.shown.suggestions.map(({ kind }) => kind)).toEqual(['more', 'option']);
    expect(without.held?.suggestions.map(({ kind }) => kind)).toEqual(['option']);
  });

  it('in the middle of a form ends with the question of the form', () => {
    const asked = sectioned(`${THREE}\n\n---\n\nHow many people?\n\n- one\n- more`, {
      progress: { done: 2, of: 9 },
    });
    const { shown, held } = foldAnswer(asked, MOST, () => 1);
    expect(paragraphsOf(shown.text).slice(-3)).toEqual(['---', 'How many people?', '- one\n- more']);
    expect([shown.progress, held?.progress]).toEqual([asked.progress, undefined]);
    expect(held?.text).not.toContain('people');
  });

  it('waits with the end of a best section that is too long, never with what may not be left out', () => {
    const long = ['A.[1]', 'B.[1]', 'C.[1]', '**Who?**', 'All.[2]', '**Note**: one.[3]'].join('\n\n');
    const fitting = ({ text }: Answer) => Math.ceil(text.length / 30);
    const { shown, held } = foldAnswer(sectioned(long), 1, fitting);
    expect(shown.text).toBe('A.[1]\n\n**Note**: one.[3]');
    expect(held?.text).toBe('B.[1]\n\nC.[1]\n\n**Who?**\n\nAll.[2]');
    // No room for both: what may not be left out follows at once.
    const tight = foldAnswer(sectioned(long), 1, ({ text }) => Math.ceil(text.length / 10));
    expect(tight.shown.text).toBe('A.[1]');
    expect(tight.held?.text).toBe('B.[1]\n\nC.[1]\n\n**Note**: one.[3]\n\n**Who?**\n\nAll.[2]');
  });

  it.each([
    ['one section', { evidence: { ...NO_EVIDENCE, quoted: { 'tax/en#rates': 'a' } } }],
    ['rows alone', { evidence: { ...NO_EVIDENCE, quoted: { 'row:a': 'a', 'row:b': 'b' } } }],
    ['a table', { table: { caption: 'Rates', columns: ['a'], rows: [['b']] } }],
    ['words without a heading', { text: 'Best.[1]\n\n**Note**: one.[1]', citations: sectioned('[1]').citations }],
  ])('stays as it is when it is %s', (_what, more) => {
    const answer = sectioned(THREE, more);
    expect(foldAnswer(answer, MOST, () => 1)).toEqual({ shown: answer, held: null });
  });

  it('beside a row is the row first', () => {
    const quoted = { 'row:wheto': 'a', 'offices/en#do': 'b' };
    const { shown } = foldAnswer(sectioned(THREE, { evidence: { ...NO_EVIDENCE, quoted } }), MOST, () => 1);
    expect(shown.text).not.toContain('Everybody');
  });
});

describe('no word of an answer is lost or said twice', () => {
  const words = fc.stringMatching(/^[a-z利得税。 ]{1,60}$/u).map((text) => text.trim() || 'x');
  const cited = fc.tuple(words, fc.integer({ min: 1, max: 6 })).map(([text, mark]) => `${text}[${mark}]`);
  const list = fc
    .array(cited, { minLength: 1, maxLength: 5 })
    .map((items) => items.map((item) => `- ${item}`).join('\n'));
  const block = fc.oneof(cited, list);
  const section = fc.tuple(words, fc.array(block, { minLength: 1, maxLength: 4 }));
  const generated = fc
    .record({
      best: fc.array(block, { minLength: 1, maxLength: 6 }),
      further: fc.array(section, { minLength: 1, maxLength: 4 }),
      notes: fc.array(cited, { maxLength: 5 }),
      otherwise: fc.option(words, { nil: undefined }),
      asked: fc.option(words, { nil: undefined }),
      most: fc.integer({ min: 1, max: 3 }),
      length: fc.integer({ min: 40, max: 900 }),
    })
    .map(({ best, further, notes, otherwise, asked, most, length }) => {
      // Each paragraph is told from every other by its number.
      let count = 0;
      const named = (text: string) => `${++count}=${text}`;
      const closing = [
        ...notes.map((fact) => `**Note ${named('')}**: ${fact}`),
        ...(otherwise === undefined ? [] : [named(otherwise)]),
        ...(asked === undefined ? [] : ['---', named(asked)]),
      ];
      const sections = further.flatMap(([title, blocks]) => [`**${named(title)}?**`, ...blocks.map(numbered)]);
      function numbered(text: string): string {
        return text.startsWith('- ') ? `- ${named(text.slice(2))}` : named(text);
      }
      const text = [...best.map(numbered), ...sections, ...closing].join('\n\n');
      return { answer: sectioned(text), closing, most, length };
    });

  it('of any answer, however little room there is', () => {
    fc.assert(
      fc.property(generated, ({ answer, closing, most, length }) => {
        const messagesFor = ({ text }: Answer) => Math.ceil(text.length / length);
        const parts = readWhole(answer, most, messagesFor);
        expect(lettersOf(parts.map(({ text }) => text).join(''))).toBe(lettersOf(answer.text));
        for (const part of parts) expectOwnSources(part);
        const [first] = parts;
        const [best = ''] = answer.text.split('\n\n**');
        const isRoomy = messagesFor({ ...answer, text: [best, ...closing].join('\n\n') }) <= most;
        if (isRoomy) for (const paragraph of closing) expect(first?.text).toContain(paragraph);
        expect(parts.length).toBeGreaterThan(1);
      }),
    );
  });

  describe('of what the assistant really answers', () => {
    let answers: readonly Answer[] = [];
    beforeAll(async () => {
      const file = new URL('../../evaluation/golden.jsonl', import.meta.url);
      const assistant = await realAssistant();
      const { questions } = readQuestions(await readFile(file, 'utf8'));
      const asked: Answer[] = [];
      // Of all languages and kinds; every third is many enough.
      for (const { text, history, language = null } of questions.filter((_question, index) => index % 3 === 0))
        asked.push(await assistant.ask(text, history, language));
      answers = asked;
    }, 300_000);

    it.each(APPS)('in %s', (_app, render) => {
      const messagesFor = (answer: Answer) => render(answer).messages.length;
      let folded = 0;
      for (const answer of answers) {
        const { language, text } = answer;
        const parts = readWhole(answer, MOST, messagesFor);
        expect(parts.flatMap((part) => paragraphsOf(part.text)).sort()).toEqual(paragraphsOf(text).sort());
        for (const part of parts) expectOwnSources(part);
        const [first] = parts;
        if (first === undefined || parts.length === 1) continue;
        folded += 1;
        const label = `**${wording('answer.mustMention', language)}**`;
        const closing = [...paragraphsOf(text).filter((words) => words.startsWith(label)), ...relatedIn(answer)];
        for (const words of closing) expect(paragraphsOf(first.text)).toContain(words);
        expect(first.suggestions[0]?.kind).toBe('more');
        expect(messagesFor(first)).toBeLessThanOrEqual(MOST);
      }
      // Most answers have more than one section.
      expect(folded / answers.length).toBeGreaterThan(0.5);
    });

    function relatedIn({ text, language }: Answer): readonly string[] {
      return paragraphsOf(text).filter((words) => words === wording('clarify.related', language));
    }
  });
});
