import { createHmac } from 'node:crypto';
import type { OutboxEntry } from '../../domain/outbox.ts';
import type { Sender, SendOutcome } from '../../outbox/sender.ts';
import type { Route } from '../../server/route.ts';
import type { AddressChange, KeptEvent, KnownAddress } from './address-store.ts';
import {
  type Address,
  type InboundEvent,
  type Inbox,
  MESSENGERS,
  type MessageTemplate,
  type MessengerChannel,
  type Said,
} from './channel.ts';
import { type Heard, hearEvent } from './hear-event.ts';
import type { MessengerParts } from './messenger-parts.ts';
import { outgoingEntries, plainAnswer } from './outgoing.ts';
import { pageAnswer } from './page-answer.ts';
import { MESSENGER_POLICY } from './policy.ts';
import { createMessengerSender, refusalOf } from './send-entry.ts';

/** What an officer, or the desk, puts into a conversation. */
export interface DeskWords {
  /** Unique within the conversation. */
  readonly id: string;
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
  /** Whether a message that nobody waits for could be sent now; one of a quota stays for an officer. */
  isOpen(conversation: string): Promise<boolean>;
  /** Shows that an officer is writing, where the vendor can. */
  showTyping(conversation: string): Promise<void>;
  templates(conversation: string): Promise<readonly MessageTemplate[]>;
  /** False: no such conversation or template. `id` is made by the sender, so that sending it again does nothing. */
  sendTemplate(conversation: string, chosen: ChosenTemplate): Promise<boolean>;
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

export interface ChosenTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly values: readonly string[];
}

/** Whether a conversation is one of a messaging app. */
export function isMessengerConversation(conversation: string): boolean {
  return MESSENGERS.some((messenger) => conversation.startsWith(`${messenger}-`));
}

/** Joins channels to the turn: keeps first, then acknowledges, then answers, in order; what leaves goes through the outbox. */
export function createMessenger(parts: MessengerParts): Messenger {
  const { channels, store, outbox, clock, log } = parts;
  const channelOf = (messenger: string) => channels.find(({ id }) => id === messenger);
  let isStopping = false;
  let stops: readonly (() => void)[] = [];

  async function handle(kept: KeptEvent): Promise<void> {
    const { conversation, event } = kept;
    const channel = channelOf(event.address.messenger);
    const known = channel && (await store.find(conversation));
    if (channel === undefined || known === undefined) return;
    try {
      const heard = await hearEvent(kept, known, channel, parts);
      if (heard.skipped !== undefined) parts.count(channel.id, { what: 'skipped', reason: heard.skipped });
      await settle(kept, known, channel, heard);
    } catch (error) {
      // Not settled: it is tried again at the next start.
      log.error({ error, conversation }, 'an event of a messaging app could not be handled');
      await apologise(kept, known, channel);
    }
  }

  async function settle(kept: KeptEvent, known: KnownAddress, channel: MessengerChannel, heard: Heard): Promise<void> {
    const { conversation, event } = kept;
    const { entries, change } = said(heard, { event, known, channel, clock });
    await store.settle({ conversation, id: event.id }, { entries, change, isFromBot: true });
    if (entries.length > 0) outbox.nudge();
  }

  async function apologise(
    { conversation, event }: KeptEvent,
    known: KnownAddress,
    channel: MessengerChannel,
  ): Promise<void> {
    const language = known.language ?? 'zh-Hans';
    const answer = plainAnswer(parts.wording('error.service', language), language, 'error_service');
    const { messages } = channel.render({ kind: 'answer', answer });
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

  function queue(kept: KeptEvent): void {
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
      for (const one of kept) queue(one);
    },
    async report(reports) {
      for (const failure of await store.report(reports)) await lateFailure(failure);
    },
    skipped: (messenger, reason) => parts.count(messenger, { what: 'skipped', reason }),
  };

  async function lateFailure({ conversation, entry, report }: Awaited<ReturnType<typeof store.report>>[number]) {
    const code = report.code ?? 'unknown';
    parts.count(report.messenger, { what: 'failed', code });
    log.warn({ messenger: report.messenger, code, conversation }, 'a message was taken and not delivered');
    await parts.cases.undelivered({ conversation, entry, why: 'refused', code, words: '' });
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
      const language = found.known.language ?? 'zh-Hans';
      const rendered = found.channel.render({ kind: 'desk', author, text, signature, language });
      const words = author === 'officer' ? text : '';
      await outbox.add(outgoingEntries(id, rendered.messages, { conversation, author, words }, clock().toISOString()));
      await store.change(conversation, { choices: [], held: null });
      outbox.nudge();
      return { kind: 'sent' };
    },
    async isOpen(conversation) {
      const found = await joined(conversation);
      if (found === undefined) return false;
      const { known, channel } = found;
      const sentSince = known.sentSince + MESSENGER_POLICY.keptForOfficer;
      return refusalOf({ ...known, sentSince }, channel, { author: 'system' }, parts) === null;
    },
    async showTyping(conversation) {
      const found = await joined(conversation);
      await found?.channel.showTyping?.(found.known.address, '');
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
  { answers, change }: Heard,
  {
    event,
    known,
    channel,
    clock,
  }: {
    readonly event: InboundEvent;
    readonly known: KnownAddress;
    readonly channel: MessengerChannel;
    readonly clock: MessengerParts['clock'];
  },
): { readonly entries: readonly OutboxEntry[]; readonly change: AddressChange } {
  const { conversation } = known;
  const last = answers.at(-1);
  if (last === undefined) return { entries: [], change };
  const render = (one: Said) => channel.render(one);
  const before = answers.slice(0, -1).flatMap((answer) => render({ kind: 'answer', answer }).messages);
  const quota = channel.capabilities.window?.messages ?? Number.POSITIVE_INFINITY;
  const room = quota - MESSENGER_POLICY.keptForOfficer - known.sentSince - before.length;
  const most = Math.max(1, Math.min(MESSENGER_POLICY.messagesPerAnswer, room));
  const page = pageAnswer(last, most, (answer) => render({ kind: 'answer', answer }).messages.length);
  const rendered = render({ kind: 'answer', answer: page.shown });
  const entries = outgoingEntries(
    `${event.id}.reply`,
    [...before, ...rendered.messages],
    { conversation, author: 'bot' },
    clock().toISOString(),
  );
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
