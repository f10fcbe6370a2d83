import { escapeHtml } from '../escape-html.ts';
import type { Language } from '../languages.ts';
import { LANGUAGE_SIGNS, SWITCH_ORDER } from '../languages.ts';
import { pageStart } from '../page/page-start.ts';
import type { PageAssets } from '../page/render-page.ts';
import { caseAddress } from './case-addresses.ts';
import type { CaseTexts } from './case-texts.ts';
import { caseTexts } from './case-texts.ts';

/** The status page in one language. case.ts asks the server and fills the result in. */
export function renderCasePage(language: Language, assets: PageAssets): string {
  const texts = caseTexts(language);
  const head = pageStart(language, texts.title, [
    '<meta name="color-scheme" content="light dark">',
    '<meta name="robots" content="noindex">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="csp-nonce" content="__CSP_NONCE__">',
    `<link rel="icon" href="${assets.icon}" type="image/svg+xml">`,
    ...assets.styles.map((style) => `<link rel="stylesheet" href="${style}" nonce="__CSP_NONCE__">`),
    `<script type="module" src="${assets.script}" nonce="__CSP_NONCE__"></script>`,
  ]);
  return `${head}
<body>
${header(language, texts)}
<main class="wide case-main">
<h1>${escapeHtml(texts.headline)}</h1>
${form(texts)}
<div id="status" role="status"></div>
<section id="result" tabindex="-1" hidden></section>
<noscript><p>${escapeHtml(texts.needsScript)} <a href="https://www.investhk.gov.hk/">investhk.gov.hk</a></p></noscript>
</main>
</body>
</html>
`;
}

function header(language: Language, texts: CaseTexts): string {
  const links = SWITCH_ORDER.map((other) => {
    const { sign, name } = LANGUAGE_SIGNS[other];
    const current = other === language ? ' aria-current="page"' : '';
    return `<li><a href="${caseAddress(other)}" lang="${other}" hreflang="${other}" aria-label="${name}"${current}>${sign}</a></li>`;
  });
  return `<header class="site-header"><div class="wide">
<p class="brand"><a href="/"><strong>${escapeHtml(texts.name)}</strong></a> <span>${escapeHtml(texts.owner)}</span></p>
<nav aria-label="${escapeHtml(texts.languages)}"><ul class="language-links">
${links.join('\n')}
</ul></nav>
</div></header>`;
}

/** Browsers must not keep the code: whoever has it reads the case. */
function form(texts: CaseTexts): string {
  return `<form id="look" novalidate>
<p class="lead">${escapeHtml(texts.lead)}</p>
${field('number', texts.number, texts.numberHint)}
${field('code', texts.code, texts.codeHint)}
<p><button type="submit" class="button">${escapeHtml(texts.look)}</button></p>
</form>`;
}

function field(id: string, label: string, hint: string): string {
  return `<div class="field">
<label for="${id}">${escapeHtml(label)}</label>
<p class="note" id="${id}-hint">${escapeHtml(hint)}</p>
<input id="${id}" name="${id}" type="text" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="60" required aria-describedby="${id}-hint ${id}-fault">
<p class="fault" id="${id}-fault"></p>
</div>`;
}
