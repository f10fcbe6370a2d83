import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWhatsAppChannel } from '../../../src/channels/whatsapp/create-whatsapp-channel.ts';
import { type FakeWhatsApp, startFakeWhatsApp } from '../../../src/simulators/whatsapp/fake-whatsapp.ts';
import { createMemoryLog } from '../../fakes/memory-log.ts';
import { ANN } from './whatsapp-vendor.ts';

let fake: FakeWhatsApp;
let now = new Date();
beforeEach(async () => {
  now = new Date();
  fake = await startFakeWhatsApp({ clock: () => now });
});
afterEach(() => fake.close());

const ADDRESS = {
  messenger: 'whatsapp',
  account: '106540352242922',
  person: ANN.userId ?? '',
  reference: { waId: ANN.waId },
} as const;

function channel() {
  return createWhatsAppChannel({
    settings: { ...fake.account, apiUrl: fake.api.url, apiVersion: 'v23.0', timeoutMs: 2000 },
    clock: () => now,
    log: createMemoryLog(),
  });
}

describe('templates', () => {
  it('are those that were approved and whose gaps officers can fill, read again after ten minutes', async () => {
    const own = channel();
    const names = async () =>
      (await own.listTemplates?.())?.map(({ name, language, gaps }) => `${name} ${language} ${gaps}`);
    const known = ['officer_replied zh_CN 1', 'officer_replied zh_HK 1', 'officer_replied en 1'];
    expect(await names()).toEqual(known);
    fake.templates.push({
      name: 'plain',
      language: 'en',
      status: 'APPROVED',
      components: [{ type: 'BODY', text: 'Hi' }],
    });
    expect(await names()).toEqual(known);
    now = new Date(now.getTime() + 11 * 60_000);
    expect(await names()).toEqual([...known, 'plain en 0']);
  });

  it('pass when the window is closed, and nothing else does', async () => {
    const own = channel();
    const [template] = (await own.listTemplates?.()) ?? [];
    if (template === undefined) throw new Error('the fake has templates');
    const filled = (values: readonly string[]) => own.renderTemplate?.(template, values) ?? {};
    const said = { kind: 'desk', author: 'system', text: 'Hi', signature: '', language: 'en' } as const;
    const [text] = own.render(said, ADDRESS).messages;
    expect(await own.send(ADDRESS, text ?? {}, 'a')).toMatchObject({ kind: 'window-closed', code: '131047' });
    expect(await own.send(ADDRESS, filled(['GG2611\n-X']), 'b')).toMatchObject({ kind: 'sent' });
    expect(await own.send(ADDRESS, filled([]), 'c')).toMatchObject({ kind: 'dead', code: '132001' });
    expect(fake.seen(ANN)).toHaveLength(1);
    expect(fake.seen(ANN)[0]?.message).toMatchObject({
      template: { components: [{ parameters: [{ text: 'GG2611 -X' }] }] },
      biz_opaque_callback_data: 'b',
    });
  });

  it('that cannot be read are an outage', async () => {
    fake.useToken('another');
    await expect(channel().listTemplates?.()).rejects.toMatchObject({ code: 'messenger_unavailable' });
  });
});

describe('a person', () => {
  it('without a number is written to by their business-scoped id', async () => {
    const hidden = { name: 'Bo', waId: null, userId: 'HK.77' };
    fake.deliverTo('http://127.0.0.1:9/nobody');
    await fake.write(hidden, { type: 'text', text: { body: 'hi' } }).catch(() => undefined);
    const address = { ...ADDRESS, person: 'HK.77', reference: { userId: 'HK.77' } };
    const said = { kind: 'desk', author: 'system', text: 'Hi', signature: '', language: 'en' } as const;
    const [text] = channel().render(said, address).messages;
    expect(await channel().send(address, text ?? {}, 'a')).toMatchObject({ kind: 'sent' });
    expect(fake.seen(hidden)[0]?.message).toMatchObject({ recipient: 'HK.77' });
  });
});

describe('a server that does not answer', () => {
  it('is tried again, and shows no address, text or token in the outcome', async () => {
    const own = channel();
    for (const kind of ['hangs-up', 'silent'] as const) {
      fake.api.failNext({ kind });
      const outcome = await own.send(ADDRESS, { type: 'text', text: { body: 'secret words' } }, 'a');
      expect(outcome.kind).toBe('retry');
      expect(JSON.stringify(outcome)).not.toMatch(/secret|85251234567|EAAG/);
    }
  });
});
