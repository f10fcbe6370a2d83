import type { Clock } from '../../domain/clock.ts';
import { createPhone, type Deed } from '../phone/create-phone.ts';
import type { PhoneLine, SimulatedPhone } from '../phone/phone.ts';
import { SAMPLE_DOCUMENT, SAMPLE_PICTURE } from '../phone/sample-files.ts';
import { windowFacts } from '../phone/window-facts.ts';
import {
  type FakeWhatsApp,
  type SeenMessage,
  startFakeWhatsApp,
  type WhatsAppPerson,
  type Written,
} from './fake-whatsapp.ts';

const PERSON: WhatsAppPerson = { name: 'Ann', waId: '85251234567', userId: 'HK.13491208655302741918' };
/** Our own number, as the fake of the Graph API shows it. */
const NUMBER = '15550783881';
const SLOW_MS = 4000;
const UNDELIVERABLE = 131026;

const FAULTS = {
  slow: '接口 4 秒后才应答',
  errors: '接口报错（HTTP 503）',
  timeout: '接口不收也不应答（超时）',
  taken: '接口已收下但不应答（超时）',
  token: '访问令牌失效（190）',
  window: '超过 24 小时（131047）',
  lost: '收下后报告未送达（131026）',
} as const;

const PICTURE = '1037543291543636';
const DOCUMENT = '1037543291543638';
const MEDIA = {
  picture: ['image', '图片', { id: PICTURE, mime_type: 'image/png', sha256: 'x' }],
  voice: ['audio', '语音 0:06', { id: '1037543291543637', mime_type: 'audio/ogg', sha256: 'x', voice: true }],
  file: [
    'document',
    '[文件] plan.pdf',
    { id: DOCUMENT, mime_type: 'application/pdf', sha256: 'x', filename: 'plan.pdf' },
  ],
} as const;

/** A person with WhatsApp, over the fake of Meta's side. */
export async function startWhatsAppPhone(clock: Clock): Promise<SimulatedPhone> {
  const fake = await startFakeWhatsApp({ clock });
  fake.reports = ['sent', 'delivered', 'read'];
  fake.media.set(PICTURE, SAMPLE_PICTURE);
  fake.media.set(DOCUMENT, SAMPLE_DOCUMENT);
  const written = (text: string, content: Written, how: { readonly id: string; readonly at: Date }): Deed => {
    const id = `wamid.${how.id}`;
    const post = async () => (await fake.write(PERSON, content, { id, at: how.at })).status;
    return { from: 'person', kind: 'text', text, post };
  };
  return createPhone(
    {
      look: {
        title: 'WhatsApp',
        account: '出海专班服务台',
        bar: '#0b5c50',
        barInk: '#ffffff',
        ground: '#efe9df',
        own: '#d8f5cd',
        accent: '#0b7a63',
        options: 'buttons',
        avatars: false,
        times: 'within',
        markup: true,
      },
      messenger: 'whatsapp',
      actions: [
        { id: 'picture', label: '发送图片', asks: null },
        { id: 'voice', label: '发送语音', asks: null },
        { id: 'file', label: '发送文件', asks: null },
      ],
      faults: FAULTS,
      mayRepeat: false,
      applyFaults(isOn) {
        fake.api.delayMs = isOn('slow') ? SLOW_MS : 0;
        fake.useToken(isOn('token') ? 'expired' : fake.account.accessToken);
        fake.lateFailure = isOn('lost') ? UNDELIVERABLE : null;
        if (isOn('errors')) fake.api.failAlways({ kind: 'status', status: 503 });
        else if (isOn('window'))
          fake.api.failAlways({ kind: 'status', status: 400, json: { error: { code: 131047 } } });
        else if (isOn('timeout')) fake.api.failAlways({ kind: 'silent' });
        else fake.api.failAlways(isOn('taken') ? { kind: 'accepts-silently' } : null);
      },
      says: (text, how) => written(text, { type: 'text', text: { body: text } }, how),
      presses: (label, how) => written(label, pressed(label, fake.seen(PERSON)), how),
      acts(id, _words, how) {
        if (id !== 'picture' && id !== 'voice' && id !== 'file') throw new Error(`nobody can do «${id}» here`);
        const [type, text, content] = MEDIA[id];
        return { ...written(text, { type, [type]: content }, how), kind: id === 'file' ? 'text' : id };
      },
      shown: () => fake.seen(PERSON).map((seen) => lineOf(seen, fake)),
      isTyping: () => fake.isTyping(),
      menu: () => [],
      facts: () => windowFacts('访客发言后 24 小时内可回复，不限条数；之后只能发模板', fake.windowOf(PERSON)),
      env: { ...fake.env, WHATSAPP_NUMBER: NUMBER },
      deliverTo: (appUrl) => fake.deliverTo(`${appUrl}/channels/whatsapp/webhook`),
      reported: () => fake.settled(),
      async close() {
        await fake.settled();
        await fake.close();
      },
    },
    clock,
  );
}

function lineOf({ message, at }: SeenMessage, fake: FakeWhatsApp): PhoneLine {
  const line = { from: 'desk', kind: 'text', parts: null, at, note: '', options: [], tail: '', opener: null } as const;
  switch (message.type) {
    case 'text':
      return { ...line, text: message.text.body };
    case 'template':
      return { ...line, text: fake.textOf(message.template), note: '模板' };
    case 'interactive': {
      const { body, action } = message.interactive;
      if ('buttons' in action)
        return { ...line, text: body.text, options: action.buttons.map(({ reply }) => reply.title) };
      const rows = action.sections.flatMap((section) => section.rows);
      const options = rows.map(({ title, description }) => description ?? title);
      return { ...line, text: body.text, options, opener: action.button };
    }
  }
}

/** What WhatsApp delivers when this is pressed on the latest message that has it. Throws when none has. */
export function pressed(label: string, seen: readonly SeenMessage[]): Written {
  for (const { message } of seen.toReversed()) {
    if (message.type !== 'interactive') continue;
    const { interactive } = message;
    if (interactive.type === 'button') {
      const reply = interactive.action.buttons.find((button) => button.reply.title === label)?.reply;
      if (reply !== undefined)
        return { type: 'interactive', interactive: { type: 'button_reply', button_reply: reply } };
    } else {
      const rows = interactive.action.sections.flatMap((section) => section.rows);
      const row = rows.find(({ title, description }) => title === label || description === label);
      if (row !== undefined) return { type: 'interactive', interactive: { type: 'list_reply', list_reply: row } };
    }
  }
  throw new Error(`nothing shows «${label}»`);
}
