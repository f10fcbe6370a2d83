/** Whether a text fits into one message. */
export type Fits = (text: string) => boolean;

/** How long a text is by a vendor's measure: UTF-16 units, as the strictest vendor counts, or bytes of UTF-8. */
export function lengthIn(text: string, unit: 'characters' | 'bytes'): number {
  return unit === 'bytes' ? Buffer.byteLength(text, 'utf8') : text.length;
}

/** Links, and the marks of sources. */
const LINK = /https?:\/\/\S+|\[\d+\]/gu;
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Cuts a text into parts that fit: at a blank line, else at a line, else behind a sentence, else between words, else
 * between characters as people see them. Never inside a link or a
 * source's mark: a link that fits into no part stays whole.
 */
export function splitText(text: string, fits: Fits): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest !== '' && !fits(rest)) {
    const cut = cutOf(rest, fits);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

/** Of two texts, the first is the longest beginning that fits and ends well. */
function cutOf(text: string, fits: Fits): number {
  const most = longestFitting(text, fits);
  for (const boundary of [
    /\n{2,}/gu,
    /\n/gu,
    /[。！？；](?: ?\[\d+\])*|[.!?;](?: ?\[\d+\])*(?=\s)/gu,
    /\s|[，、,]/gu,
  ]) {
    const cut = lastBefore(text, boundary, most);
    // A part of a few words is worse than a cut in the middle of a paragraph.
    if (cut > most / 3) return cut;
  }
  return most;
}

function lastBefore(text: string, boundary: RegExp, most: number): number {
  let last = 0;
  for (const match of text.slice(0, most + 1).matchAll(boundary)) {
    const end = match.index + match[0].length;
    if (end > most || isInLink(text, end)) continue;
    last = end;
  }
  return last;
}

function isInLink(text: string, at: number): boolean {
  return [...text.matchAll(LINK)].some(({ index, 0: link }) => at > index && at < index + link.length);
}

/** The end of the last character, outside of links, up to which the text fits. */
function longestFitting(text: string, fits: Fits): number {
  const ends = [...graphemes.segment(text)].map(({ index, segment }) => index + segment.length);
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(text.slice(0, ends[middle]))) low = middle;
    else high = middle - 1;
  }
  const end = ends[low] ?? text.length;
  const link = [...text.matchAll(LINK)].find(({ index, 0: found }) => end > index && end < index + found.length);
  if (link === undefined) return end;
  return link.index > 0 ? link.index : link[0].length;
}
