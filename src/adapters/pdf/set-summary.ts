import PDFDocument from 'pdfkit';
import type {
  SummaryDocument,
  SummaryDocumentEntry,
  WriteSummary,
} from '../../channels/direct-line/summary-document.ts';
import type { AnswerTable } from '../../domain/answer.ts';
import type { Language } from '../../domain/language.ts';
import type { Block, Inline } from '../../domain/markdown/markdown.ts';
import { summaryTexts } from '../../domain/summary-texts.ts';
import { loadFonts } from './fonts.ts';
import { createSheet, type Element, type Piece, type Sheet, type Style } from './sheet.ts';

const INK = '#14213d';
const MUTED = '#55617a';
const ACCENT = '#0b5fa5';
const GOOD = '#1b7f4b';
/** Who speaks is told by the name, and to the eye by its colour. */
const COLOURS = { visitor: ACCENT, assistant: INK, officer: GOOD, system: MUTED } as const;

const TITLE: Style = { size: 18, isBold: true, colour: INK, gap: 4 };
const HEADING: Style = { size: 11.5, isBold: true, colour: INK, gap: 2 };
const SMALL_HEADING: Style = { size: 9.5, isBold: true, colour: MUTED, gap: 2 };
const BODY: Style = { size: 10.5, isBold: false, colour: INK, gap: 5 };
const SMALL: Style = { size: 9, isBold: false, colour: MUTED, gap: 3 };
const LINK = { colour: ACCENT } as const;
/** Points that a caption, the heads and a first row take: a caption is not left at the foot of a page. */
const CAPTION_AND_ROWS = 72;

/**
 * A tagged PDF in the way of PDF/UA-1 (ISO 14289-1): title, language of the document and of every stretch in another
 * one, headings, lists, tables and links as such, reading order as written, subset fonts with their characters, and the
 * page numbers marked as no part of it.
 */
export const setSummary: WriteSummary = async (document) => {
  const fonts = await loadFonts();
  const { language } = document;
  const texts = summaryTexts(language);
  const pdf = new PDFDocument({
    pdfVersion: '1.7',
    // Known to the package, not yet to its declarations.
    subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
    tagged: true,
    lang: language,
    displayTitle: true,
    bufferPages: true,
    size: 'A4',
    margins: { top: 56, bottom: 64, left: 56, right: 56 },
    info: { Title: titleOf(document), Author: 'GoGlobal Task Force', Creator: 'GoGlobal Assistant' },
  });
  const chunks: Buffer[] = [];
  const written = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    pdf.on('error', reject);
  });
  const sheet = createSheet(pdf, fonts, language);
  sheet.paragraph(sheet.root, 'H1', [{ text: texts.title, language }], TITLE);
  for (const fact of document.facts) sheet.paragraph(sheet.root, 'P', [{ text: fact, language }], SMALL);
  if (document.caseFacts.length > 0) caseOf(document, sheet);
  if (document.entries.length === 0) sheet.paragraph(sheet.root, 'P', [{ text: texts.nothing, language }], BODY);
  for (const entry of document.entries) entryOf(entry, language, sheet);
  sheet.finish(titleOf(document), texts.pageOf);
  return written;
};

function titleOf({ language, caseFacts }: SummaryDocument): string {
  const { title } = summaryTexts(language);
  const number = caseFacts[0]?.value;
  return number === undefined ? title : `${title} · ${number}`;
}

function caseOf({ caseFacts, language }: SummaryDocument, sheet: Sheet): void {
  const { noCode } = summaryTexts(language);
  const section = sheet.section(sheet.root);
  const [number, ...others] = caseFacts;
  const heading = `${number?.label ?? ''}  ${number?.value ?? ''}`;
  sheet.paragraph(section, 'H2', [{ text: heading, language }], { ...HEADING, size: 13 });
  const items = others.map(({ label, value, url }): Piece[] => [
    { text: `${label}  `, language, colour: MUTED },
    url === null ? { text: value, language } : { text: value, language: 'en', url, ...LINK },
  ]);
  sheet.list(
    section,
    undefined,
    items.map((pieces) => (body) => sheet.paragraph(body, 'P', pieces, BODY)),
    BODY,
  );
  sheet.paragraph(section, 'P', [{ text: noCode, language }], SMALL);
}

