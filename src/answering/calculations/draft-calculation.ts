import type { Calculation, WorkingLine } from '../../domain/calculation.ts';
import type { AnsweringParts, AnsweringTurn, Draft, DraftBlock, DraftCitation } from '../answering-turn.ts';
import { digestOf } from '../digest-of.ts';
import { rowCitation } from '../tables/row-citation.ts';
import { writeFigure } from './write-figure.ts';

/** A calculation in words: the result, its working as a list with sources, what it leaves out, who confirms. */
export function draftCalculation(
  calculation: Calculation,
  name: string,
  articles: readonly string[],
  turn: AnsweringTurn,
  parts: AnsweringParts,
): Draft | null {
  const { language } = turn.understanding;
  const { agencies } = parts.knowledge().tables;
  const titles = new Map<string, string>();
  const citesOf = (line: WorkingLine): DraftCitation[] => {
    const cites = line.rows.flatMap(({ row, id, title, titleKey }) => {
      const kind = titleKey === undefined ? '' : `${parts.wording(titleKey, language)} · `;
      return rowCitation(row, id, `${kind}${title[language]}`, agencies, language, turn.today);
    });
    const once = new Map<string, DraftCitation>();
    for (const cite of cites) {
      // One page is one source, whatever rows stand on it.
      const known = titles.get(cite.url) ?? cite.title;
      titles.set(cite.url, known);
      once.set(cite.url, { ...cite, title: known });
    }
    return [...once.values()];
  };
  const write = (line: WorkingLine, before: string): DraftBlock => {
    const figures = Object.entries(line.figures).map(([key, figure]) => [key, writeFigure(figure, language)] as const);
    const words = parts.wording(`calculate.${line.say}`, language, Object.fromEntries(figures));
    return { markdown: `${before}${words}`, cites: citesOf(line) };
  };
  const { inputs, steps, result, notes, isInOrder, confirms } = calculation;
  const heading = name === 'scheme-finder' ? 'verdicts' : isInOrder ? 'steps' : 'working';
  const listed = [...inputs, ...steps];
  const bulletOf = (line: WorkingLine, index: number) => {
    if (line.isDetail === true) return isInOrder ? '   - ' : '  - ';
    return isInOrder ? `${listed.slice(0, index + 1).filter(({ isDetail }) => isDetail !== true).length}. ` : '- ';
  };
  const blocks: DraftBlock[] = [
    ...result.map((line) => write(line, '')),
    ...(listed.length === 0 ? [] : [{ markdown: `**${parts.wording(`calculate.${heading}`, language)}**`, cites: [] }]),
    ...listed.map((line, index) => write(line, bulletOf(line, index))),
    ...notes.map((line) => write(line, '')),
    {
      markdown: parts.wording('calculate.estimate', language, {
        body: agencies.find(({ id }) => id === confirms)?.name[language] ?? confirms,
      }),
      cites: [],
    },
  ];
  if (blocks.every(({ cites }) => cites.length === 0)) return null;
  const rows = [...result, ...listed, ...notes].flatMap((line) => line.rows);
  return {
    status: 'answered',
    completeness: 'complete',
    blocks,
    suggestions: [],
    quoted: Object.fromEntries(rows.map(({ id, row }) => [`row:${id}`, digestOf(JSON.stringify(row))])),
    articles: (calculation.articles ?? articles).filter((id) => parts.articleById(id) !== undefined),
    more: null,
    reason: `calculated: ${name}, from ${[...new Set(rows.map(({ id }) => id))].join(', ')}`,
  };
}
