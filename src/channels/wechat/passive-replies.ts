import { TENCENT_POLICY } from '../tencent/policy.ts';
import { WECHAT_POLICY } from './policy.ts';

/** A push whose response is still open: what is said until then can go into it. */
export interface OpenResponse {
  /** What was said, or null when nothing was in time. Afterwards nothing more is taken. */
  text(): Promise<string | null>;
}

/** For accounts that may only answer within the response of a push: one text per push. */
export interface PassiveReplies {
  open(person: string): OpenResponse;
  /** Puts a text into the oldest open response of this person; false when there is none, or no room in it. */
  offer(person: string, text: string): boolean;
  /** Whether this person was told that «1» brings what comes later. */
  isOwed(person: string): boolean;
  /** They have been told, or it was brought. */
  setOwed(person: string, isOwed: boolean): void;
}

interface Slot {
  readonly texts: string[];
  isOpen: boolean;
  close: () => void;
  timer: NodeJS.Timeout | undefined;
}

/** Persons who were told; older ones are forgotten, they get an answer to their «1» as to any other text. */
const MOST_OWED = 10_000;
const GAP = '\n\n';

export function createPassiveReplies(waitMs: number, graceMs: number = WECHAT_POLICY.passiveGraceMs): PassiveReplies {
  const slots = new Map<string, Slot[]>();
  const owed = new Set<string>();

  function finish(person: string, slot: Slot): void {
    slot.isOpen = false;
    clearTimeout(slot.timer);
    const left = (slots.get(person) ?? []).filter((one) => one !== slot);
    if (left.length === 0) slots.delete(person);
    else slots.set(person, left);
    slot.close();
  }

  return {
    open(person) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const slot: Slot = { texts: [], isOpen: true, close: () => resolve(undefined), timer: undefined };
      slots.set(person, [...(slots.get(person) ?? []), slot]);
      const deadline = setTimeout(() => finish(person, slot), waitMs);
      return {
        async text() {
          await promise;
          clearTimeout(deadline);
          return slot.texts.length === 0 ? null : slot.texts.join(GAP);
        },
      };
    },
    offer(person, text) {
      const slot = slots.get(person)?.find(({ isOpen }) => isOpen);
      if (slot === undefined || !fits([...slot.texts, text])) return false;
      slot.texts.push(text);
      // The rest of a long answer follows at once.
      clearTimeout(slot.timer);
      slot.timer = setTimeout(() => finish(person, slot), graceMs);
      return true;
    },
    isOwed: (person) => owed.has(person),
    setOwed(person, isOwed) {
      owed.delete(person);
      if (!isOwed) return;
      owed.add(person);
      const [oldest] = owed;
      if (owed.size > MOST_OWED && oldest !== undefined) owed.delete(oldest);
    },
  };
}

/** One text always fits, it was cut to; another only where the line about the rest has room too. */
function fits(texts: readonly string[]): boolean {
  const reserved = texts.length === 1 ? 0 : RESERVED_BYTES;
  return Buffer.byteLength(texts.join(GAP), 'utf8') <= TENCENT_POLICY.textBytes - reserved;
}

/** For the line that says how to get the rest. */
const RESERVED_BYTES = 64;