function entryOf(entry: SummaryDocumentEntry, language: Language, sheet: Sheet): void {
  const section = sheet.section(sheet.root);
  if (entry.day !== '') sheet.paragraph(section, 'P', [{ text: entry.day, language }], SMALL);
  const who: Piece = { text: entry.who, language, colour: COLOURS[entry.author] };
  const time: Piece[] = entry.time === '' ? [] : [{ text: `   ${entry.time}`, language, isBold: false, colour: MUTED }];
  sheet.paragraph(section, 'H2', [who, ...time], HEADING);
  blocksOf(entry.blocks, entry.language, section, sheet);
  if (entry.table !== null) tableOf(entry.table, entry.language, section, sheet);
  sourcesOf(entry, language, section, sheet);
  blocksOf(entry.after, entry.language, section, sheet);
}

function sourcesOf(entry: SummaryDocumentEntry, language: Language, section: Element, sheet: Sheet): void {
  if (entry.sources.length === 0) return;
  sheet.paragraph(section, 'H3', [{ text: summaryTexts(language).sources, language }], SMALL_HEADING);
  const items = entry.sources.map((source) => (body: Element) => {
    const facts: Piece[] = [
      { text: source.title, language: source.language },
      { text: ` · ${source.facts}`, language },
    ];
    sheet.paragraph(body, 'P', facts, { ...SMALL, gap: 0 });
    // On paper a link is only its words: the address stands there in full.
    sheet.paragraph(body, 'P', [{ text: source.url, language: 'en', url: source.url, ...LINK }], SMALL);
  });
  sheet.list(
    section,
    entry.sources.map(({ mark }) => `[${mark}]`),
    items,
    SMALL,
  );
}

function blocksOf(blocks: readonly Block[], language: Language, parent: Element, sheet: Sheet): void {
  for (const block of blocks) {
    switch (block.kind) {
      case 'paragraph':
        sheet.paragraph(parent, 'P', piecesOf(block.children, language, false), BODY);
        break;
      case 'heading':
        sheet.paragraph(parent, 'H3', piecesOf(block.children, language, true), { ...HEADING, size: 10.5 });
        break;
      case 'list': {
        const { start, items } = block;
        const labels = start === undefined ? undefined : items.map((_, index) => `${start + index}.`);
        sheet.list(
          parent,
          labels,
          items.map((item) => (body) => blocksOf(item, language, body, sheet)),
          BODY,
        );
        break;
      }
      case 'rule':
        sheet.space(6);
        break;
      case 'table':
        tableOf({ caption: '', columns: block.header, rows: block.rows }, language, parent, sheet);
        break;
    }
  }
}

function piecesOf(inlines: readonly Inline[], language: Language, isBold: boolean): Piece[] {
  return inlines.flatMap((inline): Piece[] => {
    switch (inline.kind) {
      case 'text':
      case 'code':
        return [{ text: inline.text, language, isBold }];
      case 'break':
        return [{ text: '\n', language, isBold }];
      case 'mark':
        return [{ text: `[${inline.mark}]`, language, isBold, ...LINK }];
      case 'strong':
        return piecesOf(inline.children, language, true);
      case 'emphasis':
        return piecesOf(inline.children, language, isBold);
      case 'link':
        return piecesOf(inline.children, language, isBold).map((piece) => ({ ...piece, url: inline.url, ...LINK }));
    }
  });
}

function tableOf({ caption, columns, rows }: AnswerTable, language: Language, parent: Element, sheet: Sheet): void {
  sheet.keepTogether(CAPTION_AND_ROWS);
  if (caption !== '') sheet.paragraph(parent, 'P', [{ text: caption, language, isBold: true }], SMALL);
  sheet.table(parent, columns, rows, language, { ...SMALL, colour: INK });
}
