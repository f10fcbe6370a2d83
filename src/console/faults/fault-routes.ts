import { z } from 'zod';
import { daysBetween, hongKongDay } from '../../domain/clock.ts';
import type { Fault } from '../../knowledge/fault.ts';
import { folderOf } from '../../knowledge/folder-of.ts';
import type { FaultGroup, FaultList } from '../api.ts';
import { articleOfFile } from '../articles/article-rows.ts';
import { titleOf } from '../articles/title-of.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { EDITORS, type EditorsParts } from '../editors-parts.ts';
import { answerWith } from '../refuse.ts';

/** Everything that `npm run knowledge check` finds, and what is past its review day. */
export function faultRoutes({ guard, editorial, clock }: EditorsParts): readonly ConsoleRoute[] {
  return [
    guard.only(EDITORS, {
      method: 'get',
      path: '/faults',
      input: z.object({}),
      handle: () => {
        const today = hongKongDay(clock());
        const { articles, tables } = editorial.knowledge();
        const owners = new Map(tables.agencies.map((agency) => [agency.id, agency.short]));
        const faults = editorial.faults();
        const list: FaultList = {
          groups: groupFaults(faults),
          faults: faults.length,
          overdue: articles
            .filter(({ reviewBy }) => reviewBy < today)
            .sort((one, other) => one.reviewBy.localeCompare(other.reviewBy))
            .map(({ topic, id, texts, reviewBy, owner }) => ({
              topic,
              id,
              title: titleOf({ texts }),
              reviewBy,
              daysOverdue: daysBetween(reviewBy, today),
              owner: owners.get(owner) ?? null,
            })),
        };
        return Promise.resolve(answerWith(list));
      },
    }),
  ];
}

/** By article folder or file, in the order of the check; within a group by file and line. */
export function groupFaults(faults: readonly Fault[]): readonly FaultGroup[] {
  const groups = new Map<string, FaultGroup & { readonly faults: Fault[] }>();
  for (const fault of faults) {
    const article = articleOfFile(fault.file);
    const name = article === null ? fault.file : folderOf(article);
    const group = groups.get(name) ?? { kind: kindOf(fault.file), name, article, faults: [] };
    group.faults.push(fault);
    groups.set(name, group);
  }
  for (const { faults: own } of groups.values())
    own.sort((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  return [...groups.values()];
}

function kindOf(file: string): FaultGroup['kind'] {
  if (file.startsWith('articles/')) return 'article';
  if (file.startsWith('tables/')) return 'table';
  return file.startsWith('lexicon/') ? 'lexicon' : 'other';
}
