import { escapeHtml } from '../escape-html.ts';
import type { Language } from '../languages.ts';

/** The beginning of a page until its head ends: language, characters, width and title, then what the page adds. */
export function pageStart(language: Language, title: string, head: readonly string[]): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${head.join('\n')}
</head>`;
}
