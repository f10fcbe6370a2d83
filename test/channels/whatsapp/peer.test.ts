import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WhatsAppAPI } from 'whatsapp-api-js';
import { ActionButtons, ActionList, Body, Button, Interactive, ListSection, Row, Text } from 'whatsapp-api-js/messages';
import { isSigned } from '../../../src/channels/whatsapp/check-signature.ts';
import { readDelivery } from '../../../src/channels/whatsapp/read-delivery.ts';
import { renderWhatsApp } from '../../../src/channels/whatsapp/render-whatsapp.ts';
import type { Answer } from '../../../src/domain/answer.ts';
import { type FakeWhatsApp, startFakeWhatsApp, type Written } from '../../../src/simulators/whatsapp/fake-whatsapp.ts';
import { outgoingSchema } from '../../../src/simulators/whatsapp/message-limits.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { ANN } from './whatsapp-vendor.ts';

let fake: FakeWhatsApp;
beforeEach(async () => {
  fake = await startFakeWhatsApp();
});
afterEach(() => fake.close());

/** An independent implementation of the business's side: it must be content with the fake, and agree with our channel. */
function peer(fetched: (body: unknown) => void = () => undefined) {
  const { accessToken: token, appSecret, verifyToken: webhookVerifyToken } = fake.account;
  return new WhatsAppAPI({
    token,
    appSecret,
    webhookVerifyToken,
    v: 'v23.0',
    ponyfill: {
      fetch: (async (_url: string, init: RequestInit) => {
        fetched(JSON.parse(init.body as string));
        return new Response('{"messages":[{"id":"wamid.X"}]}');
      }) as unknown as typeof fetch,
      subtle: crypto.subtle,
    },
  });
}

const KINDS: readonly (readonly [string, Written, unknown])[] = [
  ['text', { type: 'text', text: { body: '利得税 / rate?' } }, { kind: 'text', text: '利得税 / rate?' }],
  [
    'button',
    {
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id: 'says:Yes please', title: 'Yes' } },
    },
    { kind: 'choice', choice: 'says:Yes please', text: 'Yes please' },
  ],
  [
    'list row',
    { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: 'choice:2', title: 'Two' } } },
    { kind: 'choice', choice: 'choice:2', text: 'Two' },
  ],
  [
    'quick reply of a template',
    { type: 'button', button: { text: 'Go on', payload: 'GO' } },
    { kind: 'text', text: 'Go on' },
  ],
  [
    'picture',
    { type: 'image', image: { id: '77', mime_type: 'image/jpeg', sha256: 'x', caption: 'my licence' } },
    { kind: 'media', mediaType: 'image/jpeg', fileName: null, reference: '77', caption: 'my licence' },
  ],
  [
    'document',
    { type: 'document', document: { id: '78', mime_type: 'application/pdf', filename: 'plan.pdf' } },
    { kind: 'media', mediaType: 'application/pdf', fileName: 'plan.pdf', reference: '78', caption: null },
  ],
  [
    'location',
    { type: 'location', location: { latitude: 1, longitude: 2 } },
    { kind: 'unsupported', vendorType: 'location' },
  ],
];

