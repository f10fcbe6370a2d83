import { DAY_MS } from '../../domain/clock.ts';
import { clusterGaps, type Gap } from '../../insights/cluster-gaps.ts';
import { withStorage } from '../with-storage.ts';
import type { KnowledgeCommandParts } from './command-parts.ts';

const GAP_QUESTIONS = 2_000;
const WORDINGS_SHOWN = 5;

/** knowledge gaps: what visitors asked that nothing answered, or whose answer did not help, in the same groups as on the console's gap desk. */
export async function printGaps(
  args: readonly string[],
  { storage, words, print }: Pick<KnowledgeCommandParts, 'storage' | 'words' | 'print'>,
): Promise<number> {
  const at = args.indexOf('--days');
  const days = at < 0 ? 30 : Number(args[at + 1]);
  if (!Number.isInteger(days) || days < 1) {
    print('Say a number of days: npm run knowledge -- gaps --days 30');
    return 2;
  }
  const since = new Date(Date.now() - days * DAY_MS);
  const questions = await withStorage(storage, ({ insights }) => insights.gapQuestionsSince(since, GAP_QUESTIONS));
  const found = questions.length === 0 ? [] : clusterGaps(questions, await words());
  for (const gap of found) printGap(gap, print);
  print(`${questions.length} questions without an answer that helped in ${days} days, ${found.length} groups.`);
  return 0;
}

function printGap(gap: Gap, print: (line: string) => void): void {
  const near = gap.article === null ? 'nothing near' : `${gap.article}${gap.section === null ? '' : `#${gap.section}`}`;
  const languages = Object.entries(gap.languages).map(([language, count]) => `${language} ${count}`);
  print(`${gap.count} × ${near}  (${languages.join(', ')})`);
  if (gap.downVoted > 0) {
    const reasons = Object.entries(gap.reasons).map(([reason, count]) => `, ${reason} ${count}`);
    print(`    marked not helpful: ${gap.downVoted}${reasons.join('')}`);
  }
  for (const { text, count } of gap.questions.slice(0, WORDINGS_SHOWN)) print(`    ${count} × ${text}`);
  if (gap.unknownWords.length > 0) print(`    unknown: ${gap.unknownWords.map(({ word }) => word).join(', ')}`);
}
