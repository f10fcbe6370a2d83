import { type AzurePerson, type FakeAzure, startFakeAzure } from '../../../src/simulators/azure/fake-azure.ts';
import type { ContractVendor, Doing } from '../../contracts/messenger-channel.ts';

export const ANN: AzurePerson = { channelId: 'msteams', id: '29:ann', name: 'Ann', locale: 'zh-HK' };

/** The fake of Azure as the contract plays with it, in one of the apps behind it. */
export function startAzureVendor(channelId: string): (clock: () => Date) => Promise<ContractVendor> {
  return async (clock) => {
    const fake = await startFakeAzure({ clock });
    const ann = { ...ANN, channelId };
    return {
      env: fake.env,
      deliverTo: (url) => fake.deliverTo(`${url}/api/messages`),
      does: (_person, doing, how) => fake.does(ann, activityOf(doing, fake), how),
      seen: () => fake.shown.map(({ text, options }) => ({ text, options: options.map(({ title }) => title) })),
      refused: () => fake.refused,
      // The body is not signed: what is forged is the token.
      forge(text) {
        const whole = fake.activityOf(ann, { type: 'message', text });
        const token = fake.tokenFor(whole.serviceUrl);
        const at = token.length - 20;
        const forged = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
        return fake.post(Buffer.from(JSON.stringify(whole)), `Bearer ${forged}`);
      },
      postSigned: (bytes, contentType) => fake.post(bytes, `Bearer ${fake.tokenFor(fake.serviceUrl)}`, contentType),
      failNext(fault) {
        if (fault === 'server-error') fake.api.failNext({ kind: 'status', status: 503 });
        else if (fault === 'timeout') fake.api.failNext({ kind: 'accepts-silently' });
        else {
          fake.issuer.revoke();
          fake.issuer.isExpired = true;
        }
      },
      renewToken: () => {
        fake.issuer.isExpired = false;
      },
      facts: { contentType: 'application/json', bodyLimitBytes: 256 * 1024, mayRepeat: true, windowHours: null },
      close: () => fake.close(),
    };
  };
}

function activityOf(doing: Doing, { shown }: FakeAzure): Readonly<Record<string, unknown>> {
  switch (doing.kind) {
    case 'text':
      return { type: 'message', text: doing.text, textFormat: 'plain' };
    case 'press':
      return pressed(doing.label, shown);
    case 'picture': {
      const contentUrl = 'https://smba.example/apac/v3/attachments/0-sin-d1/views/original';
      return { type: 'message', attachments: [{ contentType: 'image/jpeg', contentUrl, name: doing.fileName }] };
    }
    case 'strange':
      return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.audio', content: {} }] };
  }
}

/** What the app delivers when this is pressed on the latest message that has it. */
export function pressed(title: string, shown: FakeAzure['shown']): Readonly<Record<string, unknown>> {
  const action = shown
    .toReversed()
    .flatMap(({ options }) => options)
    .find((option) => option.title === title);
  if (action === undefined) throw new Error(`nothing shows «${title}»`);
  const { says, value } = action;
  return { type: 'message', text: says, ...(value === undefined ? {} : { value }) };
}
