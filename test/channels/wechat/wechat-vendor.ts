import {
  type FakeAccount,
  type FakeWechat,
  type ShownMessage,
  startFakeWechat,
} from '../../../src/simulators/wechat/fake-wechat.ts';
import type { ContractVendor, Doing } from '../../contracts/messenger-channel.ts';

export const ACCOUNT: FakeAccount = {
  appid: 'wx2c2769f8efd9abc2',
  secret: 'simulatedSecret0123456789abcdef0',
  token: 'simulatedToken',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  maySend: true,
};

/** The fake of WeChat as the contract plays with it. */
export async function startWechatVendor(clock: () => Date): Promise<ContractVendor> {
  const fake = await startFakeWechat({ accounts: [ACCOUNT], clock });
  return {
    env: fake.env,
    deliverTo: (url) => fake.deliverTo(`${url}/channels/wechat/webhook`),
    async does(person, doing, how = {}) {
      const { statuses } = await fake.push(openidOf(person), elementsOf(doing, seenBy(fake, person)), {
        ...(how.id !== undefined && { messageId: messageIdOf(how.id) }),
        ...(how.at !== undefined && { createdAt: Math.floor(how.at.getTime() / 1000) }),
      });
      return statuses.at(-1) ?? 0;
    },
    seen: (person) =>
      seenBy(fake, person).map(({ text, items }) => ({ text, options: items.map(({ content }) => content) })),
    refused: () => fake.refused,
    async forge(text) {
      const { url, body } = fake.prepare('oForged', { Content: text, MsgId: '1' });
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
      if (fault === 'expired-token') fake.tokensOf(ACCOUNT.appid).revoke();
      else
        fake.api.fail({
          path: 'custom/send',
          what: fault === 'server-error' ? { status: 503 } : 'accepts-silently',
        });
    },
    renewToken: () => undefined,
    facts: { contentType: 'text/xml', bodyLimitBytes: 64 * 1024, mayRepeat: true, windowHours: 48 },
    close: () => fake.close(),
  };
}

function openidOf(person: string): string {
  return `o_${person}`;
}

function seenBy(fake: FakeWechat, person: string): readonly ShownMessage[] {
  return fake.shown.filter(({ openid }) => openid === openidOf(person));
}

/** Their ids are numbers. */
function messageIdOf(id: string): string {
  return BigInt(`0x${Buffer.from(id).toString('hex')}`)
    .toString()
    .slice(0, 19);
}

function elementsOf(doing: Doing, seen: readonly ShownMessage[]): Readonly<Record<string, string>> {
  switch (doing.kind) {
    case 'text':
      return { MsgType: 'text', Content: doing.text };
    case 'press': {
      const item = seen
        .toReversed()
        .flatMap(({ items }) => items)
        .find(({ content }) => content === doing.label);
      if (item === undefined) throw new Error(`nothing shows «${doing.label}»`);
      return { MsgType: 'text', Content: item.content, bizmsgmenuid: item.id };
    }
    case 'picture':
      // No address of WeChat's own: tests ask nobody but this machine. There is no such media, so it becomes a line.
      return { MsgType: 'image', PicUrl: '', MediaId: 'media-1' };
    case 'strange':
      return { MsgType: 'finder_feed' };
  }
}
