import { expect, it } from 'vitest';
import { outgoingSchema } from '../../../src/simulators/azure/activity-limits.ts';
import { cardParts } from '../../../src/simulators/azure/card-parts.ts';
import { readMarkdown } from '../../../src/simulators/azure/read-markdown.ts';

const plain = (text: string) => ({ text, look: 'plain', href: null });
const BASE = { from: { id: '28:bot' }, recipient: { id: '29:ann' }, conversation: { id: 'a' }, channelId: 'msteams' };
const partsOf = (message: object) => cardParts(outgoingSchema.parse({ ...BASE, type: 'message', ...message }));

it('reads the marks of Teams: bold and italic words, links, lists', () => {
  expect(readMarkdown('**Note**: the *first* _two_ million [1]\n- see [the source](https://ird.gov.hk/a_b)')).toEqual([
    {
      isItem: false,
      runs: [
        { text: 'Note', look: 'bold', href: null },
        plain(': the '),
        { text: 'first', look: 'italic', href: null },
        plain(' '),
        { text: 'two', look: 'italic', href: null },
        plain(' million [1]'),
      ],
    },
    { isItem: true, runs: [plain('see '), { text: 'the source', look: 'plain', href: 'https://ird.gov.hk/a_b' }] },
  ]);
});

it('leaves marks behind a backslash, within words and without an end as they are', () => {
  const words = String.raw`\*not bold\* snake_case_name 2*3*4 \[x](https://a.hk) **open`;
  expect(readMarkdown(words).flatMap(({ runs }) => runs.map(({ look, href }) => [look, href]))).toEqual([
    ['plain', null],
  ]);
  expect(readMarkdown(words)[0]?.runs[0]?.text).toBe('*not bold* snake_case_name 2*3*4 [x](https://a.hk) **open');
});

it('draws a card by its elements, and leaves its buttons to the phone', () => {
  const submit = { type: 'Action.Submit', title: 'More', data: { msteams: { type: 'imBack', value: 'more' } } };
  const content = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text: 'Your case', weight: 'Bolder' },
      { type: 'FactSet', facts: [{ title: 'Number', value: '**GG2611-7K4PM-X**' }] },
      { type: 'Container', separator: true, items: [{ type: 'TextBlock', text: 'Sources', isSubtle: true }] },
      { type: 'ActionSet', actions: [submit] },
    ],
  };
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  expect(partsOf({ attachments, summary: 'Your case' })).toMatchObject([
    { kind: 'words', isBold: true, isQuiet: false },
    { kind: 'facts', facts: [{ title: 'Number', value: [{ runs: [{ text: 'GG2611-7K4PM-X', look: 'bold' }] }] }] },
    { kind: 'rule' },
    { kind: 'words', isBold: false, isQuiet: true },
  ]);
});

it('draws what an officer typed as it was typed', () => {
  expect(partsOf({ text: '**see** [me](https://a.hk)', textFormat: 'plain' })).toBeNull();
  expect(partsOf({ text: '**see**', textFormat: 'markdown' })).toHaveLength(1);
});
