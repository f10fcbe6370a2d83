import {
  type FakeWhatsApp,
  type SeenMessage,
  startFakeWhatsApp,
  type WhatsAppPerson,
  type Written,
} from '../../../src/simulators/whatsapp/fake-whatsapp.ts';
import type { ContractVendor, Doing, SeenByPerson } from '../../contracts/messenger-channel.ts';

export const ANN: WhatsAppPerson = { name: 'Ann', waId: '85251234567', userId: 'HK.13491208655302741918' };

export function whatsAppEnv(fake: FakeWhatsApp): Readonly<Record<string, string>> {
  return {
    WHATSAPP_PHONE_NUMBER_ID: fake.account.phoneNumberId,
    WHATSAPP_BUSINESS_ACCOUNT_ID: fake.account.businessAccountId,
    WHATSAPP_ACCESS_TOKEN: fake.account.accessToken,
    WHATSAPP_APP_SECRET: fake.account.appSecret,
    WHATSAPP_VERIFY_TOKEN: fake.account.verifyToken,
    WHATSAPP_API_URL: fake.api.url,
  };
}

/** The fake of Meta as the contract plays with it. */
export async function startWhatsAppVendor(clock: () => Date): Promise<ContractVendor> {
  const fake = await startFakeWhatsApp({ clock });
  fake.reports = ['sent'];
  return {
    env: whatsAppEnv(fake),
    deliverTo: (url) => fake.deliverTo(`${url}/channels/whatsapp/webhook`),
    does: async (_person, doing, how) => (await fake.write(ANN, written(doing, fake.seen(ANN)), how)).status,
    seen: () => fake.seen(ANN).map(seenBy),
    refused: () => fake.refused,
    forge(text) {
      const bytes = fake.bytesOf(fake.payloadOf(ANN, { type: 'text', text: { body: text } }));
      const signature = fake.sign(bytes);
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 30) ^ 1, bytes.length - 30);
      return fake.post(bytes, { 'content-type': 'application/json', 'x-hub-signature-256': signature });
    },
    postSigned: (bytes, contentType) =>
      fake.post(bytes, { 'content-type': contentType, 'x-hub-signature-256': fake.sign(bytes) }),
    failNext(fault) {
      // The first call of a turn shows that an answer is being made.
      const meant = {
        'server-error': { kind: 'status', status: 503 },
        timeout: { kind: 'accepts-silently' },
        'expired-token': null,
      } as const;
      const chosen = meant[fault];
      if (chosen === null) fake.useToken('another');
      else fake.api.failNext(null, chosen);
    },
    renewToken: () => fake.useToken(fake.account.accessToken),
    facts: { contentType: 'application/json', bodyLimitBytes: 3 * 1024 * 1024, mayRepeat: false, windowHours: 24 },
    async close() {
      await fake.settled();
      await fake.close();
    },
  };
}

function written(doing: Doing, seen: readonly SeenMessage[]): Written {
  switch (doing.kind) {
    case 'text':
      return { type: 'text', text: { body: doing.text } };
    case 'press':
      return pressed(doing.label, seen);
    case 'picture':
      return { type: 'image', image: { id: '1037543291543636', mime_type: 'image/jpeg', sha256: 'x' } };
    case 'strange':
      return { type: 'unsupported', errors: [{ code: 131051, title: 'Message type unknown' }] };
  }
}

export function pressed(label: string, seen: readonly SeenMessage[]): Written {
  for (const { message } of seen.toReversed()) {
    if (message.type !== 'interactive') continue;
    const { interactive } = message;
    if (interactive.type === 'button') {
      const reply = interactive.action.buttons.find((button) => button.reply.title === label)?.reply;
      if (reply !== undefined) return { type: 'interactive', interactive: { type: 'button_reply', button_reply: reply } };
    } else {
      const rows = interactive.action.sections.flatMap((section) => section.rows);
      const row = rows.find(({ title, description }) => title === label || description === label);
      if (row !== undefined) return { type: 'interactive', interactive: { type: 'list_reply', list_reply: row } };
    }
  }
  throw new Error(`nothing shows «${label}»`);
}

export function seenBy({ message }: SeenMessage): SeenByPerson {
  switch (message.type) {
    case 'text':
      return { text: message.text.body, options: [] };
    case 'template':
      return { text: message.template.name, options: [] };
    case 'interactive': {
      const { body, action } = message.interactive;
      const options =
        'buttons' in action
          ? action.buttons.map(({ reply }) => reply.title)
          : action.sections.flatMap(({ rows }) => rows.map(({ title, description }) => description ?? title));
      return { text: body.text, options };
    }
  }
}
