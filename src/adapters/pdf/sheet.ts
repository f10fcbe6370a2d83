import type { Language } from '../../domain/language.ts';
import { type Coverage, type FontName, fontRuns } from './fonts.ts';

export type Element = PDFKit.PDFStructureElement;

export interface Style {
  /** Points. */
  readonly size: number;
  readonly isBold: boolean;
  readonly colour: string;
  /** Points under it. */
  readonly gap: number;
}

/** A stretch of words in one language. */
export interface Piece {
  readonly text: string;
  readonly language: Language;
  readonly isBold?: boolean;
  readonly colour?: string;
  readonly url?: string;
}

/** Sets words from top to bottom and tags each piece with what it is: nothing is drawn that has no tag. */
export interface Sheet {
  readonly root: Element;
  section(parent: Element): Element;
  paragraph(parent: Element, tag: 'P' | 'H1' | 'H2' | 'H3', pieces: readonly Piece[], style: Style): void;
  /** `labels`: what stands before each item; a bullet when undefined. */
  list(
    parent: Element,
    labels: readonly string[] | undefined,
    items: readonly ((body: Element) => void)[],
    style: Style,
  ): void;
  table(
    parent: Element,
    columns: readonly string[],
    rows: readonly (readonly string[])[],
    language: Language,
    style: Style,
  ): void;
  space(points: number): void;
  /** Goes on with the next page when there is less room than that on this one. */
  keepTogether(points: number): void;
  /** Puts the title and the number under each page and closes the document. */
  finish(title: string, pageOf: (page: number, pages: number) => string): void;
}

const LINE_GAP = 2.5;
const INDENT = 20;
const CELL_PADDING = 4;
const RULE = '#d9dfe8';
const FOOTER: Style = { size: 8.5, isBold: false, colour: '#55617a', gap: 0 };

