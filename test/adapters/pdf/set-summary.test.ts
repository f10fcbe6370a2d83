import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { createSummaryWriter } from '../../../src/adapters/pdf/create-summary-writer.ts';
import { type Coverage, loadFonts } from '../../../src/adapters/pdf/fonts.ts';
import { SUMMARY_ENTRIES, summaryDocument } from '../../../src/channels/direct-line/summary-document.ts';
import type { CaseCard } from '../../../src/domain/card.ts';
import { LANGUAGES, type Language } from '../../../src/domain/language.ts';
import { summaryTexts } from '../../../src/domain/summary-texts.ts';
import type { TranscriptEntry } from '../../../src/turn/conversation-store.ts';
import { FIXTURES } from '../../e2e/fixture-answers.ts';
import { CASE_CODE, CASE_NUMBER, cardFixture } from '../../e2e/fixture-cards.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { DIALOGS_DIR, KNOWLEDGE_DIR } from '../../support/folders.ts';
import { readPdf } from '../../support/read-pdf.ts';

const at = '2026-11-27T04:00:00.000Z';
const write = createSummaryWriter();

function entriesIn(language: Language): TranscriptEntry[] {
  const { taxQuestion, tax, table } = FIXTURES[language];
  const entry = (author: TranscriptEntry['author'], text: string, more = {}): TranscriptEntry => ({
    id: text,
    author,
    at,
    text,
    answer: null,
    signature: '',
    ...more,
  });
  return [
    entry('visitor', `${taxQuestion} 東莞 东莞 \u{1f600}`),
    entry('bot', tax.text, { answer: { ...answerTo({ text: 'q' }), ...tax, language } }),
    entry('bot', table.text, { answer: { ...answerTo({ text: 'q' }), ...table, language } }),
    entry('bot', 'card', { answer: { ...answerTo({ text: 'q' }), ...cardFixture(language).opened, language } }),
    entry('officer', 'See you at ten.', { signature: 'Chan · Invest Hong Kong' }),
  ];
}

async function pdfIn(language: Language, entries = entriesIn(language)) {
  const card: CaseCard = { ...cardFixture(language).opened.card, code: null };
  return readPdf(await write(summaryDocument(entries, card, { language, now: new Date(at) })));
}

describe.each(LANGUAGES)('a conversation as PDF in %s', (language) => {
  it('says what it is, in which language, and what each part of it is', { timeout: 60_000 }, async () => {
    const { source } = await pdfIn(language);
    expect(source).toMatch(/\/MarkInfo \d+ 0 R/);
    expect(source).toMatch(/\/Marked true/);
    expect(source).toMatch(/\/StructTreeRoot \d+ 0 R/);
    expect(source).toMatch(/\/DisplayDocTitle true/);
    expect(source).toContain(`/Lang (${language})`);
    expect(source).toContain('pdfuaid');
    for (const tag of [
      'Document',
      'H1',
      'H2',
      'H3',
      'Sect',
      'P',
      'L',
      'LI',
      'Lbl',
      'LBody',
      'Link',
      'Table',
      'TH',
      'TD',
    ])
      expect(source, tag).toContain(`/S /${tag}\n`);
    expect(source).toContain('/S /URI');
    // Fonts in part, each with its characters.
    const fonts = source.match(/\/FontName \/[A-Z]{6}\+NotoSans/g) ?? [];
    expect(fonts.length).toBeGreaterThan(1);
    expect(source.match(/\/ToUnicode/g)?.length).toBe(fonts.length);
  });

  it('holds the words in reading order, sources with the day they were checked, number and promise', async () => {
    const { text } = await pdfIn(language);
    const texts = summaryTexts(language);
    const [source] = FIXTURES[language].tax.citations;
    if (source === undefined) throw new Error('the fixture has a source');
    const order = [
      texts.title,
      CASE_NUMBER,
      texts.promisedBy,
      FIXTURES[language].taxQuestion,
      source.title,
      source.url,
    ];
    const flat = text.replaceAll('\n', '').replaceAll(' ', '');
    const places = order.map((words) => flat.indexOf(words.replaceAll(' ', '')));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(flat).toContain('Seeyouatten.');
    expect(flat).toContain('東莞东莞□');
    expect(text).not.toContain('\uFFFD');
    expect(flat).not.toContain(CASE_CODE);
  });
});

it('begins later when the conversation is long, and says so', async () => {
  const long = Array.from({ length: SUMMARY_ENTRIES + 1 }, (_, index) => ({
    ...(entriesIn('en')[0] as TranscriptEntry),
    id: String(index),
    text: `Message number ${index}.`,
  }));
  const { text } = await pdfIn('en', long);
  const flat = text.replaceAll(' ', '');
  expect(flat).not.toContain('Messagenumber0.');
  expect(flat).toContain(`Messagenumber${SUMMARY_ENTRIES}.`);
  expect(flat).toContain('whatwassaidearlierisleftout');
});

it('has a glyph for every character of our wording and knowledge', { timeout: 60_000 }, async () => {
  const pdf = new PDFDocument();
  const coverage: Coverage[] = [];
  for (const [name, file] of Object.entries(await loadFonts())) {
    pdf.registerFont(name, file).font(name);
    coverage.push((pdf as unknown as { readonly _font: { readonly font: Coverage } })._font.font);
  }
  const used = new Set<string>();
  for (const folder of [DIALOGS_DIR, KNOWLEDGE_DIR])
    for await (const path of glob('**/*.{md,yaml}', { cwd: folder }))
      for (const character of await readFile(join(folder, path), 'utf8')) used.add(character);
  expect(used.size).toBeGreaterThan(2_000);
  const [sc, scBold, tc, tcBold] = coverage;
  const missing = [...used].filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (/[\p{Cc}\p{Cf}]|\p{Variation_Selector}/u.test(character)) return false;
    return ![
      [sc, tc],
      [scBold, tcBold],
    ].every((pair) => pair.some((font) => font?.hasGlyphForCodePoint(code)));
  });
  expect(missing).toEqual([]);
});
