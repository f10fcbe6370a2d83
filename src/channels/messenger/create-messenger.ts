import { createHmac } from 'node:crypto';
import type { Answer } from '../../domain/answer.ts';
import type { OutboxEntry } from '../../domain/outbox.ts';
import type { Sender, SendOutcome } from '../../outbox/sender.ts';
import type { Route } from '../../server/route.ts';
import type { AddressChange, KeptEvent, KnownAddress, UnhandledEvent } from './address-store.ts';
import {
  type Address,
  type HandedLine,
  type HandoffEvent,
  type InboundEvent,
  type Inbox,
  MESSENGERS,
  type MessageTemplate,
  type MessengerChannel,
  type MessengerId,
  type MoveLink,
  type Said,
} from './channel.ts';
import { foldAnswer } from './fold-answer.ts';
import { giveUpEvent } from './give-up-event.ts';
import { type Heard, hearEvent } from './hear-event.ts';
import { languageFor } from './language-for.ts';
import type { MessengerParts } from './messenger-parts.ts';
import { authorOf, outgoingEntries, outgoingSchema, plainAnswer } from './outgoing.ts';
import { pageAnswer } from './page-answer.ts';
import { MESSENGER_POLICY } from './policy.ts';
import { roomLeft, windowEnd } from './room-left.ts';
import { createMessengerSender, missed, refusalOf } from './send-entry.ts';

/** What an officer, or the desk, puts into a conversation. */
export interface DeskWords {
  /** Unique within the conversation. */
  readonly id: string;
  /** Place of the conversation, as in everything here that takes or keeps a conversation of an app. */
  readonly conversation: string;
  readonly text: string;
  readonly author: 'officer' | 'system';
  readonly signature: string;
}

export interface Messenger {
  readonly routes: readonly Route[];
  readonly inbox: Inbox;
  /** Of outbox entries of kind «messenger». */
  readonly send: Sender;
  /** Puts a message of the desk into the outbox, in the vendor's form; the same id again does nothing. */
  deliver(words: DeskWords): Promise<SendOutcome>;
  /** Puts an event of a hand-off into the outbox, for a program that asked; the same id again does nothing. */
  deliverHandoff(conversation: string, event: HandoffEvent, lines: readonly HandedLine[]): Promise<SendOutcome>;
  /** Whether a message that nobody waits for could be sent now; one of a quota stays for an officer. */
  isOpen(conversation: string): Promise<boolean>;
  /** Shows that an officer is writing, where the vendor can. */
  showTyping(conversation: string): Promise<void>;
  /** Until when the app lets us write; null: it has no such rule, or there is no such conversation. */
  window(conversation: string): Promise<MessengerWindow | null>;
  templates(conversation: string): Promise<readonly MessageTemplate[]>;
  /** False: no such conversation or template. `id` is made by the sender, so that sending it again does nothing. */
  sendTemplate(conversation: string, chosen: ChosenTemplate): Promise<boolean>;
  /** The conversation that was at this place has left: nothing that waits for the person to write goes out any more. */
  forgetHeld(place: string): Promise<void>;
  /** The configured apps that a conversation can be moved to. */
  readonly movable: readonly MessengerId[];
  /** How each of them is reached with this code. An app whose vendor does not answer is offered without a link. */
  moveLinks(code: string, sentence: string): Promise<readonly (MoveLink & { readonly app: MessengerId })[]>;
  /**
   * Runs what an earlier stop left unanswered; resolves to the number of events. `receivedBefore`: only what came before,
   * where other processes run turns too.
   */
  recover(receivedBefore?: Date): Promise<number>;
  /** Begins background work, such as pulling. */
  start(): void;
  /** Keeps what comes, and leaves its turns to the next start. */
  stop(): void;
}

export interface MessengerWindow {
  /** UTC instant; null: the person has not written yet, or what may be sent meanwhile was. */
  readonly closesAt: string | null;
  /** Whether approved messages pass all the same. */
  readonly hasTemplates: boolean;
}

export interface ChosenTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly values: readonly string[];
}

/** The messaging app that a place belongs to; undefined for one of the website. */
export function messengerOf(place: string): MessengerId | undefined {
  return MESSENGERS.find((messenger) => place.startsWith(`${messenger}-`));
}

