import { z } from 'zod';

/**
 * What Bot Service and the apps behind it take, from their pages: Teams
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages), LINE
 * (https://developers.line.biz/en/reference/messaging-api/), Telegram (https://core.telegram.org/bots/api), Slack.
 */
const cardAction = z.object({
  type: z.enum(['imBack', 'messageBack', 'openUrl', 'postBack']),
  title: z.string().min(1),
  value: z.unknown(),
});
const submit = z.strictObject({
  type: z.literal('Action.Submit'),
  title: z.string().min(1),
  data: z.strictObject({
    msteams: z.discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('messageBack'),
        displayText: z.string().min(1),
        text: z.string().min(1),
        value: z.unknown().optional(),
      }),
      z.strictObject({ type: z.literal('imBack'), value: z.string().min(1) }),
    ]),
  }),
});
const openUrl = z.strictObject({ type: z.literal('Action.OpenUrl'), title: z.string().min(1), url: z.url() });
const textBlock = z.looseObject({ type: z.literal('TextBlock'), text: z.string().min(1) });
const factSet = z.looseObject({
  type: z.literal('FactSet'),
  facts: z.array(z.strictObject({ title: z.string(), value: z.string() })).min(1),
});
/** More than six stand behind «…» in Teams. */
const actionSet = z.looseObject({ type: z.literal('ActionSet'), actions: z.array(z.union([submit, openUrl])).max(6) });
const cell = z.looseObject({ type: z.literal('TableCell'), items: z.array(textBlock) });
const table = z.looseObject({
  type: z.literal('Table'),
  columns: z.array(z.looseObject({ width: z.number() })),
  rows: z.array(z.looseObject({ type: z.literal('TableRow'), cells: z.array(cell) })),
});
const leaf = z.union([textBlock, factSet, actionSet, table]);
const container = z.looseObject({ type: z.literal('Container'), items: z.array(leaf).min(1) });
export const adaptiveCardSchema = z.looseObject({
  type: z.literal('AdaptiveCard'),
  version: z.enum(['1.0', '1.1', '1.2', '1.3', '1.4', '1.5']),
  body: z.array(z.union([leaf, container])).min(1),
});
export type FakeAdaptiveCard = z.infer<typeof adaptiveCardSchema>;
const heroSchema = z.strictObject({ text: z.string().optional(), buttons: z.array(cardAction).min(1).max(100) });

const attachment = z.discriminatedUnion('contentType', [
  z.looseObject({ contentType: z.literal('application/vnd.microsoft.card.adaptive'), content: adaptiveCardSchema }),
  z.looseObject({ contentType: z.literal('application/vnd.microsoft.card.hero'), content: heroSchema }),
  z.looseObject({ contentType: z.literal('application/json'), name: z.literal('Transcript'), content: z.unknown() }),
]);

const base = {
  from: z.looseObject({ id: z.string().min(1) }),
  recipient: z.looseObject({ id: z.string().min(1) }),
  conversation: z.looseObject({ id: z.string().min(1) }),
  channelId: z.string().min(1),
};
const messageSchema = z.looseObject({
  ...base,
  type: z.literal('message'),
  text: z.string().optional(),
  textFormat: z.enum(['plain', 'markdown', 'xml']).optional(),
  summary: z.string().optional(),
  attachments: z.array(attachment).optional(),
  suggestedActions: z.looseObject({ actions: z.array(cardAction).min(1) }).optional(),
});
export const outgoingSchema = z.discriminatedUnion('type', [
  messageSchema,
  z.looseObject({ ...base, type: z.literal('typing') }),
  z.looseObject({ ...base, type: z.literal('event'), name: z.string().min(1), value: z.unknown() }),
]);
export type OutgoingActivity = z.infer<typeof outgoingSchema>;
export type OutgoingMessage = z.infer<typeof messageSchema>;

const TEXT_MOST: Readonly<Record<string, number>> = { line: 5000, telegram: 4096, slack: 4000, facebook: 2000 };
const SUGGESTED: Readonly<Record<string, { readonly most: number; readonly label: number }>> = {
  line: { most: 13, label: 20 },
  telegram: { most: 100, label: 64 },
  facebook: { most: 10, label: 20 },
  directline: { most: 100, label: 200 },
  webchat: { most: 100, label: 200 },
};
/** Teams' limit was 28 KB for long and is said to be 100 now; counted as UTF-16, with everything around the text. */
const TEAMS_BYTES = 28 * 1024;

/** What the app behind the service would refuse or leave out; null: it shows all of it. */
export function faultOf(activity: OutgoingActivity): { readonly status: number; readonly code: string } | null {
  const { channelId } = activity;
  if (channelId === 'msteams' && Buffer.byteLength(JSON.stringify(activity), 'utf16le') > TEAMS_BYTES)
    return { status: 413, code: 'MessageSizeTooBig' };
  if (activity.type === 'typing') return null;
  if (activity.type === 'event') return hears(channelId) ? null : bad('Unknown activity type');
  const { text = '', attachments = [], suggestedActions } = activity;
  if (text === '' && attachments.length === 0) return bad('Activity must include non empty text or attachment');
  if (text.length > (TEXT_MOST[channelId] ?? Number.POSITIVE_INFINITY)) return bad('text is too long');
  const hasAdaptive = attachments.some(({ contentType }) => contentType.endsWith('.adaptive'));
  if (hasAdaptive && channelId !== 'msteams') return bad('the app shows no adaptive cards');
  if (hasAdaptive && (activity.summary ?? '') === '') return bad('a notification would say «sent a card»');
  if (suggestedActions === undefined) return null;
  const allowed = SUGGESTED[channelId];
  const fits =
    allowed !== undefined &&
    suggestedActions.actions.length <= allowed.most &&
    suggestedActions.actions.every(({ title }) => title.length <= allowed.label);
  return fits ? null : bad('the app does not show these suggested actions');
}

/** Events reach programs, not people. */
function hears(channelId: string): boolean {
  return channelId === 'directline' || channelId === 'webchat';
}

function bad(code: string) {
  return { status: 400, code };
}
