import { type KfShown, startFakeWecom } from '../../../src/simulators/wecom/fake-wecom.ts';
import type { ContractVendor, Doing } from '../../contracts/messenger-channel.ts';

/** The fake of WeCom as the contract plays with it. */
export async function startWecomVendor(clock: () => Date): Promise<ContractVendor> {
  const fake = await startFakeWecom({ clock });
  const personOf = (person: string) => `wm_${person}`;
  const seenBy = (person: string) => fake.shown.filter((message) => message.person === personOf(person));
  return {
    env: fake.env,
    deliverTo: (url) => fake.deliverTo(`${url}/channels/wecom/webhook`),
    does: (person, doing, how) => fake.says(personOf(person), messageOf(doing, seenBy(person)), how),
    seen: (person) => seenBy(person).map(({ text, items }) => ({ text, options: items.map(({ content }) => content) })),
    refused: () => fake.refused,
    async forge() {
      const { url, body } = fake.prepare();
      const inside = body.indexOf('<Encrypt><![CDATA[') + 60;
      // Of these, either bit still makes a letter of base64: it is the signature that does not fit.
      const at = inside + body.slice(inside).search(/[b-y]/);
      const bytes = Buffer.from(body);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'text/xml' },
        body: bytes.toString(),
      });
      return response.status;
    },
    postSigned: (bytes, contentType) => fake.postRaw(bytes, contentType),
    failNext(fault) {
      if (fault === 'expired-token') fake.tokens.revoke();
      else
        fake.api.fail({ path: 'kf/send_msg', what: fault === 'server-error' ? { status: 503 } : 'accepts-silently' });
    },
    renewToken: () => undefined,
    facts: { contentType: 'text/xml', bodyLimitBytes: 64 * 1024, mayRepeat: false, windowHours: 48 },
    close: () => fake.close(),
  };
}

function messageOf(doing: Doing, seen: readonly KfShown[]): Readonly<Record<string, unknown>> {
  switch (doing.kind) {
    case 'text':
      return { msgtype: 'text', text: { content: doing.text } };
    case 'press': {
      const item = seen
        .toReversed()
        .flatMap(({ items }) => items)
        .find(({ content }) => content === doing.label);
      if (item === undefined) throw new Error(`nothing shows «${doing.label}»`);
      return { msgtype: 'text', text: { content: item.content, menu_id: item.id } };
    }
    case 'picture':
      return { msgtype: 'image', image: { media_id: 'media-1' } };
    case 'strange':
      return { msgtype: 'channels_shop_order', channels_shop_order: { order_id: '1' } };
  }
}
