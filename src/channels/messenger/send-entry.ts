import type { Sender, SendOutcome } from '../../outbox/sender.ts';
import type { KnownAddress } from './address-store.ts';
import type { MessengerChannel, VendorOutcome } from './channel.ts';
import type { MessengerParts, Undelivered } from './messenger-parts.ts';
import { type Outgoing, outgoingSchema, vendorIdOf } from './outgoing.ts';

type SendParts = Pick<MessengerParts, 'store' | 'cases' | 'count' | 'clock' | 'log'> & {
  readonly channelOf: (messenger: string) => MessengerChannel | undefined;
};

/**
 * Brings one vendor message to its person: not when they left, not when the window is closed, and not twice when an
 * attempt timed out and the vendor has reported the message since.
 */
export function createMessengerSender(parts: SendParts): Sender {
  return async ({ id, payload, attempts }) => {
    const outgoing = outgoingSchema.parse(payload);
    const known = await parts.store.find(outgoing.conversation);
    if (known === undefined) return { kind: 'dead', error: 'the conversation is gone' };
    const channel = parts.channelOf(known.address.messenger);
    // As with every receiver that is no longer configured: it waits until it is again.
    if (channel === undefined) return { kind: 'retry', error: 'the app is not configured', afterSeconds: 3600 };
    const message = vendorIdOf(id);
    if (attempts > 1 && (await hasArrived(message, parts))) {
      await keepSent({ outgoing, id, message, vendorMessage: null }, parts);
      return { kind: 'sent' };
    }
    const outcome =
      refusalOf(known, channel, outgoing, parts) ?? (await channel.send(known.address, outgoing.message, message));
    return settle({ known, channel, outgoing, id, message, outcome }, parts);
  };
}

async function hasArrived(message: string, { store }: SendParts): Promise<boolean> {
  const status = await store.statusOf(message);
  return status !== undefined && status !== 'failed';
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
  const openMs = known.heardAt === null ? Number.POSITIVE_INFINITY : clock().getTime() - Date.parse(known.heardAt);
  if (openMs > window.hours * 3_600_000)
    return { kind: 'window-closed', code: 'window', error: `nothing was heard for ${window.hours} hours` };
  if (window.messages !== null && known.sentSince >= window.messages)
    return { kind: 'window-closed', code: 'quota', error: `${window.messages} messages were sent since then` };
  return null;
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
    case 'sent':
      count(channel.id, { what: 'sent' });
      await keepSent({ outgoing, id, message, vendorMessage: outcome.vendorMessage }, parts);
      // Its failure was reported before the vendor's answer arrived here.
      if ((await store.statusOf(message)) === 'failed')
        await tell(
          { conversation, entry: id, why: 'refused', code: 'unknown', words: outgoing.words },
          outgoing,
          parts,
        );
      return { kind: 'sent' };
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

/** Only what a person or the desk said is missed by somebody: an answer of the bot is asked for again. */
async function tell(undelivered: Undelivered, { author }: Outgoing, { cases }: SendParts): Promise<void> {
  if (author !== 'bot') await cases.undelivered(undelivered);
}
