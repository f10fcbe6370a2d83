import { beforeAll, describe, expect, it } from 'vitest';
import { sectionBlocks } from '../../src/answering/section-blocks.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { formatFault } from '../../src/knowledge/fault.ts';
import { type KnowledgeReading, readKnowledge } from '../../src/knowledge/read-knowledge.ts';
import { KNOWLEDGE_DIR } from '../support/folders.ts';
import { TODAY } from '../support/real-assistant.ts';

const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/u.test(day) && new Date(day).toISOString().startsWith(day);

describe('the knowledge that is shipped', () => {
  let reading: KnowledgeReading;
  beforeAll(async () => {
    reading = await readKnowledge(KNOWLEDGE_DIR);
  });
  /** What is wrong with each article, so that a failure names all of them. */
  const faulty = (find: (article: KnowledgeReading['knowledge']['articles'][number]) => readonly string[]) =>
    reading.knowledge.articles.flatMap((article) => find(article).map((what) => `${article.id}: ${what}`));

  it('has nothing to mend', () => {
    expect(reading.faults.map(formatFault)).toEqual([]);
  });

  it('covers its subject', () => {
    expect(reading.knowledge.articles.length).toBeGreaterThanOrEqual(36);
    expect(reading.knowledge.lexicon.length).toBeGreaterThanOrEqual(300);
    for (const language of LANGUAGES) expect(reading.knowledge.outOfScope[language].length).toBeGreaterThanOrEqual(50);
  });

  it('has an owner for every article, who can be named to a visitor', () => {
    const agencies = new Map(reading.knowledge.tables.agencies.map((agency) => [agency.id, agency]));
    expect(faulty(({ owner }) => (agencies.has(owner) ? [] : [`nobody called ${owner}`]))).toEqual([]);
  });

  it('has days that exist, checked before today and reviewed later', () => {
    expect(
      faulty(({ checkedOn, reviewBy, validUntil }) => [
        ...[checkedOn, reviewBy, ...(validUntil === null ? [] : [validUntil])].filter((day) => !isDay(day)),
        ...(checkedOn > TODAY ? ['checked in the future'] : []),
        ...(reviewBy <= checkedOn ? ['reviewed before it was checked'] : []),
      ]),
    ).toEqual([]);
  });

  it('cites web pages, and has a source for every section', () => {
    expect(
      faulty(({ sources, texts }) => [
        ...sources.filter((source) => !/^https?:\/\/[^\s/]+\.[^\s/]+/u.test(source.url)).map((source) => source.url),
        ...texts.en.sections
          .filter(({ id }) => !sources.some(({ supports }) => supports.length === 0 || supports.includes(id)))
          .map(({ id }) => `no source for ${id}`),
      ]),
    ).toEqual([]);
  });

  it('rests on official pages in nine articles of ten', () => {
    const { articles } = reading.knowledge;
    const official = articles.filter(({ sources }) => sources.some((source) => source.kind === 'official'));
    expect(official.length / articles.length).toBeGreaterThanOrEqual(0.9);
  });

  it('dates no source after the day on which it was read', () => {
    expect(
      faulty(({ sources, checkedOn }) =>
        sources.filter(({ date }) => date !== 'undated' && date > checkedOn).map(({ id, date }) => `${id} of ${date}`),
      ),
    ).toEqual([]);
  });

  it('begins every section with a sentence, not with a list or a table', () => {
    expect(
      faulty(({ texts }) =>
        LANGUAGES.flatMap((language) =>
          texts[language].sections
            .filter((section) => sectionBlocks(section.text)[0]?.kind !== 'paragraph')
            .map((section) => `${language} ${section.id}`),
        ),
      ),
    ).toEqual([]);
  });

  it('has no exclamation marks, emoji or placeholders', () => {
    expect(
      faulty(({ texts }) =>
        LANGUAGES.flatMap((language) => {
          const { title, summary, sections } = texts[language];
          const words = [title, summary, ...sections.flatMap((section) => [section.heading, section.text])].join('\n');
          return (
            words.match(/[!！]|\p{Extended_Pictographic}|\bTODO\b|\bTBC\b|lorem ipsum|\(unverified\)/giu) ?? []
          ).map((found) => `${language} ${found}`);
        }),
      ),
    ).toEqual([]);
  });

  it('gives every article headings of its own within each language', () => {
    expect(
      faulty(({ texts }) =>
        LANGUAGES.flatMap((language) => {
          const headings = texts[language].sections.map((section) => section.heading);
          return headings.filter((heading, index) => headings.indexOf(heading) !== index);
        }),
      ),
    ).toEqual([]);
  });

  it('never promises the same example question to two articles', () => {
    const seen = new Map<string, string>();
    expect(
      faulty(({ id, texts }) =>
        LANGUAGES.flatMap((language) =>
          texts[language].questions.flatMap(({ text: question }) => {
            const key = `${language} ${question.toLowerCase().replace(/[\s\p{P}]/gu, '')}`;
            const earlier = seen.get(key);
            seen.set(key, id);
            return earlier === undefined ? [] : [`«${question}» stands in ${earlier}`];
          }),
        ),
      ),
    ).toEqual([]);
  });

  it('covers each province by exactly one Mainland office', () => {
    const { provinces, mainlandOffices } = reading.knowledge.tables;
    expect(provinces).toHaveLength(31);
    for (const province of provinces) {
      expect(
        mainlandOffices.filter((office) => office.id === province.office),
        province.id,
      ).toHaveLength(1);
    }
  });

  it('has a citable page behind every row that is spoken', () => {
    const { agencies, mainlandOffices, overseasOffices, fees, agreements, thresholds, schemes, events } =
      reading.knowledge.tables;
    const rows = [
      ...agencies,
      ...mainlandOffices,
      ...overseasOffices,
      ...fees,
      ...thresholds,
      ...schemes,
      ...events,
      ...agreements.flatMap(({ cdta, ipa, fta }) => [cdta, ipa, fta].filter((row) => row !== null)),
    ];
    const bad = rows.filter(
      (row) => row.confidence !== 'unverified' && (row.source === null || !/^https?:\/\//u.test(row.source)),
    );
    expect(bad).toEqual([]);
    expect(rows.filter((row) => !isDay(row.checkedOn))).toEqual([]);
  });
});
