import type { StoredOutboxEntry } from '../domain/outbox.ts';

/** What became of one attempt. `error` is for operators: no address, no text of a person, no secret. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  /** May succeed later; `afterSeconds`: the receiver asked to be left alone that long. */
  | { readonly kind: 'retry'; readonly error: string; readonly afterSeconds?: number }
  /** Will never succeed as it is. */
  | { readonly kind: 'dead'; readonly error: string };

/** Brings one entry to its receiver, who may get it more than once, with the same id. */
export type Sender = (entry: StoredOutboxEntry) => Promise<SendOutcome>;
