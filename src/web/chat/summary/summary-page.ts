import type { AnswerTable, Citation } from '../../../domain/answer.ts';
import { authorLine } from '../../../domain/author-line.ts';
import { hongKongTimeInWords } from '../../../domain/case-in-words.ts';
import { dayInWords } from '../../../domain/day-in-words.ts';
import { isSafeUrl } from '../../../domain/markdown/parse-inline.ts';
import { type SummaryTexts, summaryTexts } from '../../../domain/summary-texts.ts';
import { escapeHtml } from '../../escape-html.ts';
import type { Language } from '../../languages.ts';
import { pageStart } from '../../page/page-start.ts';
import type { ConversationSummary, SummaryEntry } from './conversation-summary.ts';
import { PRINT_STYLES } from './print-styles.ts';

export interface SummaryPageOptions {
  readonly language: Language;
  readonly savedAt: Date;
  /** Of the page that opens this one, whose content security policy it inherits. */
  readonly nonce: string | undefined;
}

/** The conversation as a page to print: headings, lists and tables that a screen reader and a PDF's tags can follow. */
export function summaryPage(summary: ConversationSummary, { language, savedAt, nonce }: SummaryPageOptions): string {
  const texts = summaryTexts(language);
  const entries = summary.entries.map((entry, index) =>
    entryAsHtml(entry, summary.entries[index - 1], language, texts),
  );
  const mark = nonce === undefined ? '' : ` nonce="${escapeHtml(nonce)}"`;
  const promise =
    summary.promisedBy === null
      ? ''
      : `<br>${texts.promisedBy}: ${escapeHtml(hongKongTimeInWords(summary.promisedBy, language))}`;
  const number =
    summary.caseNumber === null
      ? ''
      : `<p class="case">${texts.caseNumber}: <strong>${escapeHtml(summary.caseNumber)}</strong><br>${texts.noCode}${promise}</p>`;
  const title = summary.caseNumber === null ? texts.title : `${texts.title} · ${summary.caseNumber}`;
  const head = pageStart(language, title, [
    '<meta name="robots" content="noindex">',
    `<style${mark}>${PRINT_STYLES}</style>`,
  ]);
  return `${head}
<body>
<main>
<h1>${texts.title}</h1>
<p class="facts">${texts.savedOn(hongKongTimeInWords(savedAt.toISOString(), language))}</p>
${number}
<p class="facts">${texts.note}</p>
<p><button type="button" id="print">${texts.print}</button></p>
${entries.length === 0 ? `<p>${texts.nothing}</p>` : entries.join('\n')}
</main>
<script${mark}>document.getElementById('print').addEventListener('click', () => window.print());</script>
</body>
</html>
`;
}

/** The day stands above its first entry only. */
function entryAsHtml(
  entry: SummaryEntry,
  before: SummaryEntry | undefined,
  language: Language,
  texts: SummaryTexts,
): string {
  const { who, day, time } = authorLine(entry, language);
  const isNewDay = day !== '' && (before === undefined || authorLine(before, language).day !== day);
  const paragraphs = entry.text.split('\n').filter((line) => line.trim() !== '');
  return `<section class="${entry.author}">
${isNewDay ? `<p class="facts">${escapeHtml(day)}</p>` : ''}
<h2>${escapeHtml(who)}${time === '' ? '' : ` <span class="time">${time}</span>`}</h2>
${paragraphs.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
${entry.table === null ? '' : tableAsHtml(entry.table)}
${entry.sources.length === 0 ? '' : sourcesAsHtml(entry.sources, language, texts)}
</section>`;
}

function tableAsHtml({ caption, columns, rows }: AnswerTable): string {
  const head = columns.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('');
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('');
    return `<tr><th scope="row">${escapeHtml(first)}</th>${cells}</tr>`;
  });
  return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function sourcesAsHtml(sources: readonly Citation[], language: Language, texts: SummaryTexts): string {
  const items = sources.map(({ mark, title, publisher, url, checkedOn }) => {
    // The address stands there in full: on paper a link is only its words.
    const address = isSafeUrl(url) ? `<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>` : escapeHtml(url);
    const facts = `${escapeHtml(publisher)} · ${texts.checked(dayInWords(checkedOn, language))}`;
    return `<li value="${mark}">${escapeHtml(title)}<br>${facts}<br>${address}</li>`;
  });
  return `<h3>${texts.sources}</h3>\n<ol>${items.join('\n')}</ol>`;
}
