import type { StoredOutboxEntry } from '../domain/outbox.ts';
import type { SendError } from '../domain/send-error.ts';

/** What became of one attempt. `error` is for operators: no address, no text of a person, no secret. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  /** Nothing left, and nothing is to be tried again: nobody wants it any more, or it waits elsewhere. */
  | { readonly kind: 'settled' }
  /** May succeed later; `afterSeconds`: the receiver asked to be left alone that long. */
  | { readonly kind: 'retry'; readonly error: SendError; readonly afterSeconds?: number }
  /** Will never succeed as it is. */
  | { readonly kind: 'dead'; readonly error: SendError };

/** Brings one entry to its receiver, who may get it more than once, with the same id. */
export type Sender = (entry: StoredOutboxEntry) => Promise<SendOutcome>;
