import {
  type SeenMessage,
  startFakeWhatsApp,
  type WhatsAppPerson,
  type Written,
} from '../../../src/simulators/whatsapp/fake-whatsapp.ts';
import { pressed } from '../../../src/simulators/whatsapp/start-whatsapp-phone.ts';
import type { ContractVendor, Doing, SeenByPerson } from '../../contracts/messenger-channel.ts';

export const ANN: WhatsAppPerson = { name: 'Ann', waId: '85251234567', userId: 'HK.13491208655302741918' };

/** The fake of Meta as the contract plays with it. */
export async function startWhatsAppVendor(clock: () => Date): Promise<ContractVendor> {
  const fake = await startFakeWhatsApp({ clock });
  fake.reports = ['sent'];
  return {
    env: fake.env,
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

function seenBy({ message }: SeenMessage): SeenByPerson {
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