/** Joins channels to the turn: keeps first, then acknowledges, then answers, in order; what leaves goes through the outbox. */
export function createMessenger(parts: MessengerParts): Messenger {
  const { channels, store, outbox, clock, log } = parts;
  const channelOf = (messenger: string) => channels.find(({ id }) => id === messenger);
  let isStopping = false;
  let stops: readonly (() => void)[] = [];

  async function handle(kept: UnhandledEvent): Promise<void> {
    const { conversation, event } = kept;
    const channel = channelOf(event.address.messenger);
    const known = channel && (await store.find(conversation));
    if (channel === undefined || known === undefined) return;
    try {
      if (!kept.mayRun) log.error({ conversation }, 'an event was cut off too often and is given up');
      const heard = kept.mayRun ? await hearEvent(kept, known, channel, parts) : await giveUpEvent(kept, known, parts);
      if (heard.skipped !== undefined) parts.count(channel.id, { what: 'skipped', reason: heard.skipped });
      await settle(kept, known, channel, heard);
    } catch (error) {
      // Not settled: it is tried again at the next start.
      log.error({ error, conversation }, 'an event of a messaging app could not be handled');
      await apologise(kept, known, channel);
    }
  }

  async function settle(
    kept: UnhandledEvent,
    known: KnownAddress,
    channel: MessengerChannel,
    heard: Heard,
  ): Promise<void> {
    const { conversation, event } = kept;
    // Who was told of a fault at once is not told again.
    const id = `${event.id}.${kept.mayRun ? 'reply' : 'apology'}`;
    const { entries, change } = said(heard, { id, known, channel, clock });
    await store.settle({ conversation, id: event.id }, { entries, change, isFromBot: heard.isOwed !== true });
    if (entries.length > 0) outbox.nudge();
  }

  async function apologise(
    { conversation, event }: KeptEvent,
    known: KnownAddress,
    channel: MessengerChannel,
  ): Promise<void> {
    const language = languageFor(known, channel);
    const answer = plainAnswer(parts.wording('error.service', language), language, 'error_service');
    const { messages } = channel.render({ kind: 'answer', answer }, known.address);
    const entries = outgoingEntries(
      `${event.id}.apology`,
      messages,
      { conversation, author: 'bot' },
      clock().toISOString(),
    );
    try {
      await outbox.add(entries);
      outbox.nudge();
    } catch (error) {
      log.error({ error, conversation }, 'nor could the visitor be told');
    }
  }

  /** What waited for the person to write, or to come back, goes out before the answer to what they wrote. */
  async function releaseHeld(conversation: string): Promise<void> {
    const held = await store.takeHeldEntries(conversation);
    for (const entry of held) await outbox.replay(entry, clock());
    if (held.length > 0) outbox.nudge();
  }

  function queue(kept: UnhandledEvent): void {
    if (isStopping) return;
    parts
      .inOrder(kept.conversation, async () => {
        const { kind } = kept.event.content;
        if (kind !== 'left') await releaseHeld(kept.conversation);
        await handle(kept);
      })
      .catch((error: unknown) => log.error({ error, conversation: kept.conversation }, 'an event was not handled'));
  }

  const inbox: Inbox = {
    async receive(events) {
      const kept = await store.keep(events, {
        conversationOf: (address) => conversationOf(address, parts.secret),
        mask: (event) => masked(event, parts.mask),
        reruns: MESSENGER_POLICY.rerunsPerEvent,
      });
      const fresh = new Set(kept.map(({ event }) => event));
      for (const event of events)
        parts.count(
          event.address.messenger,
          fresh.has(event) ? { what: 'received', kind: event.content.kind } : { what: 'duplicate' },
        );
      for (const one of kept) queue({ ...one, mayRun: true });
    },
    async report(reports) {
      for (const failure of await store.report(reports)) await lateFailure(failure);
    },
    skipped: (messenger, reason) => parts.count(messenger, { what: 'skipped', reason }),
  };

  async function lateFailure({ conversation, entry, report }: Awaited<ReturnType<typeof store.report>>[number]) {
    const code = report.code ?? 'unknown';
    const payload = outgoingSchema.safeParse(await outbox.returned(entry, `${code}: taken, and not delivered`));
    const { author, words } = payload.data ?? { author: 'system', words: '' };
    await missed(report.messenger, { conversation, entry, code }, { author, words }, parts);
  }

  async function joined(conversation: string) {
    const known = await store.find(conversation);
    const channel = known && channelOf(known.address.messenger);
    return channel && { channel, known };
  }

  return {
    routes: channels.flatMap((channel) => channel.routes(inbox)),
    inbox,
    send: createMessengerSender({ ...parts, channelOf }),
    async deliver({ id, conversation, text, author, signature }) {
      const found = await joined(conversation);
      if (found === undefined) return { kind: 'dead', error: 'the conversation is gone, or its app not configured' };
      const language = languageFor(found.known, found.channel);
      const rendered = found.channel.render({ kind: 'desk', author, text, signature, language }, found.known.address);
      const words = author === 'officer' ? text : '';
      await outbox.add(outgoingEntries(id, rendered.messages, { conversation, author, words }, clock().toISOString()));
      await store.change(conversation, { choices: [], held: null });
      outbox.nudge();
      return { kind: 'sent' };
    },
    async deliverHandoff(conversation, event, lines) {
      const found = await joined(conversation);
      const message = found?.channel.renderHandoff?.(event, lines);
      if (message === undefined) return { kind: 'dead', error: 'nobody there takes events' };
      await outbox.add(outgoingEntries(event.id, [message], { conversation, author: 'bot' }, clock().toISOString()));
      outbox.nudge();
      return { kind: 'sent' };
    },
    async isOpen(conversation) {
      const found = await joined(conversation);
      if (found === undefined) return false;
      const { known, channel } = found;
      // A short window after an event is the officer's too.
      const sentSince = known.sentSince + MESSENGER_POLICY.keptForOfficer;
      return refusalOf({ ...known, sentSince, brief: null }, channel, { author: 'system' }, parts) === null;
    },
    async showTyping(conversation) {
      const found = await joined(conversation);
      await found?.channel.showTyping?.(found.known.address, '');
    },
    async window(conversation) {
      const found = await joined(conversation);
      const window = found?.channel.capabilities.window ?? null;
      if (found === undefined || window === null) return null;
      return { closesAt: windowEnd(found.known, window, clock()), hasTemplates: found.channel.capabilities.templates };
    },
    async templates(conversation) {
      return (await (await joined(conversation))?.channel.listTemplates?.()) ?? [];
    },
    async sendTemplate(conversation, { id, name, language, values }) {
      const found = await joined(conversation);
      const templates = (await found?.channel.listTemplates?.()) ?? [];
      const template = templates.find((one) => one.name === name && one.language === language);
      if (found?.channel.renderTemplate === undefined || template?.gaps !== values.length) return false;
      const message = found.channel.renderTemplate(template, values);
      await outbox.add(outgoingEntries(id, [message], { conversation, author: 'template' }, clock().toISOString()));
      outbox.nudge();
      return true;
    },
    async forgetHeld(place) {
      await store.takeHeldEntries(place);
    },
    movable: channels.filter((channel) => channel.moveLink !== undefined).map(({ id }) => id),
    async moveLinks(code, sentence) {
      const links = channels.map(async (channel) => {
        const link = await channel.moveLink?.(code, sentence);
        return link === undefined ? [] : [{ ...link, app: channel.id }];
      });
      return (await Promise.all(links)).flat();
    },
    async recover(receivedBefore) {
      const unhandled = await store.takeUnhandled(receivedBefore);
      for (const kept of unhandled) queue(kept);
      return unhandled.length;
    },
    start() {
      stops = channels.flatMap((channel) => channel.start?.(inbox) ?? []);
    },
    stop() {
      isStopping = true;
      for (const stop of stops) stop();
      stops = [];
    },
  };
}

