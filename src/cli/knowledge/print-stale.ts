import { parseArgs } from 'node:util';
import { DAY_MS } from '../../domain/clock.ts';
import { tableLines } from '../../evaluation/print-table.ts';
import { orderStale } from '../../insights/order-stale.ts';
import { folderOf } from '../../knowledge/folder-of.ts';
import { readKnowledge } from '../../knowledge/read-knowledge.ts';
import { withStorage } from '../with-storage.ts';
import type { KnowledgeCommandParts } from './command-parts.ts';

const SHOWN = 30;

/** knowledge stale: the articles that want a fresh look first: overdue, then much cited and long unreviewed. */
export async function printStale(
  args: readonly string[],
  { knowledgeDir, today, storage, print }: Pick<KnowledgeCommandParts, 'knowledgeDir' | 'today' | 'storage' | 'print'>,
): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { days: { type: 'string', default: '180' } } });
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1) {
    print('Say a number of days: npm run knowledge -- stale --days 180');
    return 2;
  }
  const since = new Date(Date.now() - days * DAY_MS);
  const [{ knowledge }, cited] = await Promise.all([
    readKnowledge(knowledgeDir),
    withStorage(storage, ({ insights }) => insights.citedSince(since)),
  ]);
  const articles = orderStale(
    knowledge.articles.map(({ id, topic, owner, checkedOn, reviewBy }) => ({
      id,
      file: folderOf({ topic, id }),
      owner,
      checkedOn,
      reviewBy,
      cited: cited.get(id) ?? 0,
    })),
    today,
  );
  const rows = articles
    .slice(0, SHOWN)
    .map(({ file, owner, checkedOn, reviewBy, cited: count }) => [
      file,
      String(count),
      checkedOn,
      `${reviewBy}${today > reviewBy ? ' overdue' : ''}`,
      owner,
    ]);
  const caption = `The ${rows.length} of ${articles.length} articles that want a review first`;
  for (const line of tableLines(
    caption,
    ['article', `cited in ${days} days`, 'checked', 'review by', 'confirms'],
    rows,
  ))
    print(line);
  return 0;
}
