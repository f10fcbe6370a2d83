import type { Capabilities } from '../messenger/channel.ts';

export const AZURE_POLICY = {
  /** Of what is delivered; activities with cards and mentions stay far below. */
  bodyLimitBytes: 256 * 1024,
  /** Longest Authorization header that is looked at. */
  tokenLength: 8192,
  /** What is delivered is told by an id of at most so many characters; a longer one is digested. */
  idLength: 120,
  typingTimeoutMs: 3000,
  /** Teams shows six actions of a set, and hides the rest behind «…». */
  actionsPerSet: 6,
  /** What Teams shows of a card in its list of chats. */
  summaryLength: 120,
  tableColumns: 4,
  tableRows: 20,
  tokenRetrySeconds: 60,
} as const;

/** An app behind Bot Service: what it shows, and how suggestions are put there. */
export interface SubChannel {
  readonly capabilities: Capabilities;
  /** `card`: Adaptive Card; `hero`: hero card; `suggested`: suggested actions; `numbers`: in the text. */
  readonly choices: 'card' | 'hero' | 'suggested' | 'numbers';
  /** Declared to the service, which turns Markdown into the app's own marks where the app has some. */
  readonly textFormat: 'plain' | 'markdown';
}

function subChannel(
  choices: SubChannel['choices'],
  {
    text,
    buttons = { most: 0, label: 0 },
    markup = 'plain',
    typing = true,
  }: {
    readonly text: number;
    readonly buttons?: Capabilities['buttons'];
    readonly markup?: 'plain' | 'markdown';
    readonly typing?: boolean;
  },
): SubChannel {
  return {
    choices,
    textFormat: markup,
    capabilities: {
      text: { most: text, unit: 'characters' },
      buttons,
      list: { most: 0, label: 0 },
      markup,
      cards: choices === 'card',
      typing,
      window: null,
      templates: false,
    },
  };
}

/**
 * By the channel id of an activity. Lengths are those of the app behind the service, counted in UTF-16 units:
 * Teams https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages (28 KB as UTF-16 for long,
 * 100 KB by the newer page; 4,000 characters with their card stay below either), LINE
 * https://developers.line.biz/en/reference/messaging-api/, Telegram https://core.telegram.org/bots/api#sendmessage, Slack
 * https://docs.slack.dev/reference/methods/chat.postMessage. How many buttons: botbuilder-dialogs, choices/channel.ts.
 */
const SUB_CHANNELS: ReadonlyMap<string, SubChannel> = new Map([
  ['msteams', subChannel('card', { text: 4000, buttons: { most: 24, label: 200 }, markup: 'markdown' })],
  ['slack', subChannel('hero', { text: 3000, buttons: { most: 20, label: 75 }, markup: 'markdown', typing: false })],
  ['line', subChannel('suggested', { text: 2000, buttons: { most: 13, label: 20 }, typing: false })],
  ['telegram', subChannel('suggested', { text: 3500, buttons: { most: 20, label: 60 } })],
  ['facebook', subChannel('suggested', { text: 1900, buttons: { most: 10, label: 20 } })],
  ['directline', subChannel('suggested', { text: 8000, buttons: { most: 20, label: 200 }, markup: 'markdown' })],
  ['webchat', subChannel('suggested', { text: 8000, buttons: { most: 20, label: 200 }, markup: 'markdown' })],
  ['email', subChannel('numbers', { text: 20_000, typing: false })],
  ['outlook', subChannel('numbers', { text: 20_000, typing: false })],
  ['sms', subChannel('numbers', { text: 1500, typing: false })],
]);

/** An app of which nothing is known shows plain text. */
const OTHER = subChannel('numbers', { text: 1500, typing: false });

export function subChannelOf(channelId: string): SubChannel {
  return SUB_CHANNELS.get(channelId) ?? OTHER;
}

/** Of Teams, which most come from; each app's own are in the table above. */
export const AZURE_CAPABILITIES: Capabilities = subChannelOf('msteams').capabilities;
