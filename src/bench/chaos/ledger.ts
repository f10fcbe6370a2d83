/** What the clients did, to be held against what the server has kept. */
export interface Ledger {
  /** Visitors' messages that the server said it has. */
  readonly said: { readonly conversation: string; readonly id: string }[];
  /** Officers' messages that the server accepted, in the order of their acceptance. */
  readonly written: { readonly conversation: string; readonly id: string }[];
  /** Refused after a try whose outcome nobody knows: may have arrived. */
  readonly unclear: { readonly conversation: string; readonly id: string }[];
  /** Claims that were accepted; `at`: when the officer knew. */
  readonly claimed: { readonly ticket: string; readonly officer: string; readonly at: number }[];
  /** Forms that a visitor sent. */
  readonly sent: { readonly conversation: string }[];
  /** Forms after which the visitor saw the number of the case. */
  numbersSeen: number;
}

export function createLedger(): Ledger {
  return { said: [], written: [], unclear: [], claimed: [], sent: [], numbersSeen: 0 };
}