export function createSheet(
  pdf: PDFKit.PDFDocument,
  fonts: Readonly<Record<FontName, Buffer>>,
  language: Language,
): Sheet {
  for (const [name, file] of Object.entries(fonts)) pdf.registerFont(name, file);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const left = pdf.page.margins.left;
  const right = pdf.page.width - pdf.page.margins.right;
  let indent = 0;
  let isFirstSection = true;

  const coverage = (name: FontName): Coverage => {
    pdf.font(name);
    // The declarations leave out which font is chosen at the moment.
    return (pdf as unknown as { readonly _font: { readonly font: Coverage } })._font.font;
  };
  const known = new Map<FontName, Coverage>();
  const coverageOf = (name: FontName): Coverage => {
    const found = known.get(name) ?? coverage(name);
    known.set(name, found);
    return found;
  };
  const bottom = () => pdf.page.height - pdf.page.margins.bottom;
  const keepTogether = (height: number): void => {
    if (pdf.y + height > bottom()) pdf.addPage();
  };
  const child = (parent: Element, tag: string, options: { lang?: string; alt?: string } = {}): Element => {
    const element = pdf.struct(tag, options);
    parent.add(element);
    return element;
  };

  /** One element of words; each change of font, language or link is a stretch of its own. */
  function words(element: Element, pieces: readonly Piece[], style: Style, width: number): void {
    const runs = pieces.flatMap((piece) => {
      const isBold = piece.isBold ?? style.isBold;
      return fontRuns(piece.text, { language: piece.language, isBold }, coverageOf).map((run) => ({ ...run, piece }));
    });
    if (runs.length === 0) return;
    for (const [index, { text, font, piece }] of runs.entries()) {
      const { url } = piece;
      const draw = (): void => {
        const isLast = index === runs.length - 1;
        pdf
          .font(font)
          .fontSize(style.size)
          .fillColor(piece.colour ?? style.colour);
        pdf.text(text, {
          width,
          lineGap: LINE_GAP,
          continued: !isLast,
          link: url ?? null,
          underline: url !== undefined,
          // The fonts are Chinese ones: in English their quotation marks and dots are as wide as a character.
          ...(piece.language === 'en' && { features: ['pwid'] }),
        });
      };
      if (url !== undefined) element.add(pdf.struct('Link', { alt: piece.text, lang: piece.language }, draw));
      else if (piece.language === language) element.add(draw);
      else element.add(pdf.struct('Span', { lang: piece.language }, draw));
    }
  }

  const sheet: Sheet = {
    root,
    section: (parent) => {
      if (!isFirstSection || pdf.y > pdf.page.margins.top) {
        pdf.y += 6;
        keepTogether(60);
        // At the head of a page there is nothing to part from.
        if (pdf.y > pdf.page.margins.top) {
          pdf.markContent('Artifact', { type: 'Layout' });
          pdf.moveTo(left, pdf.y).lineTo(right, pdf.y).lineWidth(0.75).stroke(RULE);
          pdf.endMarkedContent();
          pdf.y += 10;
        }
      }
      isFirstSection = false;
      return child(parent, 'Sect');
    },
    paragraph: (parent, tag, pieces, style) => {
      // A heading is not left alone at the foot of a page.
      keepTogether(style.size * (tag === 'P' ? 1.6 : 5));
      pdf.x = left + indent;
      words(child(parent, tag), pieces, style, right - left - indent);
      pdf.y += style.gap;
      pdf.x = left;
    },
    list: (parent, labels, items, style) => {
      const list = child(parent, 'L');
      for (const [index, draw] of items.entries()) {
        keepTogether(style.size * 2);
        const item = child(list, 'LI');
        const [page, y] = [pdf.page, pdf.y];
        const label = labels?.[index] ?? '•';
        const mark = child(item, 'Lbl');
        mark.add(() => {
          pdf.font('sc').fontSize(style.size).fillColor(style.colour);
          pdf.text(label, left + indent, y, { width: INDENT, lineBreak: false });
        });
        if (pdf.page === page) pdf.y = y;
        indent += INDENT;
        draw(child(item, 'LBody'));
        indent -= INDENT;
      }
      pdf.y += 2;
    },
    table: (parent, columns, rows, of, style) => {
      const table = child(parent, 'Table', { lang: of });
      const width = (right - left - indent) / Math.max(1, columns.length);
      const inner = width - 2 * CELL_PADDING;
      const row = (cells: readonly string[], isHead: boolean): void => {
        const height = (text: string, isBold: boolean) =>
          pdf
            .font(`${of === 'zh-Hant' ? 'tc' : 'sc'}${isBold ? '-bold' : ''}`)
            .fontSize(style.size)
            .heightOfString(text, { width: inner, lineGap: LINE_GAP });
        const tall = Math.max(...cells.map((cell, index) => height(cell, isHead || index === 0))) + 2 * CELL_PADDING;
        keepTogether(tall);
        const y = pdf.y;
        const line = child(table, 'TR');
        for (const [index, cell] of cells.entries()) {
          const isBold = isHead || index === 0;
          const element = child(line, isBold ? 'TH' : 'TD');
          // Which cells a heading is for: of its column, or of its row.
          if (isBold) attribute(element, isHead ? 'Column' : 'Row');
          const x = left + indent + index * width;
          pdf.markContent('Artifact', { type: 'Layout' });
          pdf.rect(x, y, width, tall).lineWidth(0.5).stroke(RULE);
          pdf.endMarkedContent();
          pdf.x = x + CELL_PADDING;
          pdf.y = y + CELL_PADDING;
          words(child(element, 'P'), [{ text: cell === '' ? '–' : cell, language: of, isBold }], style, inner);
        }
        pdf.x = left;
        pdf.y = y + tall;
      };
      row(columns, true);
      for (const cells of rows) row(cells, false);
      pdf.y += style.gap + 4;
    },
    keepTogether,
    space: (points) => {
      pdf.y += points;
    },
    finish: (title, pageOf) => {
      root.end();
      const { start, count } = pdf.bufferedPageRange();
      for (let page = start; page < start + count; page += 1) {
        pdf.switchToPage(page);
        // Below the margin, where words would otherwise ask for another page.
        pdf.page.margins.bottom = 0;
        pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
        pdf
          .font(language === 'zh-Hant' ? 'tc' : 'sc')
          .fontSize(FOOTER.size)
          .fillColor(FOOTER.colour);
        const place = { width: right - left, lineBreak: false } as const;
        pdf.text(title, left, pdf.page.height - 40, place);
        pdf.text(pageOf(page - start + 1, count), left, pdf.page.height - 40, { ...place, align: 'right' });
        pdf.endMarkedContent();
      }
      pdf.end();
    },
  };
  return sheet;
}

/** The declarations leave a structure element's own dictionary out. */
function attribute(element: Element, scope: 'Column' | 'Row'): void {
  const { dictionary } = element as unknown as { readonly dictionary: { data: Record<string, unknown> } };
  dictionary.data['A'] = { O: 'Table', Scope: scope };
}
