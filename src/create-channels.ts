import type { MessengerChannel } from './channels/messenger/channel.ts';
import { createWhatsAppChannel } from './channels/whatsapp/create-whatsapp-channel.ts';
import type { Config } from './config.ts';
import type { Clock } from './domain/clock.ts';
import type { Log } from './domain/log.ts';

/** The messaging apps that are configured: one line for each. */
export function createChannels(
  { whatsapp }: Config['messengers'],
  parts: { readonly clock: Clock; readonly log: Log },
): readonly MessengerChannel[] {
  return [...(whatsapp === undefined ? [] : [createWhatsAppChannel({ settings: whatsapp, ...parts })])];
}
