import type { PhoneLine, SimulatedPhone } from '../phone/phone.ts';
import type { FakeWhatsApp, SeenMessage, WhatsAppPerson, Written } from './fake-whatsapp.ts';

const PERSON: WhatsAppPerson = { name: 'Ann', waId: '85251234567', userId: 'HK.13491208655302741918' };
const SLOW_MS = 4000;

const FAULTS = {
  slow: 'The API answers after 4 seconds',
  errors: 'The API answers with errors (503)',
  silent: 'The API takes messages and never answers',
  token: 'The access token has expired (190)',
  twice: 'Every message is delivered twice',
} as const;
type Fault = keyof typeof FAULTS;

/** A person with WhatsApp, over the fake of Meta's side. */
export function createWhatsAppPhone(fake: FakeWhatsApp, now: () => Date): SimulatedPhone {
  const said: PhoneLine[] = [];
  const on = new Set<Fault>();
  fake.reports = ['sent', 'delivered', 'read'];

  async function write(text: string, written: Written): Promise<void> {
    const at = now();
    const id = `wamid.${crypto.randomUUID()}`;
    const { status } = await fake.write(PERSON, written, { id, at });
    if (on.has('twice')) await fake.write(PERSON, written, { id, at });
    said.push({
      from: 'person',
      text,
      options: [],
      at: at.toISOString(),
      note: status === 200 ? '✓✓' : `HTTP ${status}`,
    });
  }

  function applyFaults(): void {
    fake.api.delayMs = on.has('slow') ? SLOW_MS : 0;
    fake.useToken(on.has('token') ? 'expired' : fake.account.accessToken);
    if (on.has('errors')) fake.api.failAlways({ kind: 'status', status: 503 });
    else fake.api.failAlways(on.has('silent') ? { kind: 'accepts-silently' } : null);
  }

  return {
    title: 'WhatsApp',
    look: { bar: '#075e54', ground: '#efeae2', own: '#d9fdd3' },
    screen() {
      const lines = [...said, ...fake.seen(PERSON).map((seen) => lineOf(seen, fake))];
      lines.sort((one, other) => one.at.localeCompare(other.at));
      const switches = Object.entries(FAULTS).map(([id, label]) => ({ id, label, isOn: on.has(id as Fault) }));
      return { lines, isTyping: fake.isTyping(), switches };
    },
    say: (text) => write(text, { type: 'text', text: { body: text } }),
    press: (label) => write(label, pressed(label, fake.seen(PERSON))),
    sendPicture: () =>
      write('[picture]', { type: 'image', image: { id: '1037543291543636', mime_type: 'image/jpeg', sha256: 'x' } }),
    flip(id, isOn) {
      const fault = (Object.keys(FAULTS) as Fault[]).find((each) => each === id);
      if (fault === undefined) return;
      if (isOn) on.add(fault);
      else on.delete(fault);
      applyFaults();
    },
    close: () => fake.close(),
  };
}

function lineOf({ message, at }: SeenMessage, fake: FakeWhatsApp): PhoneLine {
  const line = { from: 'desk', at, note: '' } as const;
  switch (message.type) {
    case 'text':
      return { ...line, text: message.text.body, options: [] };
    case 'template':
      return { ...line, text: fake.textOf(message.template), options: [], note: 'template' };
    case 'interactive':
      return { ...line, text: message.interactive.body.text, options: optionsOf(message) };
  }
}

function optionsOf({ interactive }: Extract<SeenMessage['message'], { type: 'interactive' }>): readonly string[] {
  if (interactive.type === 'button') return interactive.action.buttons.map(({ reply }) => reply.title);
  return interactive.action.sections.flatMap(({ rows }) => rows.map(({ title, description }) => description ?? title));
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
