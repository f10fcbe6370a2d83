export type OriginPolicy = (origin: string | undefined, baseUrl: string) => boolean;

/**
 * Which pages may call us from a browser: our own, and those on the list. Without a list (a developer's machine, a
 * first look) pages on this machine may too. A caller without an Origin is not a page. "null" (a sandboxed frame, a
 * file) is refused: anybody can be null.
 */
export function createOriginPolicy(allowed: readonly string[]): OriginPolicy {
  const listed = new Set(allowed);
  return (origin, baseUrl) => {
    if (origin === undefined || origin === baseUrl || listed.has(origin)) return true;
    return listed.size === 0 && isThisMachine(origin);
  };
}

function isThisMachine(origin: string): boolean {
  const host = URL.parse(origin)?.hostname;
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]';
}
