import { z } from 'zod';
import { DAY_MS } from '../../domain/clock.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { RouteRequest, RouteResponse } from '../../server/route.ts';
import type { SignedIn } from '../accounts/sessions.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { refuse } from '../refuse.ts';
import { actOnCase } from './act-on-case.ts';
import type { CaseParts } from './case-parts.ts';
import { CASE_POLICY } from './policy.ts';
import { CASE_WORKERS, type Viewer } from './viewer.ts';

const proposal = z.strictObject({
  start: z.iso.datetime(),
  minutes: z.literal(CASE_POLICY.callMinutes),
  /** The officer saw that it is outside working hours. */
  isOutsideHoursMeant: z.boolean().default(false),
});

type OnCase = (
  visit: { readonly who: SignedIn; readonly request: RouteRequest },
  work: (ticket: Ticket, viewer: Viewer) => Promise<RouteResponse>,
) => Promise<RouteResponse>;

/** Calls that officers propose to visitors. */
export function callRoutes(parts: CaseParts, onCase: OnCase): readonly ConsoleRoute[] {
  return [
    parts.guard.only(CASE_WORKERS, {
      method: 'post',
      path: '/cases/:id/call',
      input: proposal,
      handle: (visit) =>
        onCase(visit, (ticket, viewer) => {
          const { start, minutes, isOutsideHoursMeant } = visit.input;
          const aheadMs = Date.parse(start) - parts.clock().getTime();
          if (aheadMs <= 0 || aheadMs > CASE_POLICY.callDays * DAY_MS)
            return Promise.resolve(refuse(422, 'CallTime', 'console.case.callTime'));
          if (!isOutsideHoursMeant && !parts.isWorkingTime(new Date(start)))
            return Promise.resolve(refuse(422, 'OutsideHours', 'console.case.outsideHours'));
          return actOnCase(ticket, { kind: 'propose-call', start, minutes }, viewer, parts);
        }),
    }),
  ];
}
