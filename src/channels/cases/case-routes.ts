import type { Clock } from '../../domain/clock.ts';
import type { Language } from '../../domain/language.ts';
import { owedReplyBy, type Ticket } from '../../domain/ticket.ts';
import type { Limit, LimitVerdict, Route, RouteRequest, RouteResponse } from '../../server/route.ts';
import { type CaseStatus, caseKeySchema, caseStatusSchema } from './case-schema.ts';

export interface VisitorCaseParts {
  /** By number and code, in whatever spacing; undefined when they do not belong together. */
  readonly findForVisitor: (number: string, code: string) => Promise<Ticket | undefined>;
  /** Takes the request back and deletes its personal data; undefined when its state does not allow that any more. */
  readonly withdraw: (ticket: Ticket) => Promise<Ticket | undefined>;
  /** How many cases wait before this one; null when it does not wait. */
  readonly queuePosition: (ticket: Ticket) => Promise<number | null>;
  readonly deskName: (desk: string, language: Language) => string;
  /** «Monday to Friday 09:00–18:00», in Hong Kong time. */
  readonly officeHours: (language: Language) => string;
  /** Counts tries per address; a right one is given back. */
  readonly limitTries: Limit;
  readonly clock: Clock;
}

/** What a visitor may do with number and code alone: look at the case, and take it back. */
export function visitorCaseRoutes(parts: VisitorCaseParts): readonly Route[] {
  return [
    caseRoute('/api/cases/status', 'See how far a case is', 'The state of the case', parts, (ticket, language) =>
      statusOf(ticket, language, parts),
    ),
    caseRoute(
      '/api/cases/withdraw',
      'Take a case back and delete its personal data; withdrawn already, it stays so',
      'The case as it is now',
      parts,
      async (ticket, language) => {
        const withdrawn = ticket.state === 'withdrawn' ? ticket : await parts.withdraw(ticket);
        return withdrawn === undefined ? TOO_LATE : statusOf(withdrawn, language, parts);
      },
    ),
  ];
}

function caseRoute(
  path: string,
  summary: string,
  description: string,
  parts: VisitorCaseParts,
  act: (ticket: Ticket, language: Language) => Promise<CaseStatus | RouteResponse>,
): Route {
  return {
    method: 'post',
    path,
    body: 'json',
    origins: 'listed',
    isLimited: true,
    description: {
      summary,
      requestBody: caseKeySchema,
      responses: {
        200: { description, schema: caseStatusSchema },
        409: { description: 'Not possible in the state the case is in' },
      },
    },
    handle: async (request) => {
      const found = await ticketOf(request, parts);
      if ('kind' in found) return found;
      const outcome = await act(found, request.language);
      return 'kind' in outcome ? outcome : { kind: 'json', status: 200, json: outcome, headers: NOT_KEPT };
    },
  };
}

/** One answer to everything that is wrong with number or code, so that no try says which of them was right. */
async function ticketOf({ body, ip }: RouteRequest, parts: VisitorCaseParts): Promise<Ticket | RouteResponse> {
  const verdict = await parts.limitTries(ip);
  if (!verdict.isAllowed) return tooManyTries(verdict);
  const key = caseKeySchema.safeParse(body);
  const ticket = key.success ? await parts.findForVisitor(key.data.number, key.data.code) : undefined;
  if (ticket === undefined) return UNKNOWN;
  await verdict.giveBack();
  return ticket;
}

async function statusOf(ticket: Ticket, language: Language, parts: VisitorCaseParts): Promise<CaseStatus> {
  return {
    number: ticket.number,
    state: ticket.state,
    desk: parts.deskName(ticket.desk, language),
    promisedBy: owedReplyBy(ticket),
    openedAt: ticket.openedAt,
    lastMessageAt: laterOf(ticket.lastVisitorAt, ticket.lastOfficerAt),
    queuePosition: await parts.queuePosition(ticket),
    officeHours: parts.officeHours(language),
    asOf: parts.clock().toISOString(),
  };
}

function laterOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) >= Date.parse(other) ? one : other;
}

const NOT_KEPT = { 'Cache-Control': 'no-store' };

const UNKNOWN: RouteResponse = { kind: 'refusal', status: 404, code: 'UnknownCase', key: 'visitorCase.unknown' };

const TOO_LATE: RouteResponse = { kind: 'refusal', status: 409, code: 'WrongState', key: 'visitorCase.tooLate' };

function tooManyTries({ waitSeconds, headers }: LimitVerdict): RouteResponse {
  const values = { seconds: String(waitSeconds) };
  return { kind: 'refusal', status: 429, code: 'TooManyTries', key: 'visitorCase.tooManyTries', values, headers };
}
