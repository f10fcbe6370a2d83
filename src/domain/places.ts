/**
 * A place is where a conversation is shown: a Direct Line conversation of the website, or a person in one of our accounts
 * at a messaging app. Its id never changes, nor does a conversation's; a place to which nothing was ever moved shows the
 * conversation of its own id (docs/adr/0031-places-and-conversations.md).
 */
export type Standing =
  | { readonly kind: 'here'; readonly conversation: string }
  /** The conversation was here and goes on in this channel: nothing new of it may be shown here. */
  | { readonly kind: 'left'; readonly conversation: string; readonly to: string };

/** Which conversation is where. Every method rejects with OutageError "storage_unavailable" when the store is down. */
export interface Places {
  standingAt(place: string): Promise<Standing>;
  /** Where the conversation goes on now. */
  placeOf(conversation: string): Promise<string>;
}
