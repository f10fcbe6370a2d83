/** Whether the texts together hold every word of a search, whatever the capitals; an empty search fits all. */
export function holdsAll(texts: readonly string[], search: string): boolean {
  const text = texts.join('\n').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}
