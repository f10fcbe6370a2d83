import type { ChannelCheck } from './channel.ts';

/** Asks our own address as the vendor does when it is entered at its console: `echo` must come back. */
export async function checkCallback({
  vendor,
  webhook,
  query,
  echo,
  isHttpEnough,
  timeoutMs,
}: {
  readonly vendor: string;
  readonly webhook: string;
  readonly query: Readonly<Record<string, string>>;
  readonly echo: string;
  /** Whether the vendor delivers to http addresses too. */
  readonly isHttpEnough: boolean;
  readonly timeoutMs: number;
}): Promise<ChannelCheck> {
  const what = `PUBLIC_URL: ${webhook}`;
  const scheme = isHttpEnough ? /^https?:\/\// : /^https:\/\//;
  if (!scheme.test(webhook))
    return { what, isGood: false, found: `${vendor} delivers to ${isHttpEnough ? 'web' : 'https'} addresses only` };
  try {
    const response = await fetch(`${webhook}?${new URLSearchParams(query).toString()}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const isGood = response.ok && (await response.text()) === echo;
    const found = isGood ? `answers as ${vendor} expects` : `answers with ${response.status}, or with other words`;
    return { what, isGood, found };
  } catch {
    const found = 'does not answer: is the program running, and the address reachable from here?';
    return { what, isGood: false, found };
  }
}
