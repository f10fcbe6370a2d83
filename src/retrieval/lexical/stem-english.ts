import snowball from 'snowball-stemmers';

const stemmer = snowball.newStemmer('english');
const cache = new Map<string, string>();
/** Words kept; a vocabulary of a knowledge base is far smaller, so this only guards against hostile input. */
const CACHE_LIMIT = 50_000;

/** Snowball English stem of one lower-case word (Porter 2, https://snowballstem.org). Digits and other scripts stay. */
export function stemEnglish(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const stem = /^[a-z]+$/u.test(word) ? stemmer.stem(word) : word;
  if (cache.size < CACHE_LIMIT) cache.set(word, stem);
  return stem;
}