/** The vendor's form of what is said: paged, within the quota, with one message of it left for an officer. */
function said(
  { answers, change, isRest = false }: Heard,
  {
    id,
    known,
    channel,
    clock,
  }: {
    /** Of the entries. */
    readonly id: string;
    readonly known: KnownAddress;
    readonly channel: MessengerChannel;
    readonly clock: MessengerParts['clock'];
  },
): { readonly entries: readonly OutboxEntry[]; readonly change: AddressChange } {
  const { conversation } = known;
  const last = answers.at(-1);
  if (last === undefined) return { entries: [], change };
  const render = (one: Said) => channel.render(one, known.address);
  const before = answers.slice(0, -1).flatMap((answer) => render({ kind: 'answer', answer }).messages);
  const { whole, brief } = roomLeft(known, channel.capabilities.window, clock());
  const room = Math.max(0, whole - MESSENGER_POLICY.keptForOfficer) + brief - before.length;
  const most = Math.max(1, Math.min(MESSENGER_POLICY.messagesPerAnswer, room));
  const messagesFor = (answer: Answer) => render({ kind: 'answer', answer }).messages.length;
  const page = (isRest ? pageAnswer : foldAnswer)(last, most, messagesFor);
  const rendered = render({ kind: 'answer', answer: page.shown });
  const messages = [...before, ...rendered.messages];
  const entries = outgoingEntries(id, messages, { conversation, author: authorOf(last) }, clock().toISOString());
  return { entries, change: { ...change, choices: rendered.choices, held: page.held } };
}

function conversationOf({ messenger, account, person }: Address, secret: Uint8Array): string {
  const digest = createHmac('sha256', secret)
    .update(JSON.stringify([messenger, account, person]))
    .digest('base64url');
  return `${messenger}-${digest.slice(0, 22)}`;
}

/** What is kept until the turn is over; the turn itself hears the words as they were said, to warn about them. */
function masked(event: InboundEvent, mask: (text: string) => string): InboundEvent {
  const { content } = event;
  switch (content.kind) {
    case 'text':
    case 'choice':
      return { ...event, content: { ...content, text: mask(content.text) } };
    case 'media':
      return { ...event, content: { ...content, caption: content.caption === null ? null : mask(content.caption) } };
    default:
      return event;
  }
}
