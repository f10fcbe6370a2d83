import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { subChannelOf } from '../../src/channels/azure/policy.ts';
import type { Capabilities } from '../../src/channels/messenger/channel.ts';
import { WECHAT_CAPABILITIES } from '../../src/channels/wechat/policy.ts';
import { WECOM_CAPABILITIES } from '../../src/channels/wecom/policy.ts';
import { WHATSAPP_CAPABILITIES } from '../../src/channels/whatsapp/policy.ts';

const APPS: readonly (readonly [name: string, can: Capabilities])[] = [
  ['WhatsApp', WHATSAPP_CAPABILITIES],
  ['WeChat official accounts', WECHAT_CAPABILITIES],
  ['WeCom customer service', WECOM_CAPABILITIES],
  ['Teams', subChannelOf('msteams').capabilities],
  ['Slack', subChannelOf('slack').capabilities],
  ['LINE', subChannelOf('line').capabilities],
  ['Telegram', subChannelOf('telegram').capabilities],
  ['Outlook and other mail', subChannelOf('email').capabilities],
];
const none = '–';
const upTo = ({ most, label }: Capabilities['buttons']) =>
  most === 0 ? none : `${String(most)} of ${String(label)} characters`;

function rowOf(name: string, { text, buttons, list, markup, cards, typing, window, templates }: Capabilities): string {
  const quota = window?.messages == null ? '' : `, ${String(window.messages)} messages`;
  const cells = [
    name,
    `${String(text.most)} ${text.unit}`,
    upTo(buttons),
    upTo(list),
    markup,
    cards ? 'yes' : none,
    typing ? 'yes' : none,
    window === null ? 'always' : `${String(window.hours)} hours${quota}`,
    templates ? 'approved messages' : none,
  ];
  return `| ${cells.join(' | ')} |`;
}

it('what each app can do stands in the documentation as the program knows it', async () => {
  const lines = (await readFile(new URL('../../docs/channels.md', import.meta.url), 'utf8')).split('\n');
  expect(APPS.map(([name, can]) => rowOf(name, can)).filter((row) => !lines.includes(row))).toEqual([]);
});
