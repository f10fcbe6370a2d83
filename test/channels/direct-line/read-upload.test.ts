import { describe, expect, it } from 'vitest';
import { readUpload } from '../../../src/channels/direct-line/read-upload.ts';
import { PDF, PNG } from '../../support/files.ts';

/** As botframework-directlinejs 0.15.9 sends it, through the platform's own FormData. */
async function formOf(files: readonly (readonly [name: string, bytes: Buffer])[], activity: unknown) {
  const form = new FormData();
  form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
  for (const [name, bytes] of files) form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const request = new Request('http://example.test', { method: 'POST', body: form });
  return { body: Buffer.from(await request.arrayBuffer()), type: request.headers.get('content-type') ?? '' };
}

const SAID = { type: 'message', text: '您好', channelData: { clientActivityID: 'c1' } };

describe('an upload of a Direct Line client', () => {
  it('holds the activity and every byte of every file', async () => {
    const tricky = Buffer.concat([PNG, Buffer.from('\r\n--not-the-boundary\r\n\r\n\0\xff', 'latin1')]);
    const { body, type } = await formOf(
      [
        ['计划.pdf', PDF],
        ['p.png', tricky],
      ],
      SAID,
    );
    const upload = readUpload(body, type);
    expect(upload?.activity).toMatchObject({ text: '您好' });
    expect(upload?.isCut).toBe(false);
    expect(upload?.files.map(({ name }) => name)).toEqual(['计划.pdf', 'p.png']);
    expect(upload?.files.map(({ bytes }) => Buffer.from(bytes))).toEqual([PDF, tricky]);
  });

  it('keeps its words and whole files when it is longer than what is read', async () => {
    const { body, type } = await formOf(
      [
        ['a.pdf', PDF],
        ['b.pdf', Buffer.alloc(5000)],
      ],
      SAID,
    );
    const upload = readUpload(body.subarray(0, body.length - 2000), type);
    expect(upload?.isCut).toBe(true);
    expect(upload?.files.map(({ name }) => name)).toEqual(['a.pdf']);
    expect(upload?.activity.text).toBe('您好');
  });

  it('is nothing without an activity that is a message', async () => {
    const { body, type } = await formOf([['a.pdf', PDF]], { type: 'event', name: 'x' });
    expect(readUpload(body, type)).toBeUndefined();
    expect(readUpload(body, 'application/json')).toBeUndefined();
    expect(readUpload(Buffer.from('--x\r\n\r\nnothing'), 'multipart/form-data; boundary=x')).toBeUndefined();
  });
});
