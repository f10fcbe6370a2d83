import { randomBytes } from 'node:crypto';
import type { Language } from '../../domain/language.ts';
import type { RouteResponse } from '../../server/route.ts';

/** A page of two sentences and at most one button: no script, nothing from elsewhere, fit for an old mail program's browser. */
export function followPage(page: {
  readonly language: Language;
  readonly status: number;
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** What its button says; it posts to the page's own address. null: nothing is left to do. */
  readonly button: string | null;
}): RouteResponse {
  const nonce = randomBytes(16).toString('base64');
  const button =
    page.button === null ? '' : `<form method="post"><button type="submit">${escapeHtml(page.button)}</button></form>`;
  const content = [
    `<!doctype html><html lang="${page.language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
    `<title>${escapeHtml(page.title)} – ${escapeHtml(page.name)}</title><style nonce="${nonce}">${STYLE}</style></head>`,
    `<body><main><p class="name">${escapeHtml(page.name)}</p><h1>${escapeHtml(page.title)}</h1>`,
    `<p>${escapeHtml(page.text)}</p>${button}</main></body></html>`,
  ].join('\n');
  return {
    kind: 'content',
    status: page.status,
    content,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'Cache-Control': 'no-store',
      // The address holds what stops or confirms: it goes nowhere.
      'Referrer-Policy': 'no-referrer',
    },
  };
}

/** Colours of web/design, written out: this page loads nothing. */
const STYLE = `
:root{color-scheme:light dark;--ink:#14213D;--surface:#fff;--quiet:#5A6478;--accent:#0B5FA5;--on:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#E8ECF4;--surface:#10151F;--quiet:#A6B0C2;--accent:#6CB6F5;--on:#0B1220}}
body{margin:0;background:var(--surface);color:var(--ink);font:16px/1.75 "PingFang SC","PingFang HK","Microsoft YaHei","Microsoft JhengHei","Noto Sans SC","Noto Sans HK",system-ui,sans-serif}
main{max-width:36rem;margin:0 auto;padding:48px 24px}
.name{color:var(--quiet);margin:0 0 8px}
h1{font-size:24px;line-height:1.4;margin:0 0 12px}
button{min-height:44px;padding:0 24px;border:0;border-radius:8px;background:var(--accent);color:var(--on);font:inherit;cursor:pointer}
button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
`;

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
