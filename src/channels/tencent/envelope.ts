import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { isSignedBy, signatureOf } from './signature.ts';

/** What opens the envelopes of one account. */
export interface EnvelopeKeys {
  /** Chosen by us at the vendor's console; part of every signature. */
  readonly token: string;
  /** 43 characters: base64 of 32 bytes without its last «=». */
  readonly aesKey: string;
  /** appid of an official account, corp id at WeCom: stands at the end of every envelope. */
  readonly receiver: string;
}

/** How a cipher text was delivered: from the query of the request. */
export interface Stamp {
  readonly signature: string | null;
  readonly timestamp: string;
  readonly nonce: string;
}

export type Opened =
  | { readonly kind: 'opened'; readonly message: string }
  /** `reason` is fixed and short: it is counted, and says nothing to whoever probes. */
  | { readonly kind: 'refused'; readonly reason: 'bad-signature' | 'bad-envelope' | 'other-receiver' };

export interface Envelope {
  /** Never throws: signature, then decryption, then padding, then receiver. */
  open(encrypted: string, stamp: Stamp): Opened;
  /** The answer's cipher text with its signature. `random`: 16 bytes, chosen by tests only. */
  seal(
    message: string,
    stamp: { readonly timestamp: string; readonly nonce: string; readonly random?: Buffer },
  ): { readonly encrypted: string; readonly signature: string };
}

/** They pad to 32, not to the cipher's 16: https://developer.work.weixin.qq.com/document/path/90968 */
const BLOCK = 32;
/** 16 random bytes, then 4 that say how long the message is. */
const HEAD = 20;
const AES_KEY = /^[A-Za-z0-9+/]{43}$/;

export function isAesKey(text: string): boolean {
  return AES_KEY.test(text);
}

/**
 * The envelope that WeChat and WeCom share: AES-256-CBC, the first half of the key as initial vector, over random bytes,
 * length, message and receiver. Throws on a key that cannot be one.
 */
export function createEnvelope({ token, aesKey, receiver }: EnvelopeKeys): Envelope {
  if (!isAesKey(aesKey)) throw new Error('an EncodingAESKey has 43 characters of base64');
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const vector = key.subarray(0, 16);
  return {
    open(encrypted, { signature, timestamp, nonce }) {
      if (!isSignedBy(signature, [token, timestamp, nonce, encrypted]))
        return { kind: 'refused', reason: 'bad-signature' };
      const plain = decrypt(encrypted, key, vector);
      const parts = plain && partsOf(plain);
      if (!parts) return { kind: 'refused', reason: 'bad-envelope' };
      if (parts.receiver !== receiver) return { kind: 'refused', reason: 'other-receiver' };
      return { kind: 'opened', message: parts.message };
    },
    seal(message, { timestamp, nonce, random = randomBytes(16) }) {
      const words = Buffer.from(message, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(words.length);
      const content = Buffer.concat([random, length, words, Buffer.from(receiver, 'utf8')]);
      const padding = BLOCK - (content.length % BLOCK);
      const cipher = createCipheriv('aes-256-cbc', key, vector).setAutoPadding(false);
      const padded = Buffer.concat([content, Buffer.alloc(padding, padding)]);
      const encrypted = Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
      return { encrypted, signature: signatureOf([token, timestamp, nonce, encrypted]) };
    },
  };
}

function decrypt(encrypted: string, key: Buffer, vector: Buffer): Buffer | null {
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, vector).setAutoPadding(false);
    return Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
  } catch {
    return null; // not a whole number of blocks
  }
}

function partsOf(plain: Buffer): { readonly message: string; readonly receiver: string } | null {
  const padding = plain.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK || padding > plain.length) return null;
  if (plain.subarray(plain.length - padding).some((byte) => byte !== padding)) return null;
  const content = plain.subarray(0, plain.length - padding);
  if (content.length < HEAD) return null;
  const end = HEAD + content.readUInt32BE(16);
  if (end > content.length) return null;
  return { message: content.toString('utf8', HEAD, end), receiver: content.toString('utf8', end) };
}
