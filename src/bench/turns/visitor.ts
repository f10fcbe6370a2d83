/** Somebody in one conversation. */
export interface Visitor {
  /** Says something and resolves when the reply is there: its status, or "echo". */
  say(text: string): Promise<string>;
  leave(): void;
}

export type OpenVisitor = () => Promise<Visitor>;

/** A reply that has not come by then counts as lost, and the benchmark stops. */
const REPLY_LIMIT_MS = 60_000;

/** One reply at a time: `wait` before it is provoked, `arrive` when it comes. */
export function createMailbox(): { wait(): Promise<string>; arrive(status: string): void } {
  let waiting: ((status: string) => void) | undefined;
  return {
    wait: () =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('a reply was lost')), REPLY_LIMIT_MS);
        waiting = (status) => {
          clearTimeout(timer);
          resolve(status);
        };
      }),
    arrive: (status) => {
      waiting?.(status);
      waiting = undefined;
    },
  };
}

export async function postJson(url: string, body: unknown, token?: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}
