import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CopiedAssistant, createCopiedAssistant } from '../support/copied-assistant.ts';

/** Articles that stay; sfgs comes and goes. */
const KEPT = ['tax/profits-tax-two-tier', 'setup/bank-account', 'legal/arbitration', 'markets/vietnam'];
const SFGS = 'articles/finance/sfgs';
const QUESTION = 'How long does the SFGS 80% guarantee product run?';

describe('editing knowledge while the assistant runs', () => {
  let copied: CopiedAssistant;
  beforeAll(async () => {
    copied = await createCopiedAssistant(KEPT);
  });
  afterAll(() => copied.dispose());

  it('makes a new article searchable at once, changes and deletions too', async () => {
    const { assistant, folder } = copied;
    expect((await assistant.ask(QUESTION)).citations.filter(({ article }) => article === 'sfgs')).toEqual([]);

    // A new folder is saved: searchable when reload resolves, whatever training follows.
    await folder.copyReal(SFGS);
    await assistant.reload();
    expect(assistant.faults().filter((fault) => !fault.message.startsWith('related'))).toEqual([]);
    const added = await assistant.ask(QUESTION);
    expect(added.status).toBe('answered');
    expect(added.citations.every(({ article }) => article === 'sfgs')).toBe(true);

    // Its words are changed: the answer says the new ones.
    await folder.edit(
      `${SFGS}/en.md`,
      'Applications run to 31 March 2028.',
      'Applications run to 31 March 2028, say the editors of this test.',
    );
    await assistant.reload();
    expect((await assistant.ask(QUESTION)).text).toContain('say the editors of this test');

    // A fault creeps in: the article is left out, and named.
    await folder.edit(`${SFGS}/en.md`, 'offer? {#eighty}\n', 'offer?\n');
    await assistant.reload();
    expect(assistant.faults().map(({ file }) => file)).toContain(`${SFGS}/en.md`);
    expect((await assistant.ask(QUESTION)).citations.filter(({ article }) => article === 'sfgs')).toEqual([]);
    await folder.edit(
      `${SFGS}/en.md`,
      '## What does the 80% product offer?\n',
      '## What does the 80% product offer? {#eighty}\n',
    );
    await assistant.reload();
    expect((await assistant.ask(QUESTION)).status).toBe('answered');

    // It is deleted: gone from answers, citations, options and suggestions.
    await folder.remove(SFGS);
    await assistant.reload();
    await assistant.settled();
    expect(assistant.knowledge().articles.map(({ id }) => id)).not.toContain('sfgs');
    for (const question of [QUESTION, 'SFGS', '中小企融资担保计划', '中小企融資擔保計劃係咩？']) {
      const answer = await assistant.ask(question);
      expect(JSON.stringify([answer.citations, answer.suggestions, answer.evidence.articles])).not.toMatch(
        /sfgs|SME Financing|中小企[业業]?融/u,
      );
    }
  });

  it('lets «more» say that nothing is left when its article was deleted', async () => {
    const { assistant } = copied;
    const understanding = assistant.understand('more', stateWithMore('sfgs/en#eighty'), null);
    const { answer } = await assistant.answer({
      understanding,
      state: stateWithMore('sfgs/en#eighty'),
      today: '2026-11-24',
      retrieval: null,
    });
    expect(answer).toMatchObject({ status: 'smalltalk', text: expect.stringMatching(/nothing more/) });
  });

  it('goes on answering from tables, and declines the rest, when every article is gone', {
    timeout: 60_000,
  }, async () => {
    const { assistant, folder } = copied;
    await folder.remove('articles');
    await assistant.reload();
    await assistant.settled();
    expect((await assistant.ask('What is the withholding tax on dividends from Vietnam?')).status).toBe('answered');
    expect((await assistant.ask('What are the two-tiered profits tax rates?')).status).toMatch(/^unanswerable/);
    expect((await assistant.ask('两级制利得税率是多少？')).status).toMatch(/^unanswerable/);
  });
});

function stateWithMore(passage: string) {
  const turn = { original: 'q', standalone: 'q', status: 'answered' as const, articles: ['sfgs'], answerText: '' };
  return {
    schema: 1 as const,
    language: 'en' as const,
    turns: [turn],
    failuresInARow: 0,
    more: { passage, shownBlocks: 1 },
  };
}
