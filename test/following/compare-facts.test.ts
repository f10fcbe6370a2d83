import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/domain/article.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { compareFacts } from '../../src/following/compare-facts.ts';
import { factsOfArticle } from '../../src/following/facts.ts';
import { fc } from '../support/property.ts';

const figuresIn = (text: string) => text.match(/\d+(?:\.\d+)?/gu) ?? [];

function article(text: string, must = 'Only by companies in Hong Kong.'): Article {
  const body = { title: 'T', summary: '', questions: [], sections: [{ id: 's', heading: 'H', text, line: 1 }] };
  return {
    id: 'a',
    topic: 'tax',
    owner: 'ird',
    audience: [],
    markets: [],
    sectors: [],
    checkedOn: '2026-11-01',
    reviewBy: '2027-11-01',
    validUntil: null,
    sources: [],
    mustMention: [{ id: 'm', appliesTo: [], statedIn: [], text: { en: must, 'zh-Hant': must, 'zh-Hans': must } }],
    related: [],
    texts: { en: body, 'zh-Hant': body, 'zh-Hans': body },
  };
}

const changes = (before: Article, after: Article) =>
  compareFacts(factsOfArticle(before, figuresIn), factsOfArticle(after, figuresIn))?.en ?? [];

describe('what counts as a changed fact', () => {
  it('is a figure, with the line as it was and as it is', () => {
    expect(
      changes(
        article('The fee is HK$1,545.\n- At most 25% of costs.'),
        article('The fee is HK$1,720.\n- At most 25% of costs.'),
      ),
    ).toEqual([{ section: 's', before: 'The fee is HK$1,545.', after: 'The fee is HK$1,720.' }]);
  });

  it('is a row of a table, also one without figures', () => {
    const table = (rows: string) => `| Market | Status |\n| --- | --- |\n${rows}`;
    expect(changes(article(table('| Japan | in force |')), article(table('| Japan | ended |')))).toEqual([
      { section: 's', before: 'Japan · in force', after: 'Japan · ended' },
    ]);
  });

  it('is what no answer may leave out', () => {
    expect(changes(article('x'), article('x', 'Also by companies elsewhere.'))).toHaveLength(1);
  });

  it('is not wording, marks, or the order of lines', () => {
    expect(
      changes(article('The fee is 5%.\n- 3 days'), article('- **3** days, no more\n\nA fee of 5% is due.')),
    ).toEqual([]);
    expect(changes(article('A long story.'), article('Another story.'))).toEqual([]);
    expect(
      changes(article('x', 'Only by companies in Hong Kong.'), article('x', 'only by companies in Hong Kong')),
    ).toEqual([]);
  });

  it('waits until every language says it: before that a file is still to be saved, or a translation was mended', () => {
    const before = article('5%');
    const half = { ...before, texts: { ...before.texts, en: article('6%').texts.en } };
    expect(changes(before, half)).toEqual([]);
  });

  it('is nothing between a text and itself, and something when a figure comes or goes, whatever the lines', () => {
    const line = fc
      .tuple(fc.constantFrom('Fee', 'Days', 'Share of costs'), fc.integer({ min: 1, max: 99 }))
      .map(([word, figure]) => `${word} ${figure}`);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.nat(), (lines, place) => {
        const whole = article(lines.join('\n'));
        expect(changes(whole, article([...lines].reverse().join('\n\n')))).toEqual([]);
        const cut = lines.toSpliced(place % lines.length, 1);
        const gone = changes(whole, article(cut.join('\n')));
        expect(gone).toEqual([{ section: 's', before: lines[place % lines.length], after: null }]);
      }),
    );
  });

  it('is kept by language', () => {
    const facts = factsOfArticle(article('5%'), figuresIn);
    expect(LANGUAGES.map((language) => facts[language].length)).toEqual([2, 2, 2]);
  });
});
