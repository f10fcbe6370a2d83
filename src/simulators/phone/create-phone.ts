import type { Clock } from '../../domain/clock.ts';
import { createDeliveries, DELIVERY_FAULTS, type DeliveryFault } from './deliveries.ts';
import type { HowDone, PhoneAction, PhoneLine, PhoneLook, PhoneMenu, PhoneScreen, SimulatedPhone } from './phone.ts';

/** Something that the person does: how it looks on their own screen, and its delivery, which may happen twice. */
export interface Deed {
  readonly from: 'person' | 'app';
  readonly kind: PhoneLine['kind'];
  readonly text: string;
  /** With the same id every time; resolves to the status of our acknowledgement. */
  readonly post: () => Promise<number>;
}

/** One app: its look, and what its fake does and shows. `Fault`: what its API can be told to do. */
export interface PhoneParts<Fault extends string> {
  readonly look: PhoneLook;
  readonly messenger: string;
  readonly actions: readonly PhoneAction[];
  /** What can go wrong at the vendor's API, in words. */
  readonly faults: Readonly<Record<Fault, string>>;
  readonly applyFaults: (isOn: (fault: Fault | DeliveryFault) => boolean) => void;
  readonly says: (text: string, how: Required<HowDone>) => Deed;
  readonly presses: (label: string, how: Required<HowDone>) => Deed;
  readonly acts: (id: string, words: string, how: Required<HowDone>) => Deed;
  /** What the desk said, oldest first. */
  readonly shown: () => readonly PhoneLine[];
  readonly isTyping: () => boolean;
  readonly menu: () => readonly PhoneMenu[];
  readonly facts: () => PhoneScreen['facts'];
  readonly mayRepeat: boolean;
  readonly env: Readonly<Record<string, string>>;
  readonly deliverTo: (appUrl: string) => void;
  /** Left out: the vendor reports nothing by itself. */
  readonly reported?: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A person with an app, over that app's parts. */
export function createPhone<Fault extends string>(parts: PhoneParts<Fault>, clock: Clock): SimulatedPhone {
  const done: { -readonly [Key in keyof PhoneLine]: PhoneLine[Key] }[] = [];
  const on = new Set<string>();
  const labels: Readonly<Record<string, string>> = { ...parts.faults, ...DELIVERY_FAULTS };
  const deliver = createDeliveries((fault: DeliveryFault) => on.has(fault));

  async function does({ from, kind, text, post }: Deed, at: Date): Promise<number> {
    const line = {
      from,
      kind,
      text,
      parts: null,
      options: [],
      tail: '',
      opener: null,
      at: at.toISOString(),
      note: '发送中',
    };
    done.push(line);
    const status = await deliver(post).catch(() => 0);
    line.note = status >= 200 && status < 300 ? '' : '未被接收';
    return status;
  }

  const howOf = ({ id, at }: HowDone): Required<HowDone> => ({ id: id ?? crypto.randomUUID(), at: at ?? clock() });
  const now = () => howOf({});

  return {
    look: parts.look,
    messenger: parts.messenger,
    actions: parts.actions,
    mayRepeat: parts.mayRepeat,
    env: parts.env,
    deliverTo: parts.deliverTo,
    screen: () => ({
      lines: [...done, ...parts.shown()].sort((one, other) => one.at.localeCompare(other.at)),
      isTyping: parts.isTyping(),
      switches: Object.entries(labels).map(([id, label]) => ({ id, label, isOn: on.has(id) })),
      menu: parts.menu(),
      facts: parts.facts(),
    }),
    say(text, how = {}) {
      const whole = howOf(how);
      return does(parts.says(text, whole), whole.at);
    },
    press(label) {
      const how = now();
      return does(parts.presses(label, how), how.at);
    },
    act(id, words) {
      const how = now();
      return does(parts.acts(id, words, how), how.at);
    },
    flip(id, isOn) {
      if (!(id in labels)) throw new Error(`there is no fault «${id}»`);
      if (isOn) on.add(id);
      else on.delete(id);
      parts.applyFaults((fault) => on.has(fault));
    },
    reported: async () => await parts.reported?.(),
    close: parts.close,
  };
}
