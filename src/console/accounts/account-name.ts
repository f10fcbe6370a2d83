const MOST = 36;
const FALLBACK = 'member';

/** "Chan.TaiMan@example.hk" becomes "chan.taiman": readable in the list, as names that an admin gives. */
export function accountNameOf(said: string | null): string {
  const name = (said ?? '')
    .split('@')[0]
    ?.normalize('NFKD')
    .toLowerCase()
    .trim()
    .replace(/\s+/gu, '.')
    .replace(/[^a-z0-9._-]/gu, '')
    .replace(/^[._-]+/u, '')
    .slice(0, MOST);
  return name === undefined || name.length < 2 ? FALLBACK : name;
}
