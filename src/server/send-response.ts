import type { ServerResponse } from 'node:http';
import type { Language } from '../domain/language.ts';
import type { Wording } from '../domain/wording.ts';
import type { RouteResponse } from './route.ts';

/** Writes a route's response. Errors are {error: {code, message}}, the message in the visitor's language. */
export function sendResponse(
  to: ServerResponse,
  response: RouteResponse,
  visitor: { readonly wording: Wording; readonly language: Language },
): void {
  if (to.headersSent || to.destroyed) return;
  const body = bodyOf(response, visitor);
  to.writeHead(response.status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    ...response.headers,
    'Content-Length': Buffer.byteLength(body),
  });
  to.end(to.req.method === 'HEAD' ? undefined : body);
}

function bodyOf(
  response: RouteResponse,
  { wording, language }: { readonly wording: Wording; readonly language: Language },
): string | Buffer {
  switch (response.kind) {
    case 'json':
      return JSON.stringify(response.json);
    case 'content':
      return response.content;
    case 'refusal':
      return JSON.stringify({
        error: { code: response.code, message: wording(response.key, language, response.values) },
      });
  }
}
