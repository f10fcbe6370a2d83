/** An access token as the vendor gave it. A secret: it stands in no log. */
export interface KeptToken {
  readonly token: string;
  /** UTC instant in milliseconds at which the vendor stops taking it. */
  readonly endsAtMs: number;
}

/**
 * Where replicas find the access token that one of them fetched. A fetch that forces a new token ends the old one
 * everywhere, so replicas must share it. Both methods reject with OutageError "storage_unavailable" when the store is down.
 */
export interface TokenStore {
  /** undefined: none was kept. `key` names the account. */
  read(key: string): Promise<KeptToken | undefined>;
  write(key: string, token: KeptToken): Promise<void>;
}

/** For one process: forgotten with it, which costs one fetch. */
export function createMemoryTokenStore(): TokenStore {
  const kept = new Map<string, KeptToken>();
  return {
    read: (key) => Promise.resolve(kept.get(key)),
    write: (key, token) => {
      kept.set(key, token);
      return Promise.resolve();
    },
  };
}
