import { createChannels } from '../app/create-channels.ts';
import type { Print } from '../bench/bench-folders.ts';
import type { CursorStore } from '../channels/messenger/cursor-store.ts';
import { createMemoryTokenStore } from '../channels/messenger/token-store.ts';
import { createWechatApi } from '../channels/wechat/create-wechat-api.ts';
import { loadMenu } from '../channels/wechat/load-menu.ts';
import type { WechatSettings } from '../channels/wechat/wechat-account.ts';
import { readConfig } from '../config.ts';
import { createReadYaml } from '../dialogs/read-yaml.ts';
import type { Log } from '../domain/log.ts';

const USAGE = `npm run channels check   asks every configured messaging app whether its credentials and address are good
npm run channels menu    puts dialogs/wechat-menu.yaml up in every WeChat official account`;

/** Nothing is read here. */
const NO_CURSORS: CursorStore = {
  read: () => Promise.resolve(undefined),
  write: () => Promise.resolve(),
  accounts: () => Promise.resolve([]),
};
const SILENT: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** npm run channels: 0 when everything that is configured works. */
export async function runChannels(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  print: Print,
): Promise<number> {
  const [command] = args;
  if (args.length !== 1 || (command !== 'check' && command !== 'menu')) {
    print(USAGE);
    return 2;
  }
  const result = readConfig(environment);
  if (result.kind === 'faulty') {
    for (const fault of result.faults) print(fault);
    return 1;
  }
  const { messengers, notify, folders } = result.config;
  if (command === 'menu') return putUpMenu(messengers.wechat, folders.dialogs, print);
  const channels = createChannels(messengers, {
    clock: () => new Date(),
    log: SILENT,
    cursors: NO_CURSORS,
    tokenStore: createMemoryTokenStore(),
    wechatMenu: new Map(),
  });
  if (channels.length === 0) print('No messaging app is configured; docs/channels.md says how.');
  let isGood = true;
  for (const channel of channels) {
    print(`${channel.id}:`);
    for (const check of (await channel.check?.(notify.publicUrl ?? '')) ?? []) {
      isGood &&= check.isGood;
      print(`  ${check.isGood ? 'good ' : 'WRONG'} ${check.what}: ${check.found}`);
    }
  }
  return isGood ? 0 : 1;
}

/** The menu at the bottom of each official account; WeChat shows a new one within minutes. */
async function putUpMenu(settings: WechatSettings | undefined, dialogsDir: string, print: Print): Promise<number> {
  if (settings === undefined) {
    print('No WeChat official account is configured (WECHAT_ACCOUNTS).');
    return 1;
  }
  let isGood = true;
  try {
    const menu = await loadMenu(createReadYaml(dialogsDir));
    if (menu === null) throw new Error(`there is no wechat-menu.yaml in ${dialogsDir}`);
    const parts = { ...settings, tokenStore: createMemoryTokenStore(), clock: () => new Date() };
    for (const account of settings.accounts) {
      const answer = await createWechatApi(account, parts).post('/cgi-bin/menu/create', menu.body);
      const code = answer.kind === 'answered' ? answer.errcode : answer.code;
      isGood &&= code === 0;
      print(`${account.appid}: ${code === 0 ? 'the menu is up' : `refused (${code})`}`);
    }
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    return 1;
  }
  return isGood ? 0 : 1;
}
