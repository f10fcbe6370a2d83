import { escapeHtml } from '../escape-html.ts';
import type { Language } from '../languages.ts';
import { LANGUAGE_SIGNS, LANGUAGES, SWITCH_ORDER } from '../languages.ts';
import { pageAddress } from './page-addresses.ts';
import { pageStart } from './page-start.ts';
import type { PageTexts, Section } from './page-texts.ts';
import { pageTexts } from './page-texts.ts';

export interface PageAssets {
  /** Addresses under /assets/, with their digest. */
  readonly script: string;
  readonly styles: readonly string[];
  readonly icon: string;
}

/** The website page in one language, whole. Plain HTML: everything on it can be read before any script runs. */
export function renderPage(language: Language, assets: PageAssets): string {
  const texts = pageTexts(language);
  const head = pageStart(language, texts.title, [
    '<meta name="color-scheme" content="light dark">',
    '<meta name="csp-nonce" content="__CSP_NONCE__">',
    `<meta name="description" content="${escapeHtml(texts.description)}">`,
    `<link rel="icon" href="${assets.icon}" type="image/svg+xml">`,
    ...LANGUAGES.map((other) => `<link rel="alternate" hreflang="${other}" href="${pageAddress(other)}">`),
    ...assets.styles.map((style) => `<link rel="stylesheet" href="${style}" nonce="__CSP_NONCE__">`),
    `<script src="/widget.js" data-language="${language}" nonce="__CSP_NONCE__" async></script>`,
    `<script type="module" src="${assets.script}" nonce="__CSP_NONCE__"></script>`,
  ]);
  return `${head}
<body>
<a class="skip" href="#content">${escapeHtml(texts.skip)}</a>
${header(language, texts)}
<main id="content">
${hero(language, texts)}
${examples(language, texts)}
${answers(texts)}
<div class="sections">
${texts.sections.map(section).join('\n')}
</div>
${embedding(language, texts)}
</main>
<footer class="site-footer"><div class="wide">
${texts.footer.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
</div></footer>
</body>
</html>
`;
}

function header(language: Language, texts: PageTexts): string {
  return `<header class="site-header"><div class="wide">
<p class="brand"><strong>${escapeHtml(texts.name)}</strong> <span>${escapeHtml(texts.owner)}</span></p>
<nav aria-label="${escapeHtml(texts.languages)}"><ul class="language-links">
${SWITCH_ORDER.map((other) => {
  const { sign, name } = LANGUAGE_SIGNS[other];
  const current = other === language ? ' aria-current="page"' : '';
  return `<li><a href="${pageAddress(other)}" lang="${other}" hreflang="${other}" aria-label="${name}"${current}>${sign}</a></li>`;
}).join('\n')}
</ul></nav>
</div></header>`;
}

/** Without script these are links to the chat's own page, where the question waits in the composer. */
function chatLink(language: Language, classes: string, ask: string | undefined, inner: string): string {
  const query = new URLSearchParams({ lang: language, ...(ask === undefined ? {} : { ask }) });
  const data = ask === undefined ? ' data-open' : ` data-ask="${escapeHtml(ask)}"`;
  return `<a class="${classes}" href="/chat?${escapeHtml(query.toString())}"${data}>${inner}</a>`;
}

function hero(language: Language, texts: PageTexts): string {
  return `<section class="hero wide">
<h1>${escapeHtml(texts.headline)}</h1>
<p class="lead">${escapeHtml(texts.lead)}</p>
<p class="actions">
${chatLink(language, 'button', undefined, escapeHtml(texts.ask))}
${chatLink(language, 'button button-quiet', texts.personMessage, escapeHtml(texts.person))}
</p>
<p class="note">${escapeHtml(texts.automatedNote)}</p>
</section>`;
}

function examples(language: Language, texts: PageTexts): string {
  const items = texts.examples.map(({ audience, question }) => {
    const inner = `<span class="audience">${escapeHtml(audience)}</span><span class="question">${escapeHtml(question)}</span><span class="ask-this" aria-hidden="true">${escapeHtml(texts.askThis)}</span>`;
    return `<li>${chatLink(language, 'example', question, inner)}</li>`;
  });
  return `<section class="band"><div class="wide">
<h2>${escapeHtml(texts.examplesTitle)}</h2>
<p>${escapeHtml(texts.examplesLead)}</p>
<ul class="examples">
${items.join('\n')}
</ul>
</div></section>`;
}

function answers(texts: PageTexts): string {
  const items = texts.answers.map(
    ({ title, text }) => `<div><dt>${escapeHtml(title)}</dt><dd>${escapeHtml(text)}</dd></div>`,
  );
  return `<section class="wide">
<h2>${escapeHtml(texts.answersTitle)}</h2>
<dl class="answers">
${items.join('\n')}
</dl>
</section>`;
}

function section({ id, title, paragraphs, points }: Section): string {
  const list =
    points === undefined ? '' : `\n<ul>\n${points.map((point) => `<li>${escapeHtml(point)}</li>`).join('\n')}\n</ul>`;
  return `<section class="wide split" aria-labelledby="${id}">
<h2 id="${id}">${escapeHtml(title)}</h2>
<div>
${paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')}${list}
</div>
</section>`;
}

function embedding(language: Language, texts: PageTexts): string {
  // page.ts puts this host's own address in, so that the line can be copied as it stands.
  const tag = `${escapeHtml('<script src="')}<span data-host>https://assistant.example</span>${escapeHtml(`/widget.js"\n        data-language="${language}" async></script>`)}`;
  return `<section class="wide split" aria-labelledby="embed">
<h2 id="embed">${escapeHtml(texts.embedTitle)}</h2>
<div>
<p>${escapeHtml(texts.embedLead)}</p>
<pre tabindex="0" aria-labelledby="embed" role="region"><code lang="en">${tag}</code></pre>
<ul>
${texts.embedNotes.map((note) => `<li>${escapeHtml(note)}</li>`).join('\n')}
</ul>
</div>
</section>`;
}
