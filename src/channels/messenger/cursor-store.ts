import type { MessengerId } from './channel.ts';

/**
 * How far each of our accounts has been read, at vendors that are asked for what was said. Every method rejects with
 * OutageError "storage_unavailable" when the store is down.
 */
export interface CursorStore {
  /** undefined: never read before. */
  read(messenger: MessengerId, account: string): Promise<string | undefined>;
  /** After what lies before it is on disk, never earlier. */
  write(messenger: MessengerId, account: string, cursor: string): Promise<void>;
  /** Accounts that have been read before, in the order of their ids. */
  accounts(messenger: MessengerId): Promise<readonly string[]>;
}
