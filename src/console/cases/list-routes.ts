import { z } from 'zod';
import type { SignedIn } from '../accounts/sessions.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { answerWith } from '../refuse.ts';
import { boardOf } from './board.ts';
import { CASE_VIEWS, type CasePage, type CaseView, EXPORT_ROWS } from './case-api.ts';
import { caseQuery, filterOf } from './case-filter.ts';
import type { CaseParts } from './case-parts.ts';
import { caseRow, readNames } from './case-row.ts';
import { EXPORT_FORMATS, EXPORT_TYPES, exportCases } from './export-cases.ts';
import { findCases, startOf, ticketsOfFigure } from './find-cases.ts';
import type { Looks } from './looks.ts';
import { CASE_POLICY } from './policy.ts';
import { CASE_OVERSEERS, CASE_READERS, type Viewer } from './viewer.ts';

/** Many cases at once: the list, the file of a list, the board. */
export function listRoutes(
  parts: CaseParts,
  viewerFor: (who: SignedIn) => Promise<Viewer>,
  looks: Looks,
): readonly ConsoleRoute[] {
  const { guard, tickets, insights, clock, describeSlot, standingOf } = parts;

  async function countViews(viewer: Viewer): Promise<Readonly<Record<CaseView, number>>> {
    const counted = CASE_VIEWS.map(async (view) => {
      const filter = filterOf(view, viewer);
      return [view, filter === null ? 0 : await tickets.count(filter)] as const;
    });
    // One entry per view: the list of views is what is mapped.
    return Object.fromEntries(await Promise.all(counted)) as Record<CaseView, number>;
  }

  return [
    guard.only(CASE_READERS, {
      method: 'get',
      path: '/cases',
      input: caseQuery.extend({ page: z.coerce.number().int().min(1).max(10_000).default(1) }),
      async handle({ who, input }) {
        const viewer = await viewerFor(who);
        const { perPage } = CASE_POLICY;
        const [found, counts, names] = await Promise.all([
          findCases(parts, viewer, input, { limit: perPage, offset: (input.page - 1) * perPage }),
          countViews(viewer),
          readNames(parts),
        ]);
        const page: CasePage = {
          rows: await Promise.all(found.tickets.map((ticket) => caseRow(ticket, viewer, names, parts))),
          total: found.total,
          page: input.page,
          perPage,
          counts,
          desks: parts
            .desks()
            .filter(({ id }) => viewer.desks === null || viewer.desks.includes(id))
            .map(({ id, name }) => ({ id, name })),
        };
        return answerWith(page);
      },
    }),
    ...EXPORT_FORMATS.map((format) =>
      guard.only(CASE_OVERSEERS, {
        method: 'get',
        path: `/cases/export.${format}`,
        input: caseQuery,
        async handle({ who, input, request }) {
          const viewer = await viewerFor(who);
          const found = await findCases(parts, viewer, input, { limit: EXPORT_ROWS[format], offset: 0 });
          await looks.exported(found.tickets, viewer, { view: input.view, format });
          const content = await exportCases(format, found.tickets, await readNames(parts), request.language, parts);
          const name = `cases-${input.view}-${clock().toISOString().slice(0, 10)}.${format}`;
          return {
            kind: 'content',
            status: 200,
            content,
            headers: {
              'Content-Type': EXPORT_TYPES[format],
              'Content-Disposition': `attachment; filename="${name}"`,
              // For a reader who needs to know that the list goes on.
              'X-Total-Count': String(found.total),
            },
          };
        },
      }),
    ),
    guard.only(CASE_OVERSEERS, {
      method: 'get',
      path: '/cases/board',
      input: z.object({ days: z.coerce.number().int().min(1).max(CASE_POLICY.boardDays).default(30) }),
      async handle({ input: { days } }) {
        const now = clock();
        const since = startOf(days, now);
        const [opened, open, activity] = await Promise.all([
          ticketsOfFigure(parts, 'day', since),
          ticketsOfFigure(parts, 'waiting', since),
          insights.activitySince(since),
        ]);
        return answerWith(boardOf({ days, since, now, opened, open, activity, describeSlot, standingOf }));
      },
    }),
  ];
}
