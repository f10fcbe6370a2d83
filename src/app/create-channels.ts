import { createAzureChannel } from '../channels/azure/create-azure-channel.ts';
import type { MessengerChannel } from '../channels/messenger/channel.ts';
import type { CursorStore } from '../channels/messenger/cursor-store.ts';
import type { TokenStore } from '../channels/messenger/token-store.ts';
import { createWechatChannel } from '../channels/wechat/create-wechat-channel.ts';
import { createWecomChannel } from '../channels/wecom/create-wecom-channel.ts';
import { createWhatsAppChannel } from '../channels/whatsapp/create-whatsapp-channel.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';

/** The messaging apps that are configured: one line for each. */
export function createChannels(
  { whatsapp, wechat, wecom, azure }: Config['messengers'],
  parts: {
    readonly clock: Clock;
    readonly log: Log;
    readonly cursors: CursorStore;
    /** Shared by all replicas. */
    readonly tokenStore: TokenStore;
    /** What a visitor says by a key of the official account's menu. */
    readonly wechatMenu: ReadonlyMap<string, string>;
  },
): readonly MessengerChannel[] {
  return [
    ...(whatsapp === undefined ? [] : [createWhatsAppChannel({ settings: whatsapp, ...parts })]),
    ...(wechat === undefined ? [] : [createWechatChannel({ settings: wechat, menu: parts.wechatMenu, ...parts })]),
    ...(wecom === undefined ? [] : [createWecomChannel({ settings: wecom, ...parts })]),
    ...(azure === undefined ? [] : [createAzureChannel({ settings: azure, ...parts })]),
  ];
}
