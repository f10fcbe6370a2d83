import type { Inline } from './markdown.ts';

/** One alternative per kind, tried from left to right at the nearest place. */
const PATTERN = new RegExp(
  [
    '\\\\(?<escaped>[\\\\`*_{}\\[\\]()#+\\-.!|<>~])',
    '`(?<code>[^`\\n]+)`',
    // Chinese has no spaces around emphasis, so CommonMark's flanking rules do not fit; the nearest end wins.
    '\\*\\*(?<strong>(?:[^*]|\\*(?!\\*))+?)\\*\\*',
    '\\*(?<emphasis>[^\\s*](?:[^*\\n]*[^\\s*])?)\\*',
    '\\[(?<label>[^\\[\\]\\n]+)\\]\\(<?(?<target>[^\\s<>()]+(?:\\([^\\s<>()]*\\)[^\\s<>()]*)*)>?(?:\\s+"[^"\\n]*")?\\)',
    '\\[(?<mark>\\d{1,2})\\]',
    "<?(?<bare>https?:\\/\\/[A-Za-z0-9\\-._~:/?#@!$&'*+,;=%]*[A-Za-z0-9\\-_~/#=%])>?",
    '(?<break> *\\n)',
  ].join('|'),
  'gu',
);

export function parseInline(source: string): readonly Inline[] {
  const inlines: Inline[] = [];
  let end = 0;
  for (const match of source.matchAll(PATTERN)) {
    if (match.index > end) pushText(inlines, source.slice(end, match.index));
    const inline = inlineOf(match);
    if (typeof inline === 'string') pushText(inlines, inline);
    else inlines.push(inline);
    end = match.index + match[0].length;
  }
  if (end < source.length) pushText(inlines, source.slice(end));
  return inlines;
}

function inlineOf(match: RegExpMatchArray): Inline | string {
  const { escaped, code, strong, emphasis, label, target, mark, bare } = match.groups ?? {};
  if (escaped !== undefined) return escaped;
  if (code !== undefined) return { kind: 'code', text: code };
  if (strong !== undefined) return { kind: 'strong', children: parseInline(strong) };
  if (emphasis !== undefined) return { kind: 'emphasis', children: parseInline(emphasis) };
  if (label !== undefined && target !== undefined) {
    return isSafeUrl(target) ? { kind: 'link', url: target, children: parseInline(label) } : match[0];
  }
  if (mark !== undefined) return { kind: 'mark', mark: Number(mark) };
  if (bare !== undefined) return { kind: 'link', url: bare, children: [{ kind: 'text', text: bare }] };
  return { kind: 'break' };
}

function pushText(inlines: Inline[], text: string): void {
  const last = inlines.at(-1);
  if (last?.kind === 'text') inlines[inlines.length - 1] = { kind: 'text', text: last.text + text };
  else inlines.push({ kind: 'text', text });
}

/** Only what a visitor may follow from an answer: never javascript:, data: or a path on our own host. */
export function isSafeUrl(url: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)[^\s]/i.test(url);
}