describe('what Meta delivers', () => {
  it.each(KINDS)('a %s is accepted by an independent library and read by us', async (_name, written, content) => {
    const payload = fake.payloadOf(ANN, written, { id: 'wamid.A', at: new Date(1_700_000_000_000) });
    const bytes = fake.bytesOf(payload);
    let heard: unknown;
    const api = peer();
    api.on.message = ({ message }) => {
      heard = message.id;
    };
    await api.post(JSON.parse(bytes.toString()), bytes.toString(), fake.sign(bytes));
    expect(heard).toBe('wamid.A');
    expect(isSigned(bytes, fake.sign(bytes), fake.account.appSecret)).toBe(true);
    expect(readDelivery(JSON.parse(bytes.toString()), fake.account.phoneNumberId)).toEqual({
      events: [
        {
          address: {
            messenger: 'whatsapp',
            account: fake.account.phoneNumberId,
            person: ANN.userId,
            reference: { waId: ANN.waId, userId: ANN.userId },
          },
          id: 'wamid.A',
          at: '2023-11-14T22:13:20.000Z',
          content,
        },
      ],
      reports: [],
      skipped: [],
    });
  });

  it('may be about people without a number, without a business-scoped id, or with neither', () => {
    const read = (waId: string | null, userId: string | null) =>
      readDelivery(
        fake.payloadOf({ name: 'Bo', waId, userId }, { type: 'text', text: { body: 'hi' } }),
        fake.account.phoneNumberId,
      );
    expect(read(null, 'HK.1')?.events[0]?.address).toMatchObject({ person: 'HK.1', reference: { userId: 'HK.1' } });
    expect(read('85291234567', null)?.events[0]?.address).toMatchObject({ person: '85291234567' });
    expect(read(null, null)).toEqual({ events: [], reports: [], skipped: ['unknown-person'] });
  });

  it('comes in batches, of which only what cannot be read is left out', () => {
    const text = (id: string) => ({ from: ANN.waId, id, timestamp: '1700000000', type: 'text', text: { body: id } });
    const value = {
      metadata: { phone_number_id: fake.account.phoneNumberId },
      messages: [text('a'), { no: 'message' }, text('b'), { ...text('c'), type: 'reaction' }],
      statuses: [
        {
          id: 'wamid.X',
          status: 'failed',
          timestamp: '1700000000',
          errors: [{ code: 131047 }],
          biz_opaque_callback_data: 'mine',
        },
        { id: 'wamid.X', status: 'warning', timestamp: '1700000000' },
      ],
      errors: [{ code: 130429 }],
    };
    const change = (field: string, about: unknown) => ({ field, value: about });
    const delivery = readDelivery(
      {
        object: 'whatsapp_business_account',
        entry: [
          { changes: [change('messages', value), change('message_template_status_update', {})] },
          {
            changes: [change('messages', { ...value, metadata: { phone_number_id: '999999' } }), change('messages', 7)],
          },
        ],
      },
      fake.account.phoneNumberId,
    );
    expect(delivery?.events.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(delivery?.reports).toEqual([
      {
        messenger: 'whatsapp',
        account: fake.account.phoneNumberId,
        vendorMessage: 'wamid.X',
        message: 'mine',
        status: 'failed',
        code: '131047',
        at: '2023-11-14T22:13:20.000Z',
      },
    ]);
    expect(delivery?.skipped).toEqual([
      'unknown-shape',
      'reaction',
      'other-status',
      'vendor-error',
      'other-field',
      'other-account',
      'unknown-shape',
    ]);
    expect(readDelivery({ object: 'page', entry: [] }, '1')).toBeUndefined();
  });
});

describe('a signature', () => {
  it('is the vector that was worked out apart from us', () => {
    const bytes = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');
    const header = 'sha256=0ca28c0f1996234eb6829e59ad3c11a18161f6eb043943d601e420c312432cdf';
    expect(isSigned(bytes, header, 'app-secret-1')).toBe(true);
    expect(isSigned(bytes, header, 'app-secret-2')).toBe(false);
  });

  it('fails after any change of one bit, and for anything that is no signature', () => {
    const bytes = fake.bytesOf({ text: '利得税/1' });
    fc.assert(
      fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(isSigned(changed, fake.sign(bytes), fake.account.appSecret)).toBe(false);
      }),
    );
    for (const header of [undefined, '', 'sha256=', 'sha1=00', 'sha256=zz', ['a'], `sha256=${'0'.repeat(63)}`])
      expect(isSigned(bytes, header, fake.account.appSecret)).toBe(false);
  });

  it('is over the bytes as they came: the same JSON written otherwise does not fit', () => {
    const bytes = fake.bytesOf({ text: '利得税' });
    const again = Buffer.from(JSON.stringify(JSON.parse(bytes.toString())));
    expect(isSigned(again, fake.sign(bytes), fake.account.appSecret)).toBe(false);
    expect(fake.sign(bytes)).toBe(`sha256=${createHmac('sha256', fake.account.appSecret).update(bytes).digest('hex')}`);
  });
});

