import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addExampleQuestion } from '../../../src/knowledge/edit/add-example-question.ts';
import { parseArticleText } from '../../../src/knowledge/parse-article-text.ts';
import { articleFiles } from '../../support/knowledge-folder.ts';

const ENGLISH = articleFiles('tea-export')['articles/trade/tea-export/en.md'] ?? '';

function edited(question: string, section: string | null, raw = ENGLISH): string {
  const edit = addExampleQuestion(raw, question, section);
  if (edit.kind === 'refused') throw new Error(edit.reason);
  return edit.text;
}

describe('addExampleQuestion', () => {
  it('adds one line at the end of the questions and touches no other', () => {
    const text = edited('What does a licence cost?', 'fee');
    const added = text.split('\n').filter((line) => !ENGLISH.split('\n').includes(line));
    expect(added).toEqual(['  - What does a licence cost? {#fee}']);
    expect(text.replace(`${added[0]}\n`, '')).toBe(ENGLISH);
  });

  it('keeps the line breaks of another system', () => {
    const text = edited('What does a licence cost?', 'fee', ENGLISH.replaceAll('\n', '\r\n'));
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it.each([
    ['a section that is not there', 'New?', 'nowhere', /no section/],
    ['a question that is there', 'How do I export tea ALPHA', null, /already/],
  ])('refuses %s', (_, question, section, reason) => {
    expect(addExampleQuestion(ENGLISH, question, section)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason) as string,
    });
  });

  it('writes whatever people ask so that it is read back as they asked it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ minLength: 2, maxLength: 60 }),
          fc.constantFrom(
            '- dash: and colon',
            '#hash',
            '"quoted"',
            "it's",
            'yes',
            '2026',
            '元宇宙：补贴？',
            '@at',
            '%',
            '{x}',
            '[1]',
          ),
        ),
        (drawn) => {
          const question = `Q ${drawn.replace(/[{}\p{Cc}]/gu, ' ')}`.replace(/\s+/gu, ' ').trim();
          const edit = addExampleQuestion(ENGLISH, question, 'fee');
          if (edit.kind === 'refused') return;
          const parsed = parseArticleText(edit.text, 'en.md');
          expect(parsed.ok && parsed.value.questions.at(-1)).toEqual({ text: question, section: 'fee' });
          expect(parsed.ok && parsed.value.questions.length).toBe(11);
        },
      ),
    );
  });
});
