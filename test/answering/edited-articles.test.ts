import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { type CopiedAssistant, createCopiedAssistant } from '../support/copied-assistant.ts';
import { createVisitor } from '../support/visitor.ts';

const SFGS = 'articles/finance/sfgs';
const BUD = 'articles/finance/bud-fund';
const ABOUT_SFGS = {
  en: 'What is the SME Financing Guarantee Scheme and how much can I borrow?',
  'zh-Hant': '中小企融資擔保計劃係咩？可以借幾多？',
  'zh-Hans': '中小企融资担保计划是什么？最多可以借多少？',
};
/** Twelve lines more, without figures, the same in each language. */
const LINES: Readonly<Record<Language, string>> = {
  en: Array.from('abcdefghijkl', (letter) => `- Extra line ${letter} of this test.`).join('\n'),
  'zh-Hant': Array.from('甲乙丙丁戊己庚辛壬癸子卯', (letter) => `- 本測試的額外一行（${letter}）。`).join('\n'),
  'zh-Hans': Array.from('甲乙丙丁戊己庚辛壬癸子卯', (letter) => `- 本测试的额外一行（${letter}）。`).join('\n'),
};

describe('an article', () => {
  let copied: CopiedAssistant;
  beforeAll(async () => {
    copied = await createCopiedAssistant(
      ['tax/profits-tax-two-tier', 'setup/bank-account', 'finance/sfgs', 'finance/bud-fund', 'legal/arbitration'],
      async (folder) => {
        await folder.edit(`${SFGS}/article.yaml`, /reviewBy: .+/u, 'reviewBy: 2027-02-28\nvalidUntil: 2027-01-31');
        await folder.edit(`${BUD}/article.yaml`, /reviewBy: .+/u, 'reviewBy: 2027-02-20');
        for (const language of LANGUAGES) {
          await folder.edit(
            `articles/legal/arbitration/${language}.md`,
            /(\n## [^\n]+\{#clause\}\n)([\s\S]+?)(?=\n## |$)/u,
            `$1$2\n${LINES[language]}\n`,
          );
        }
      },
    );
    expect(copied.assistant.faults().filter(({ message }) => !message.startsWith('related'))).toEqual([]);
  });
  afterAll(() => copied.dispose());
  const ask = (question: string, language: Language) => copied.assistant.ask(question, [], language);

  describe('whose validity has ended', () => {
    it.each(LANGUAGES)('is answered from on its last day and withheld from the next, in %s', async (language) => {
      copied.setToday('2027-01-31');
      expect((await ask(ABOUT_SFGS[language], language)).citations[0]?.article).toBe('sfgs');
      copied.setToday('2027-02-01');
      const after = await ask(ABOUT_SFGS[language], language);
      expect(JSON.stringify([after.text, after.citations, after.evidence.quoted])).not.toMatch(/sfgs/u);
    });

    // Known fault: the next best article answers in its place, with the certainty of the one that was withheld.
    it.each(LANGUAGES)('is not answered for by another article, in %s', async (language) => {
      copied.setToday('2027-02-01');
      expect((await ask(ABOUT_SFGS[language], language)).status).not.toBe('answered');
    });

    // Known fault: only retrieval looks at the day.
    it('is not what «more» continues with', async () => {
      copied.setToday('2027-02-01');
      const state = {
        schema: 1 as const,
        language: 'en' as const,
        turns: [],
        failuresInARow: 0,
        more: { passage: 'sfgs/en#eighty', shownBlocks: 1 },
      };
      const understanding = copied.assistant.understand('more', state, 'en');
      const { answer } = await copied.assistant.answer({ understanding, state, today: '2027-02-01', retrieval: null });
      expect(answer.citations).toEqual([]);
    });

    // Known fault: suggestions are tried without looking at the day.
    it('is suggested by no other article', async () => {
      copied.setToday('2027-02-01');
      const answer = await ask('What is the BUD Fund and how much can it pay?', 'en');
      expect(answer.citations[0]?.article).toBe('bud-fund');
      const own =
        copied.assistant
          .knowledge()
          .articles.find(({ id }) => id === 'sfgs')
          ?.texts.en.questions.map(({ text }) => text) ?? [];
      expect(answer.suggestions.map(({ text }) => text).filter((text) => own.includes(text))).toEqual([]);
    });
  });

  describe('that should have been reviewed', () => {
    it.each([
      ['en', 'What is the BUD Fund?', /due for review on 2027-02-20/u],
      ['zh-Hant', 'BUD專項基金係咩？', /應於2027-02-20前覆核/u],
      ['zh-Hans', 'BUD专项基金是什么？', /应于2027-02-20前复核/u],
    ] as const)('says so, in %s, and marks its citations', async (language, question, notice) => {
      copied.setToday('2027-02-20');
      const before = await ask(question, language);
      expect(before).toMatchObject({ status: 'answered', text: expect.not.stringMatching(notice) });
      expect(before.citations.every(({ isPastReview }) => !isPastReview)).toBe(true);
      copied.setToday('2027-02-21');
      const after = await ask(question, language);
      expect(after).toMatchObject({ status: 'answered', text: expect.stringMatching(notice) });
      expect(after.citations.every(({ isPastReview }) => isPastReview)).toBe(true);
      expect(after.citations[0]?.ageDays).toBe(
        (Date.parse('2027-02-21') - Date.parse(after.citations[0]?.checkedOn ?? '')) / 86_400_000,
      );
    });
  });

  describe('with a long section', () => {
    it.each(
      LANGUAGES,
    )('is told in parts, each of six lines at most, and nothing is lost or said twice, in %s', async (language) => {
      copied.setToday('2026-11-24');
      const arbitration = copied.assistant.knowledge().articles.find(({ id }) => id === 'arbitration');
      const heading = arbitration?.texts[language].sections.find(({ id }) => id === 'clause')?.heading ?? '';
      const visitor = createVisitor(copied.assistant, language);
      const parts = [await visitor.says(heading)];
      expect(parts[0]?.evidence.quoted).toHaveProperty([`arbitration/${language}#clause`]);
      while (parts.at(-1)?.completeness === 'partial' && parts.length < 10) {
        expect(parts.at(-1)?.suggestions[0]?.kind).toBe('more');
        parts.push(await visitor.says(parts.at(-1)?.suggestions[0]?.text ?? ''));
      }
      expect(parts.length).toBeGreaterThan(2);
      expect(parts.at(-1)).toMatchObject({ status: 'answered', completeness: 'complete' });
      for (const { text, citations } of parts) {
        expect(text.split('\n').filter((line) => line.startsWith('- ')).length).toBeLessThanOrEqual(6);
        expect(citations.length).toBeGreaterThan(0);
      }
      const said = parts
        .map(({ text }) => text)
        .join('\n')
        .replace(/\[\d+\]/gu, '');
      const positions = LINES[language].split('\n').map((line) => [said.indexOf(line), said.split(line).length - 1]);
      expect(positions.every(([, times]) => times === 1)).toBe(true);
      expect(positions.map(([at]) => at)).toEqual(positions.map(([at]) => at).toSorted((a, b) => (a ?? 0) - (b ?? 0)));
      expect((await visitor.says(language === 'en' ? 'more' : '更多')).text).toBe(
        copied.assistant.dialogs.wording('more.nothing', language),
      );
    });
  });
});
