import type { RouteResponse } from '../../server/route.ts';

/** What their servers are answered; a refusal says nothing of why. */
export const REFUSALS = {
  forbidden: { kind: 'refusal', status: 403, code: 'Forbidden', key: 'error.forbidden' },
  unknown: { kind: 'refusal', status: 404, code: 'NotFound', key: 'error.notFound' },
  malformed: { kind: 'refusal', status: 400, code: 'MalformedXml', key: 'error.badRequest' },
  wrongType: { kind: 'refusal', status: 415, code: 'UnsupportedMediaType', key: 'error.badRequest' },
} as const satisfies Readonly<Record<string, RouteResponse>>;

/** A text or, where it is a message, XML. */
export function plainText(content: string): RouteResponse {
  const type = content.startsWith('<xml>') ? 'text/xml' : 'text/plain';
  const headers = { 'Content-Type': `${type}; charset=utf-8`, 'X-Content-Type-Options': 'nosniff' };
  return { kind: 'content', status: 200, content, headers };
}

/** They say text/xml; some proxies say application/xml or nothing. */
export function isXml(contentType: string | undefined): boolean {
  return contentType === undefined || /^(?:text|application)\/xml\b/i.test(contentType);
}
