const ENCRYPT = /<Encrypt>\s*(?:<!\[CDATA\[)?\s*([A-Za-z0-9+/]+={0,2})\s*(?:\]\]>)?\s*<\/Encrypt>/;

/** The cipher text of a callback, found without parsing: nothing of what a stranger sent is read before its signature. */
export function encryptedIn(body: string): string | null {
  return ENCRYPT.exec(body)?.[1] ?? null;
}
