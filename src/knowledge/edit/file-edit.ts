/** A text changed by rule, or a plain sentence that says why it cannot be. */
export type FileEdit =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };
