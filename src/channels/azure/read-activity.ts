import { createHash } from 'node:crypto';
import type { BotReference } from '../bot-framework/bot-service.ts';
import type { InboundContent, InboundEvent } from '../messenger/channel.ts';
import {
  activitySchema,
  type IncomingActivity,
  mentionSchema,
  pressedSchema,
  teamsFileSchema,
} from './azure-schema.ts';
import { AZURE_POLICY } from './policy.ts';

/** What an activity means; `skipped`: it says nothing to us, and why. */
export type ReadActivity =
  | { readonly kind: 'events'; readonly events: readonly InboundEvent[] }
  | { readonly kind: 'skipped'; readonly reason: string };

/** Name of the event by which a program asks for handoff.initiate and handoff.status (docs/api.md). */
const WANTS_HANDOFF = 'handoff.subscribe';

/** An activity whose token was good. `account`: the bot's app id. */
export function readActivity(json: unknown, account: string, now: Date): ReadActivity {
  const parsed = activitySchema.safeParse(json);
  if (!parsed.success) return { kind: 'skipped', reason: 'unknown-shape' };
  const activity = parsed.data;
  // A case, its code and what is asked on the way to it are no business of a group.
  if (isGroup(activity)) return { kind: 'skipped', reason: 'group' };
  const read = contentsOf(activity);
  if (typeof read === 'string') return { kind: 'skipped', reason: read };
  const person = personOf(activity);
  if (person === null) return { kind: 'skipped', reason: 'own-echo' };
  const id = idOf(activity);
  const address = {
    messenger: 'azure' as const,
    account,
    person: `${activity.channelId}:${person.id}`,
    reference: referenceOf(activity, person),
  };
  const at = instantOf(activity.timestamp) ?? now.toISOString();
  return {
    kind: 'events',
    events: read.map((content, index) => ({ address, at, content, id: index === 0 ? id : `${id}.${index}` })),
  };
}

function isGroup({ conversation: { conversationType, isGroup: hasMany } }: IncomingActivity): boolean {
  return hasMany === true || (conversationType !== undefined && conversationType !== 'personal');
}

/** Who did it. What the service tells of a chat by itself names the bot as its sender in some apps. */
function personOf({ from, recipient, membersAdded }: IncomingActivity) {
  if (from.id !== recipient.id) return from;
  return (membersAdded ?? []).find(({ id }) => id !== recipient.id) ?? null;
}

/** Text: why it is left out. */
function contentsOf(activity: IncomingActivity): readonly InboundContent[] | string {
  switch (activity.type) {
    case 'message':
      return messageContents(activity);
    case 'conversationUpdate':
      return membersContents(activity);
    case 'installationUpdate':
    case 'contactRelationUpdate': {
      if (/^add/.test(activity.action ?? '')) return [{ kind: 'joined', scene: null }];
      return /^remove/.test(activity.action ?? '') ? [{ kind: 'left' }] : 'other-event';
    }
    case 'event':
      return activity.name === WANTS_HANDOFF ? [{ kind: 'wants-handoff' }] : 'other-event';
    case 'messageReaction':
      return 'reaction';
    case 'messageUpdate':
    case 'messageDelete':
      return 'edited';
    case 'typing':
      return 'typing';
    default:
      return 'other-event';
  }
}

function membersContents({ membersAdded, membersRemoved, recipient }: IncomingActivity) {
  if ((membersAdded ?? []).length > 0) return [{ kind: 'joined', scene: null } as const];
  const isBotGone = (membersRemoved ?? []).some(({ id }) => id === recipient.id);
  return isBotGone ? [{ kind: 'left' } as const] : 'other-event';
}

function messageContents(activity: IncomingActivity): readonly InboundContent[] {
  const text = wordsOf(activity);
  const pressed = pressedSchema.safeParse(activity.value);
  if (pressed.success && text !== '') return [{ kind: 'choice', choice: pressed.data.choice, text }];
  const files = (activity.attachments ?? []).filter(isFile);
  const [first, ...others] = files.map((file) => mediaOf(file));
  if (first !== undefined) return [{ ...first, caption: text === '' ? null : text }, ...others];
  return text === '' ? [{ kind: 'unsupported', vendorType: 'message' }] : [{ kind: 'text', text }];
}

type Attachment = NonNullable<IncomingActivity['attachments']>[number];

/** Teams puts a copy of every text beside it as HTML; a card that somebody passes on is no file. */
function isFile({ contentType }: Attachment): boolean {
  return contentType !== 'text/html' && !contentType.startsWith('application/vnd.microsoft.card.');
}

const TEAMS_FILE = 'application/vnd.microsoft.teams.file.download.info';

function mediaOf({ contentType, contentUrl, name, content }: Attachment): Extract<InboundContent, { kind: 'media' }> {
  const file = contentType === TEAMS_FILE ? teamsFileSchema.safeParse(content).data : undefined;
  return {
    kind: 'media',
    mediaType: contentType === TEAMS_FILE ? mediaTypeOf(file?.fileType) : contentType,
    fileName: name ?? null,
    reference: file?.uniqueId ?? withoutQuery(contentUrl ?? ''),
    caption: null,
  };
}

function mediaTypeOf(fileType = ''): string {
  return /^(?:png|jpe?g|gif|webp|heic)$/i.test(fileType)
    ? `image/${fileType.toLowerCase()}`
    : 'application/octet-stream';
}

/** What stands behind «?» may open the file to whoever reads it. */
function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/su, '').slice(0, 500);
}

/** What the person wrote, without the bot's own name before it. */
function wordsOf({ text, textFormat, entities, recipient, value }: IncomingActivity): string {
  // The value of a pressed button comes without text in some apps.
  const said = text ?? (typeof value === 'string' ? value : '');
  const mentions = (entities ?? []).flatMap((entity) => mentionSchema.safeParse(entity).data ?? []);
  const own = mentions.filter(({ mentioned }) => mentioned.id === recipient.id);
  const words = own.reduce((left, { text: mention }) => left.replaceAll(mention, ' '), said);
  const plain = textFormat === 'xml' ? words.replaceAll(/<\/?[a-z][^>]*>/gi, ' ') : words;
  return plain.replaceAll('&nbsp;', ' ').replaceAll('\u00a0', ' ').trim();
}

/** As the service gives it, the same when it is delivered again; some events have none, and are made of their parts. */
function idOf({ id, type, timestamp, conversation, membersAdded }: IncomingActivity): string {
  const parts = id === undefined ? [type, timestamp, conversation.id, membersAdded?.map((member) => member.id)] : [id];
  const whole = id ?? '';
  if (whole !== '' && whole.length <= AZURE_POLICY.idLength) return whole;
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32);
}

function instantOf(timestamp: string | undefined): string | null {
  const at = new Date(timestamp ?? '');
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

function referenceOf(activity: IncomingActivity, user: BotReference['user']): BotReference {
  const { channelId, serviceUrl, conversation, recipient, id, locale } = activity;
  return {
    channelId,
    serviceUrl,
    conversation,
    bot: recipient,
    user: { id: user.id },
    ...(id === undefined ? {} : { activityId: id }),
    ...(locale === undefined ? {} : { locale }),
  };
}
