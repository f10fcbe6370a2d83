import crypto from 'node:crypto';

/** Tencent's side of the envelope, written down a second time from its documentation, on purpose. */
export interface SealKeys {
  readonly token: string;
  readonly aesKey: string;
  readonly receiver: string;
}

export function sha1Of(...parts: readonly string[]): string {
  const sorted = [...parts].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  return crypto.hash('sha1', sorted.join(''), 'hex');
}

export function seal(text: string, { aesKey, receiver }: SealKeys): string {
  const key = Buffer.from(aesKey, 'base64');
  const message = Buffer.from(text);
  const unpadded = 16 + 4 + message.length + Buffer.byteLength(receiver);
  const pad = 32 - (unpadded % 32);
  const block = Buffer.alloc(unpadded + pad, pad);
  crypto.randomFillSync(block, 0, 16);
  block.writeInt32BE(message.length, 16);
  message.copy(block, 20);
  block.write(receiver, 20 + message.length);
  const cipher = crypto.createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
  cipher.setAutoPadding(false);
  return cipher.update(block).toString('base64');
}

/** Throws when it was not sealed with these keys. */
export function unseal(encrypted: string, { aesKey, receiver }: SealKeys): string {
  const key = Buffer.from(aesKey, 'base64');
  const decipher = crypto.createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
  decipher.setAutoPadding(false);
  const block = decipher.update(Buffer.from(encrypted, 'base64'));
  const end = block.length - (block[block.length - 1] ?? 0);
  const size = block.readInt32BE(16);
  if (block.toString('utf8', 20 + size, end) !== receiver) throw new Error('sealed for somebody else');
  return block.toString('utf8', 20, 20 + size);
}