describe('what we send', () => {
  const option = (label: string) => ({ kind: 'option', label, text: label }) as const;
  const say = (answer: Partial<Answer>) =>
    renderWhatsApp({
      kind: 'answer',
      answer: { ...answerTo({ text: 'x' }), citations: [], suggestions: [], ...answer },
    });

  async function byPeer(message: Parameters<WhatsAppAPI['sendMessage']>[2]): Promise<Record<string, unknown>> {
    let body: unknown;
    await peer((sent) => {
      body = sent;
    }).sendMessage(fake.account.phoneNumberId, { bsuid: 'HK.77' }, message);
    return body as Record<string, unknown>;
  }

  it('is written as an independent library writes it: text, buttons and list', async () => {
    const text = await byPeer(new Text('Hello', false));
    // A person without a number has a field of their own; templates.test.ts holds our channel to it.
    expect(text).toMatchObject({ messaging_product: 'whatsapp', recipient: 'HK.77' });
    expect(say({ text: 'Hello' }).messages).toEqual([
      { type: text['type'], text: { preview_url: false, ...(text['text'] as object) } },
    ]);

    const yes = new Button('says:Yes', 'Yes');
    const no = new Button('says:No', 'No');
    const buttons = await byPeer(new Interactive(new ActionButtons(yes, no), new Body('Sure?')));
    expect(say({ text: 'Sure?', suggestions: [option('Yes'), option('No')] }).messages).toEqual([
      { type: 'interactive', interactive: plain(buttons['interactive']) },
    ]);

    const rows = ['A', 'B', 'C', 'D'].map((label) => new Row(`says:${label}`, label));
    const section = new ListSection(undefined, ...(rows as [Row, ...Row[]]));
    const list = await byPeer(new Interactive(new ActionList('Options', section), new Body('Which?')));
    expect(say({ text: 'Which?', suggestions: ['A', 'B', 'C', 'D'].map(option) }).messages).toEqual([
      { type: 'interactive', interactive: plain(list['interactive']) },
    ]);
  });

  it('shows labels that fit no button in a list, and those that fit no list as numbers', () => {
    const long = 'How are profits from outside Hong Kong taxed?';
    expect(say({ suggestions: [option(long)] }).messages[0]).toMatchObject({
      interactive: { type: 'list', action: { sections: [{ rows: [{ title: '1', description: long }] }] } },
    });
    const longer = long.repeat(3);
    expect(say({ text: 'Well', suggestions: [option(longer)] }).messages).toEqual([
      { type: 'text', text: { preview_url: false, body: `Well\n\nReply with a number:\n1. ${longer}` } },
    ]);
  });

  it('says in words that there is more where a closed list hides it', () => {
    const questions = ['one', 'two', 'three'].map(option);
    const more = { kind: 'more', label: 'More', text: 'more' } as const;
    const bodyOf = (suggestions: Answer['suggestions']) =>
      say({ text: 'Well', suggestions }).messages[0]?.['interactive'];
    expect(bodyOf([more, ...questions])).toMatchObject({
      type: 'list',
      body: { text: 'Well\n\nReply «more» to go on.' },
    });
    expect(bodyOf([more, ...questions.slice(1)])).toMatchObject({ type: 'button', body: { text: 'Well' } });
    expect(bodyOf([...questions, option('four')])).toMatchObject({ type: 'list', body: { text: 'Well' } });
  });

  it('is never what Meta refuses, whatever is said', () => {
    const label = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 90 }),
      fc.constantFrom('利得税', '更多', ' x ', '👩‍👩‍👧‍👦'.repeat(3), 'same', 'same'),
    );
    const words = fc.array(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('利得税。', '\n\n', 'e\u0301', '👩‍👩‍👧‍👦')),
      {
        maxLength: 400,
      },
    );
    fc.assert(
      fc.property(
        words,
        fc.array(label, { maxLength: 12 }),
        fc.integer({ min: 1, max: 12 }),
        (parts, labels, times) => {
          const text = `x${parts.join('').repeat(times)}`;
          const { messages } = say({ text, suggestions: labels.map(option) });
          for (const message of messages) {
            const outgoing = { messaging_product: 'whatsapp', to: '85251234567', ...message };
            expect(outgoingSchema.safeParse(outgoing).error?.message).toBeUndefined();
          }
        },
      ),
    );
  });
});

/** Without what JSON leaves out. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
