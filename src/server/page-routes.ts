import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isLanguage, type Language } from '../domain/language.ts';
import { SERVER_POLICY } from './policy.ts';
import type { Route, RouteRequest, RouteResponse } from './route.ts';
import { pagePolicy } from './security-headers.ts';
import { createWebFiles, type WebFile } from './web-files.ts';

interface PageOptions {
  /** Folder of the built browser side. */
  readonly webDir: string;
  /** Sites that may show the chat in a frame. */
  readonly allowedOrigins: readonly string[];
}

/** The build leaves this mark wherever an inline script or style needs the response's nonce. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

const PAGES: Readonly<Record<Language, string>> = { en: '/en', 'zh-Hant': '/zh-hant', 'zh-Hans': '/zh-hans' };

const CASE_PAGES: Readonly<Record<Language, string>> = {
  en: '/case-en',
  'zh-Hant': '/case-zh-hant',
  'zh-Hans': '/case-zh-hans',
};

/** The website: one page per language, the status page, the chat for frames, the loader script, and what they load. */
export function pageRoutes(options: PageOptions): readonly Route[] {
  const read = createWebFiles(options.webDir);
  const nobody = ["'none'"];
  // Without a list, pages on this machine may embed the chat, as they may call the API (origin-policy.ts).
  const frames =
    options.allowedOrigins.length > 0 ? options.allowedOrigins : ['http://localhost:*', 'http://127.0.0.1:*'];
  const show = async (name: string, request: RouteRequest, guests: Guests) => {
    const file = await read(`${name}.html`);
    return file === undefined ? missingPage() : htmlPage(file, request, guests);
  };
  const page = (path: string, frameAncestors: readonly string[]): Route =>
    pageRoute(path, (request) => show(path, request, { frameAncestors, resourcePolicy: 'cross-origin' }));
  return [
    pageRoute('/', ({ language }) => Promise.resolve(redirectTo(PAGES[language]))),
    ...Object.values(PAGES).map((path) => page(path, nobody)),
    pageRoute('/case', (request) => {
      const wanted = request.query.get('lang');
      const language = isLanguage(wanted) ? wanted : request.language;
      return show(CASE_PAGES[language], request, { frameAncestors: nobody, resourcePolicy: 'same-origin' });
    }),
    page('/chat', ["'self'", ...frames]),
    pageRoute('/console', () => Promise.resolve(redirectTo('/console/'))),
    // One page; which of its views is shown is decided in the browser, by the rest of the address.
    pageRoute('/console/*', async (request) => {
      if (request.params['*']?.startsWith('api/') === true) return NOT_FOUND;
      return show('/console', request, { frameAncestors: nobody, resourcePolicy: 'same-origin' });
    }),
    pageRoute('/widget.js', async (request) => plainFile(request, await read('/widget.js'), WIDGET_HEADERS)),
    pageRoute('/favicon.ico', async (request) => plainFile(request, await read('/favicon.ico'), WIDGET_HEADERS)),
    pageRoute('/assets/*', async (request) =>
      plainFile(request, await read(`/assets/${request.params['*'] ?? ''}`), ASSET_HEADERS),
    ),
  ];
}

function pageRoute(path: string, handle: (request: RouteRequest) => Promise<RouteResponse>): Route {
  return { method: 'get', path, body: 'none', origins: 'any', isLimited: false, handle };
}

function redirectTo(path: string): RouteResponse {
  return { kind: 'content', status: 302, content: '', headers: { Location: path, Vary: 'Accept-Language' } };
}

/** What other sites may do with a page. */
interface Guests {
  readonly frameAncestors: readonly string[];
  readonly resourcePolicy: 'cross-origin' | 'same-origin';
}

function htmlPage(file: WebFile, { baseUrl }: RouteRequest, { frameAncestors, resourcePolicy }: Guests): RouteResponse {
  const nonce = randomBytes(16).toString('base64');
  return {
    kind: 'content',
    status: 200,
    content: file.bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce),
    headers: {
      'Content-Type': file.contentType,
      'Content-Security-Policy': pagePolicy({ nonce, baseUrl, frameAncestors }),
      'Cache-Control': 'no-cache',
      'Cross-Origin-Resource-Policy': resourcePolicy,
    },
  };
}

const NOT_FOUND: RouteResponse = { kind: 'refusal', status: 404, code: 'NotFound', key: 'error.notFound' };

/** Any site may load these: the loader by a script tag, the rest from within our own frame. */
const WIDGET_HEADERS = {
  'Cache-Control': `public, max-age=${SERVER_POLICY.widgetMaxAgeSeconds}`,
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};
/** Their names hold a digest of their content. */
const ASSET_HEADERS = { ...WIDGET_HEADERS, 'Cache-Control': 'public, max-age=31536000, immutable' };

function plainFile(
  { headers }: RouteRequest,
  file: WebFile | undefined,
  cacheHeaders: Readonly<Record<string, string>>,
): RouteResponse {
  if (file === undefined) return NOT_FOUND;
  const common = { ...cacheHeaders, 'Content-Type': file.contentType, ETag: file.etag, Vary: 'Accept-Encoding' };
  if (headers['if-none-match'] === file.etag) return { kind: 'content', status: 304, content: '', headers: common };
  if (file.gzipped !== undefined && takesGzip(headers)) {
    const packed = { ...common, 'Content-Encoding': 'gzip' };
    return { kind: 'content', status: 200, content: file.gzipped, headers: packed };
  }
  return { kind: 'content', status: 200, content: file.bytes, headers: common };
}

function takesGzip(headers: IncomingHttpHeaders): boolean {
  return /\bgzip\b/.test(headers['accept-encoding'] ?? '');
}

const MISSING_PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>GoGlobal Assistant</title>' +
  '<p>The pages have not been built yet. Run <code>npm run build</code>, then load this page again.</p></html>';

/** For developers, so in English. Before the first build there is still a page that says what to do. */
function missingPage(): RouteResponse {
  return {
    kind: 'content',
    status: 503,
    content: MISSING_PAGE,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  };
}
