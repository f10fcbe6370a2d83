import { z } from 'zod';
import { tableLines } from '../../evaluation/print-table.ts';
import type { BenchFolders, Print } from '../bench-folders.ts';
import { runChild } from '../run-child.ts';

const LANGUAGES_MEASURED = ['zh-Hans', 'en'] as const;
/** 0 = the real articles. */
const SIZES = [0, 5_000, 50_000] as const;
/** MiniSearch needs more than Node's default for 50,000 Chinese passages. */
const HEAP = '--max-old-space-size=10000';

const figuresSchema = z.object({
  buildMs: z.number(),
  median: z.number(),
  p95: z.number(),
  cpuMedian: z.number(),
  cpuP95: z.number(),
});
type Figures = z.infer<typeof figuresSchema>;
const resultSchema = z.object({ passages: z.number(), ours: figuresSchema, miniSearch: figuresSchema });

/** Hybrid retrieval at the real size and at two synthetic ones, beside MiniSearch over the same passages and tokens. */
export async function benchRetrieval(folders: BenchFolders, print: Print): Promise<void> {
  for (const language of LANGUAGES_MEASURED) {
    for (const size of SIZES) {
      const task = { ...folders, language, passages: size };
      const script = new URL('measure-size.ts', import.meta.url);
      const { ours, miniSearch, passages } = await runChild(script, task, resultSchema, [HEAP]);
      const lines = tableLines(
        `Retrieval, ${language}, ${passages} ${size === 0 ? 'real' : 'synthetic'} passages`,
        ['', 'median', 'p95', 'CPU median', 'CPU p95', 'build'],
        [row('hybrid', ours), row('MiniSearch, same tokens', miniSearch), ratios(miniSearch, ours)],
      );
      for (const line of lines) print(line);
    }
  }
}

function row(name: string, { median, p95, cpuMedian, cpuP95, buildMs }: Figures): string[] {
  return [
    name,
    ...[median, p95, cpuMedian, cpuP95].map((ms) => `${ms.toFixed(2)} ms`),
    `${(buildMs / 1000).toFixed(1)} s`,
  ];
}

function ratios(theirs: Figures, ours: Figures): string[] {
  const keys = ['median', 'p95', 'cpuMedian', 'cpuP95', 'buildMs'] as const;
  return ['MiniSearch / hybrid', ...keys.map((key) => `${(theirs[key] / ours[key]).toFixed(1)}×`)];
}
