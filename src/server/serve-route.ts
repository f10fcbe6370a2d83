import type { IncomingMessage, ServerResponse } from 'node:http';
import { OutageError } from '../domain/errors.ts';
import type { Language } from '../domain/language.ts';
import type { Log } from '../domain/log.ts';
import type { Wording } from '../domain/wording.ts';
import { parseJson } from './parse-json.ts';
import { SERVER_POLICY } from './policy.ts';
import { readBody } from './read-body.ts';
import type { Limit, Route, RouteRequest, RouteResponse } from './route.ts';
import { sendResponse } from './send-response.ts';

/** What is known about a request before it is routed. */
export interface Visit {
  readonly ip: string;
  readonly baseUrl: string;
  readonly language: Language;
  readonly isOriginAllowed: boolean;
}

export interface ServeOptions {
  readonly wording: Wording;
  readonly log: Log;
  /** Counts requests per address. */
  readonly limitRequests: Limit;
}

/** One request through one route, to its end; never rejects. */
export async function serveRoute(
  route: Route,
  request: IncomingMessage,
  params: Readonly<Record<string, string>>,
  response: ServerResponse,
  visit: Visit,
  options: ServeOptions,
): Promise<void> {
  let answer: RouteResponse | undefined;
  try {
    answer = await answerOf(route, request, params, response, visit, options);
  } catch (error) {
    answer = failureOf(error);
    options.log.error({ error, route: route.path }, 'a request failed');
  }
  if (answer !== undefined) sendResponse(response, answer, { wording: options.wording, language: visit.language });
}

/** undefined when the client has gone. */
async function answerOf(
  route: Route,
  request: IncomingMessage,
  params: Readonly<Record<string, string>>,
  response: ServerResponse,
  visit: Visit,
  options: ServeOptions,
): Promise<RouteResponse | undefined> {
  if (route.origins === 'listed' && !visit.isOriginAllowed) {
    return { kind: 'refusal', status: 403, code: 'ForeignOrigin', key: 'error.forbidden' };
  }
  if (route.isLimited) {
    const verdict = await options.limitRequests(visit.ip);
    for (const [name, value] of Object.entries(verdict.headers)) response.setHeader(name, value);
    if (!verdict.isAllowed) {
      const values = { seconds: String(verdict.waitSeconds) };
      return { kind: 'refusal', status: 429, code: 'TooManyRequests', key: 'limit.requests', values };
    }
  }
  const body = await bodyOf(route, request);
  if (body.kind === 'gone') return undefined;
  if (body.kind === 'refused') return body.refusal;
  return route.handle(requestOf(request, params, visit, body.value));
}

type Body =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly refusal: RouteResponse }
  | { readonly kind: 'gone' };

async function bodyOf(route: Route, request: IncomingMessage): Promise<Body> {
  if (route.body === 'none') return { kind: 'value', value: undefined };
  const result = await readBody(request, {
    keepBytes: (route.body === 'json' ? undefined : route.bodyLimitBytes) ?? SERVER_POLICY.bodyLimitBytes,
    drainBytes: SERVER_POLICY.drainLimitBytes,
  });
  if (result.kind === 'aborted') return { kind: 'gone' };
  if (result.kind === 'too-large') return refused(TOO_LARGE_FOR_ALL);
  if (route.body === 'upload') return { kind: 'value', value: result.bytes };
  if (result.kind === 'cut') return refused(TOO_LARGE);
  if (route.body === 'raw') return { kind: 'value', value: result.bytes };
  const parsed = parseJson(result.bytes);
  return parsed.kind === 'parsed' ? { kind: 'value', value: parsed.value } : refused(MALFORMED);
}

const TOO_LARGE: RouteResponse = { kind: 'refusal', status: 413, code: 'TooLarge', key: 'error.tooLarge' };
/** Not even read to its end, so the connection cannot be used again. */
const TOO_LARGE_FOR_ALL: RouteResponse = { ...TOO_LARGE, headers: { Connection: 'close' } };
const MALFORMED: RouteResponse = { kind: 'refusal', status: 400, code: 'MalformedJson', key: 'error.badRequest' };

function refused(refusal: RouteResponse): Body {
  return { kind: 'refused', refusal };
}

function requestOf(
  request: IncomingMessage,
  params: Readonly<Record<string, string>>,
  visit: Visit,
  body: unknown,
): RouteRequest {
  const queryStart = request.url?.indexOf('?') ?? -1;
  const query = new URLSearchParams(queryStart < 0 ? '' : request.url?.slice(queryStart + 1));
  const { ip, baseUrl, language } = visit;
  return { params, query, headers: request.headers, body, ip, baseUrl, language };
}

function failureOf(error: unknown): RouteResponse {
  const isOutage = error instanceof OutageError;
  return {
    kind: 'refusal',
    status: isOutage ? 503 : 500,
    code: isOutage ? 'ServiceUnavailable' : 'ServiceError',
    key: 'error.service',
  };
}
