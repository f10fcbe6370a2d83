/**
 * Version of a statement that people agree to: its day, with .2 and so on for further ones of that day. What was agreed to
 * keeps the version as it was written then, whatever its style.
 */
export const WORDING_VERSION = /^\d{4}-\d{2}-\d{2}(?:\.[1-9])?$/u;
