import { beforeAll, describe, expect, it } from 'vitest';
import { citationsFor, type DraftBlock } from '../../src/answering/answering-turn.ts';
import { findOutputFault } from '../../src/answering/guard-output.ts';
import { numberCitations } from '../../src/answering/number-citations.ts';
import { ANSWERING_POLICY } from '../../src/answering/policy.ts';
import { quoteSection } from '../../src/answering/quote-section.ts';
import { sectionBlocks } from '../../src/answering/section-blocks.ts';
import type { Article } from '../../src/domain/article.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { readKnowledge } from '../../src/knowledge/read-knowledge.ts';
import { KNOWLEDGE_DIR } from '../support/folders.ts';
import { TODAY } from '../support/real-assistant.ts';

describe('quoting a section', () => {
  let articles: readonly Article[];
  beforeAll(async () => {
    articles = (await readKnowledge(KNOWLEDGE_DIR)).knowledge.articles;
  });
  const everySection = () =>
    articles.flatMap((article) =>
      LANGUAGES.flatMap((language) =>
        [{ id: 'summary', text: article.texts[language].summary }, ...article.texts[language].sections].map(
          ({ id, text }) => ({ article, language, id, text }),
        ),
      ),
    );

  it('gives an answer that may be sent, for every section of every article in every language', () => {
    const faults = everySection().flatMap(({ article, language, id }) => {
      const quote = quoteSection(article, id, language, citationsFor(article, id, language, TODAY));
      const { text, citations } = numberCitations(quote?.blocks ?? []);
      const fault = findOutputFault({ status: 'answered', text, citations, language });
      return fault === null ? [] : [`${article.id}/${language}#${id}: ${fault}`];
    });
    expect(faults).toEqual([]);
  });

  it('in parts tells all of it, each piece once and in order', () => {
    for (const { article, language, id, text } of everySection()) {
      const said: string[] = [];
      for (let from: number | null = 0; from !== null; ) {
        const quote = quoteSection(article, id, language, [], from, 2);
        said.push(...(quote?.blocks.map(({ markdown }) => markdown) ?? []));
        from = quote?.more?.shownBlocks ?? null;
      }
      expect(said).toEqual(sectionBlocks(text).map(({ markdown }) => markdown));
    }
  });

  it('shows a lead and at most six lines at once', () => {
    for (const { article, language, id } of everySection()) {
      expect(quoteSection(article, id, language, [])?.blocks.length).toBeLessThanOrEqual(ANSWERING_POLICY.maxLines + 1);
    }
  });

  it('cites official pages before others, and the section’s own before general ones', () => {
    for (const { article, language, id } of everySection()) {
      const cites = citationsFor(article, id, language, TODAY, 10);
      const kinds = cites.map(
        ({ url, title }) =>
          article.sources.find((source) => source.url === url && source.title[language] === title)?.kind,
      );
      expect(kinds).toEqual(kinds.toSorted());
      expect(cites.length, `${article.id} ${id}`).toBeGreaterThan(0);
      for (const { isPastReview, ageDays } of cites)
        expect([isPastReview, ageDays >= 0]).toEqual([TODAY > article.reviewBy, true]);
    }
  });

  it('of a section that is gone gives nothing', () => {
    expect(quoteSection(articles[0]!, 'no-such-section', 'en', [])).toBeNull();
  });
});

describe('numbering citations', () => {
  const cite = (url: string, title = url) => ({
    article: 'a',
    section: 's',
    title,
    publisher: 'p',
    url,
    sourceDate: 'undated',
    checkedOn: TODAY,
    ageDays: 0,
    isPastReview: false,
    language: 'en' as const,
  });
  const block = (markdown: string, ...urls: string[]): DraftBlock => ({
    markdown,
    cites: urls.map((url) => cite(url)),
  });

  it('goes by first use, one mark per page', () => {
    const { text, citations } = numberCitations([block('one', 'b', 'a'), block('two', 'a', 'c'), block('three')]);
    expect(text).toBe('one[1][2]\n\ntwo[2][3]\n\nthree');
    expect(citations.map(({ mark, url }) => [mark, url])).toEqual([
      [1, 'b'],
      [2, 'a'],
      [3, 'c'],
    ]);
  });

  it('keeps a list together and paragraphs apart', () => {
    expect(numberCitations([block('lead'), block('- one'), block('- two'), block('1. step'), block('end')]).text).toBe(
      'lead\n\n- one\n- two\n1. step\n\nend',
    );
  });

  it('of nothing is nothing', () => {
    expect(numberCitations([])).toEqual({ text: '', citations: [] });
  });
});

describe('the last check before an answer is sent', () => {
  const citation = {
    mark: 1,
    article: 'a',
    section: 's',
    title: 't',
    publisher: 'p',
    url: 'https://a.example',
    sourceDate: 'undated',
    checkedOn: TODAY,
    ageDays: 0,
    isPastReview: false,
    language: 'en' as const,
  };
  const good = {
    status: 'answered' as const,
    text: 'The rate is 8.25%.[1]',
    citations: [citation],
    language: 'en' as const,
  };

  it.each([
    ['nothing', good, null],
    ['a year in brackets, which is no mark', { ...good, text: 'Huifa [2014] No. 37 applies.[1]' }, null],
    ['no text', { ...good, text: ' ' }, /empty/u],
    ['a mark without a citation', { ...good, text: 'The rate.[1][2]' }, /mark without/u],
    ['a citation without a mark', { ...good, text: 'The rate.' }, /citation without/u],
    ['facts without a citation', { ...good, text: 'The rate.', citations: [] }, /without a citation/u],
    [
      'a citation that is no web address',
      { ...good, citations: [{ ...citation, url: 'javascript:alert(1)' }] },
      /web address/u,
    ],
    ['markup', { ...good, text: '<img src=x>[1]' }, /markup/u],
    ['Chinese in an English answer', { ...good, text: '公司须缴纳利得税[1]' }, /Chinese/u],
    [
      'Simplified in a Traditional answer',
      { ...good, language: 'zh-Hant' as const, text: '香港银行会要求公司开户时提供证明文件[1]' },
      /script/u,
    ],
    [
      'Traditional in a Simplified answer',
      { ...good, language: 'zh-Hans' as const, text: '香港銀行會要求公司開戶時提供證明文件[1]' },
      /script/u,
    ],
    [
      'a quoted name in the other script',
      { ...good, language: 'zh-Hans' as const, text: `见《內地條例》。${'香港公司按这个规定申报。'.repeat(10)}[1]` },
      null,
    ],
    ['own words without a citation', { ...good, status: 'smalltalk' as const, text: 'Hello.', citations: [] }, null],
  ])('finds %s', (_, answer, fault) => {
    if (fault === null) expect(findOutputFault(answer)).toBeNull();
    else expect(findOutputFault(answer)).toMatch(fault);
  });
});
