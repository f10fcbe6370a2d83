import type { PhoneLine } from './phone.ts';

/** A message in whose text the lines to tap stand too, one below the other: what stands above and below them. */
export function aroundOptions(text: string, options: readonly string[]): Pick<PhoneLine, 'text' | 'options' | 'tail'> {
  const block = options.join('\n');
  const start = options.length === 0 ? -1 : text.lastIndexOf(block);
  if (start < 0) return { text, options, tail: '' };
  return { text: text.slice(0, start).trim(), options, tail: text.slice(start + block.length).trim() };
}
