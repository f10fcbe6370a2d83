import type { Sender, SendOutcome } from '../../outbox/sender.ts';
import type { KnownAddress } from './address-store.ts';
import type { MessengerChannel, MessengerId, VendorOutcome } from './channel.ts';
import type { MessengerParts, Undelivered } from './messenger-parts.ts';
import { type Outgoing, outgoingSchema, vendorIdOf } from './outgoing.ts';
import { MESSENGER_POLICY } from './policy.ts';
import { roomLeft } from './room-left.ts';

type SendParts = Pick<MessengerParts, 'store' | 'cases' | 'count' | 'clock' | 'log'> & {
  readonly channelOf: (messenger: string) => MessengerChannel | undefined;
};

/**
 * Brings one vendor message to its person: not when they left, not when the window is closed, and not twice when an
 * attempt timed out and the vendor has reported the message since.
 */
export function createMessengerSender(parts: SendParts): Sender {
  return async ({ id, payload }) => {
    const outgoing = outgoingSchema.parse(payload);
    const known = await parts.store.find(outgoing.conversation);
    if (known === undefined) return { kind: 'dead', error: 'the conversation is gone' };
    const channel = parts.channelOf(known.address.messenger);
    // As with every receiver that is no longer configured: it waits until it is again.
    if (channel === undefined) return { kind: 'retry', error: 'the app is not configured', afterSeconds: 3600 };
    const { message, hasArrived } = await messageOf(id, parts);
    if (hasArrived) {
      await keepSent({ outgoing, id, message, vendorMessage: null }, parts);
      return { kind: 'sent' };
    }
    const outcome =
      refusalOf(known, channel, outgoing, parts) ?? (await channel.send(known.address, outgoing.message, message));
    return settle({ known, channel, outgoing, id, message, outcome }, parts);
  };
}

/**
 * Our id of it at the vendor, who may have reported an earlier attempt that timed out here, even one before it was held back.
 * What the vendor took and failed to deliver goes under another id: some take an id once.
 */
async function messageOf(
  entry: string,
  { store }: SendParts,
): Promise<{ readonly message: string; readonly hasArrived: boolean }> {
  let message = vendorIdOf(entry);
  for (let round = 1; round <= MESSENGER_POLICY.returnsPerMessage; round += 1) {
    const report = await store.reportOf(message);
    if (report?.status !== 'failed') return { message, hasArrived: report !== undefined };
    message = vendorIdOf(`${entry}#${round}`);
  }
  return { message, hasArrived: false };
}

/** What the vendor would refuse, known without asking. */
export function refusalOf(
  known: KnownAddress,
  { capabilities: { window } }: MessengerChannel,
  { author }: Pick<Outgoing, 'author'>,
  { clock }: Pick<SendParts, 'clock'>,
): VendorOutcome | null {
  if (known.isBlocked) return { kind: 'dead', code: 'blocked', error: 'the person left', isAlert: false };
  if (window === null || author === 'template') return null;
  const { isOpen, whole, brief } = roomLeft(known, window, clock());
  if (whole + brief > 0) return null;
  if (isOpen && window.messages !== null)
    return { kind: 'window-closed', code: 'quota', error: `${window.messages} messages were sent since then` };
  return { kind: 'window-closed', code: 'window', error: `nothing was heard for ${window.hours} hours` };
}

interface Attempt {
  readonly known: KnownAddress;
  readonly channel: MessengerChannel;
  readonly outgoing: Outgoing;
  readonly id: string;
  readonly message: string;
  readonly outcome: VendorOutcome;
}

async function settle(
  { known, channel, outgoing, id, message, outcome }: Attempt,
  parts: SendParts,
): Promise<SendOutcome> {
  const { count, store } = parts;
  const { conversation } = outgoing;
  switch (outcome.kind) {
    case 'sent': {
      count(channel.id, { what: 'sent' });
      await keepSent({ outgoing, id, message, vendorMessage: outcome.vendorMessage }, parts);
      const report = await store.reportOf(message);
      if (report?.status !== 'failed') return { kind: 'sent' };
      // Its failure was reported before the vendor's answer arrived here.
      const code = report.code ?? 'unknown';
      await missed(channel.id, { conversation, entry: id, code }, outgoing, parts);
      return { kind: 'dead', error: `${code}: taken, and not delivered` };
    }
    case 'retry':
      count(channel.id, { what: 'failed', code: outcome.code });
      if (outcome.isAlert === true) alert(channel, outcome.code, parts);
      return {
        kind: 'retry',
        error: `${outcome.code}: ${outcome.error}`,
        ...(outcome.afterSeconds === undefined ? {} : { afterSeconds: outcome.afterSeconds }),
      };
    case 'window-closed':
      count(channel.id, { what: 'window-closed' });
      await store.holdEntry(conversation, id);
      await tell(
        { conversation, entry: id, why: 'window-closed', code: outcome.code, words: outgoing.words },
        outgoing,
        parts,
      );
      return { kind: 'dead', error: `window closed (${outcome.code}): ${outcome.error}` };
    case 'dead': {
      count(channel.id, { what: 'failed', code: outcome.code });
      if (outcome.isAlert) alert(channel, outcome.code, parts);
      // It is the person who cannot be reached: what somebody said to them goes out when they come back.
      else if (outgoing.author !== 'bot') await store.holdEntry(conversation, id);
      const why = known.isBlocked ? 'blocked' : 'refused';
      await tell({ conversation, entry: id, why, code: outcome.code, words: outgoing.words }, outgoing, parts);
      return { kind: 'dead', error: `${outcome.code}: ${outcome.error}` };
    }
  }
}

function alert({ id }: MessengerChannel, code: string, { log }: SendParts): void {
  log.error({ messenger: id, code }, 'a messaging app refuses us: an operator must act (npm run channels check)');
}

async function keepSent(
  {
    outgoing: { conversation },
    id,
    message,
    vendorMessage,
  }: {
    readonly outgoing: Outgoing;
    readonly id: string;
    readonly message: string;
    readonly vendorMessage: string | null;
  },
  { store, clock }: SendParts,
): Promise<void> {
  await store.sent({ conversation, entry: id, message, vendorMessage, at: clock().toISOString() });
}

/**
 * The vendor took it and did not deliver it: what a person or the desk said is told of, and tried again when the visitor
 * writes; an answer of the bot is asked for again.
 */
export async function missed(
  messenger: MessengerId,
  { conversation, entry, code }: Pick<Undelivered, 'conversation' | 'entry' | 'code'>,
  outgoing: Pick<Outgoing, 'author' | 'words'>,
  { store, cases, count, log }: Pick<SendParts, 'store' | 'cases' | 'count' | 'log'>,
): Promise<void> {
  count(messenger, { what: 'failed', code });
  log.warn({ messenger, code, conversation }, 'a message was taken and not delivered');
  if (outgoing.author === 'bot') return;
  await store.holdEntry(conversation, entry);
  await cases.undelivered({ conversation, entry, why: 'returned', code, words: outgoing.words });
}

/** Only what a person or the desk said is missed by somebody: an answer of the bot is asked for again. */
async function tell(undelivered: Undelivered, { author }: Outgoing, { cases }: SendParts): Promise<void> {
  if (author !== 'bot') await cases.undelivered(undelivered);
}
