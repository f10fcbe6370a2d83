import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/**
 * Headers that every response carries. The content security policy of pages is pagePolicy; data and scripts get one
 * that forbids everything. Framing is governed there too, so X-Frame-Options (which knows no list) stays out.
 */
export const securityHeaders: Middleware = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  crossOriginEmbedderPolicy: false,
  frameguard: false,
  referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
});

/** For HTML: our own scripts and styles, marked with this response's nonce, and connections back to us. */
export function pagePolicy(options: { nonce: string; baseUrl: string; frameAncestors: readonly string[] }): string {
  const sockets = options.baseUrl.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${options.nonce}'`,
    `style-src 'self' 'nonce-${options.nonce}'`,
    `connect-src 'self' blob: ${sockets}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${options.frameAncestors.join(' ')}`,
  ].join('; ');
}
