import { getSignature, decrypt as wecomDecrypt, encrypt as wecomEncrypt } from '@wecom/crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import WechatCrypto from 'wechat-crypto';
import { createEnvelope, isAesKey } from '../../../src/channels/tencent/envelope.ts';
import { readXml } from '../../../src/channels/tencent/read-xml.ts';
import { isSignedBy, signatureOf } from '../../../src/channels/tencent/signature.ts';

const SAMPLE_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const WECOM_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';
const WECOM = { token: 'QDG6eK', aesKey: WECOM_KEY, receiver: 'wx5823bf96d3bd56c7' };
const stamp = { timestamp: '1409659813', nonce: '1372623149' };

describe("Tencent's own vectors", () => {
  it('A: seals Chinese text as the official sample does', () => {
    const envelope = createEnvelope({ token: 'pamtest', aesKey: SAMPLE_KEY, receiver: 'wxb11529c136998cb6' });
    const { encrypted } = envelope.seal('我是中文abcd123', { ...stamp, random: Buffer.from('aaaabbbbccccdddd') });
    expect(encrypted).toBe('jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==');
  });

  it('B: opens the check of a WeCom address', () => {
    const opened = createEnvelope(WECOM).open(
      'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
      { signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3', timestamp: '1409659589', nonce: '263014780' },
    );
    expect(opened).toEqual({ kind: 'opened', message: '1616140317555161061' });
  });

  it('C: opens a text of an official account, its line breaks kept', () => {
    const keys = { token: 'spamtest', aesKey: SAMPLE_KEY, receiver: 'wx2c2769f8efd9abc2' };
    const opened = createEnvelope(keys).open(VECTOR_C, {
      signature: '5d197aaffba7e9b25a30732f161a50dee96bd5fa',
      timestamp: '1409735669',
      nonce: '1320562132',
    });
    expect(opened.kind).toBe('opened');
    if (opened.kind !== 'opened') return;
    expect(opened.message).toContain('>\n<');
    expect(readXml(opened.message)).toMatchObject({ MsgType: 'text' });
  });

  it('D: opens a text of WeCom', () => {
    const opened = createEnvelope(WECOM).open(VECTOR_D, {
      signature: '477715d11cdb4164915debcba66cb864d751f3e6',
      ...stamp,
    });
    expect(opened.kind === 'opened' && readXml(opened.message)).toMatchObject({
      Content: 'hello',
      MsgId: '4561255354251345929',
    });
  });

  it('E: seals and signs with a key of zeros', () => {
    const keys = { token: 'AAAAA', aesKey: 'A'.repeat(43), receiver: 'wx134c8103faa5a59e' };
    const sealed = createEnvelope(keys).seal('<xml><demo_resp>[CDATA[good luck]]</demo_resp></xml>', {
      timestamp: '1713424427',
      nonce: '415670741',
      random: Buffer.from('999951349e8ee746'),
    });
    expect(sealed).toEqual({
      encrypted:
        'hE8R6mGXHkJJjU72KxzKUd1GEkKJaEZq7vRL8XgK3o+00k8JGq6+pZJUIlTSyhsX+bxIBQ72g3GyvDdIZcr6+3HAZbSvPT9t/o11MI7d6WELwqrGd7jMnV0zv3Zc9Nq7',
      signature: '03e0812039325c2712ef5f0f980fd14c70d6e307',
    });
  });

  it('signs the check of an address', () => {
    expect(signatureOf(['pamtest', '1409304348', 'xxxxxx'])).toBe('76480565cbe296026c53aaacd1ad523a1ddba24f');
  });
});

/** Published by Tencent with its sample code. */
const VECTOR_C =
  'hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=';
const VECTOR_D =
  'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==';

describe('other people’s implementations', () => {
  const envelope = createEnvelope(WECOM);
  const wechat = new WechatCrypto(WECOM.token, WECOM.aesKey, WECOM.receiver);
  const texts = [
    ...Array.from({ length: 64 }, (_, length) => 'x'.repeat(length)),
    ...Array.from({ length: 64 }, (_, length) => '出海👩‍👩‍👧é'.repeat(3).slice(0, length).toWellFormed()),
  ];

  it('open what we seal, whatever its length', () => {
    for (const text of texts) {
      const { encrypted, signature } = envelope.seal(text, stamp);
      expect(wechat.decrypt(encrypted)).toEqual({ message: text, id: WECOM.receiver });
      expect(wecomDecrypt(WECOM.aesKey, encrypted)).toMatchObject({ message: text, id: WECOM.receiver });
      expect(wechat.getSignature(stamp.timestamp, stamp.nonce, encrypted)).toBe(signature);
      expect(getSignature(WECOM.token, stamp.timestamp, stamp.nonce, encrypted)).toBe(signature);
    }
  });

  it('seal what we open, whatever its length', () => {
    for (const text of texts)
      for (const encrypted of [wechat.encrypt(text), wecomEncrypt(WECOM.aesKey, text, WECOM.receiver)]) {
        const signature = getSignature(WECOM.token, stamp.timestamp, stamp.nonce, encrypted);
        expect(envelope.open(encrypted, { ...stamp, signature })).toEqual({ kind: 'opened', message: text });
      }
  });
});

describe('an envelope that is not ours', () => {
  const envelope = createEnvelope(WECOM);
  const signed = (encrypted: string) => ({
    ...stamp,
    signature: signatureOf([WECOM.token, stamp.timestamp, stamp.nonce, encrypted]),
  });

  it('is refused for its signature before anything is decrypted', () => {
    const { encrypted, signature } = envelope.seal('hello', stamp);
    const wrong = [
      null,
      '',
      signature.toUpperCase(),
      signature.slice(1),
      `${signature}0`,
      'é'.repeat(20),
      (signature.startsWith('0') ? '1' : '0') + signature.slice(1),
    ];
    for (const given of wrong)
      expect(envelope.open(encrypted, { ...stamp, signature: given })).toEqual({
        kind: 'refused',
        reason: 'bad-signature',
      });
    expect(envelope.open(encrypted, { ...stamp, nonce: '1', signature }).kind).toBe('refused');
  });

  it('is refused when it was sealed for another account with the same token and key', () => {
    const other = createEnvelope({ ...WECOM, receiver: 'wx0000000000000000' });
    const { encrypted, signature } = other.seal('hello', stamp);
    expect(envelope.open(encrypted, { ...stamp, signature })).toEqual({ kind: 'refused', reason: 'other-receiver' });
  });

  it('never throws on garbage that is well signed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array({ maxLength: 200 })), (garbage) => {
        const encrypted = typeof garbage === 'string' ? garbage : Buffer.from(garbage).toString('base64');
        expect(envelope.open(encrypted, signed(encrypted)).kind).toBe('refused');
      }),
      { numRuns: 500 },
    );
  });

  it('is refused after a change of any one bit', () => {
    const { encrypted, signature } = envelope.seal('金额是100元', stamp);
    const bytes = Buffer.from(encrypted, 'base64');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(envelope.open(changed.toString('base64'), { ...stamp, signature }).kind).toBe('refused');
      }),
    );
  });

  it('needs a key that can be one', () => {
    expect(() => createEnvelope({ ...WECOM, aesKey: 'short' })).toThrow('43 characters');
    expect([WECOM_KEY, `${WECOM_KEY}=`, '', '*'.repeat(43)].map(isAesKey)).toEqual([true, false, false, false]);
  });
});

describe('isSignedBy', () => {
  it('sorts by code unit, so that the order of the parts does not matter', () => {
    const parts = ['b', 'A', '10', '9'];
    expect(isSignedBy(signatureOf(parts), parts.toReversed())).toBe(true);
    expect(isSignedBy(signatureOf(parts), ['b', 'A', '10'])).toBe(false);
  });
});
