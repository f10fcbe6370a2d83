import type { InboundContent, InboundEvent } from '../messenger/channel.ts';
import type { XmlElement } from '../tencent/read-xml.ts';
import { WECHAT_POLICY } from './policy.ts';
import {
  eventSchema,
  imageSchema,
  linkSchema,
  locationSchema,
  pushSchema,
  textSchema,
  videoSchema,
  voiceSchema,
} from './wechat-schema.ts';

export type ReadPush =
  | { readonly kind: 'event'; readonly event: InboundEvent }
  /** Nothing that a visitor said: `reason` is counted. */
  | { readonly kind: 'nothing'; readonly reason: string }
  | { readonly kind: 'unknown-shape' };

/**
 * One push of an official account. `account` is our appid; `menu` says what a visitor says by a key of the menu.
 */
export function readPush(push: XmlElement, account: string, menu: ReadonlyMap<string, string>): ReadPush {
  const head = pushSchema.safeParse(push);
  if (!head.success) return { kind: 'unknown-shape' };
  const { FromUserName: person, CreateTime: createdAt, MsgType: type, MsgId: messageId } = head.data;
  const content = type === 'event' ? eventContent(push, menu) : messageContent(type, push);
  if (content === null) return { kind: 'unknown-shape' };
  if (typeof content === 'string') return { kind: 'nothing', reason: content };
  return {
    kind: 'event',
    event: {
      address: { messenger: 'wechat', account, person },
      id: messageId ?? eventId(createdAt, push),
      at: new Date(Number(createdAt) * 1000).toISOString(),
      content,
      ...(type === 'event' && { allows: WECHAT_POLICY.afterEvent }),
    },
  };
}

/** Events have no MsgId; within one second a person does not do the same thing twice. */
function eventId(createdAt: string, push: XmlElement): string {
  const { Event, EventKey } = eventSchema.catch({ Event: 'message', EventKey: '' }).parse(push);
  return `${createdAt}-${Event}-${EventKey}`.slice(0, 200);
}

/** null: not what their documentation says. */
function messageContent(type: string, push: XmlElement): InboundContent | null {
  switch (type) {
    case 'text':
      return from(textSchema.safeParse(push), ({ Content: text, bizmsgmenuid: choice }) =>
        choice === undefined || choice === '' ? { kind: 'text', text } : { kind: 'choice', choice, text },
      );
    case 'voice':
      return from(voiceSchema.safeParse(push), ({ Recognition: text, MediaId, Format }) =>
        text.trim() === '' ? media(`audio/${Format.toLowerCase()}`, MediaId) : { kind: 'text', text },
      );
    case 'image':
      return from(imageSchema.safeParse(push), ({ MediaId, PicUrl }) =>
        // An officer can open the picture itself, as long as it lies with Tencent.
        media('image/jpeg', pictureAddress(PicUrl) === null ? MediaId : PicUrl),
      );
    case 'video':
    case 'shortvideo':
      return from(videoSchema.safeParse(push), ({ MediaId }) => media('video/mp4', MediaId));
    case 'link':
      return from(linkSchema.safeParse(push), ({ Title, Description, Url }) => ({
        kind: 'text',
        text: [Title, Description, Url].filter((part) => part.trim() !== '').join('\n'),
      }));
    case 'location':
      return from(locationSchema.safeParse(push), ({ Location_X, Location_Y, Label }) => ({
        kind: 'text',
        text: `${Label.trim()} (${Location_X}, ${Location_Y})`.trim(),
      }));
    default:
      return { kind: 'unsupported', vendorType: type };
  }
}

/** A string: nothing to do, and why. */
function eventContent(push: XmlElement, menu: ReadonlyMap<string, string>): InboundContent | string | null {
  const parsed = eventSchema.safeParse(push);
  if (!parsed.success) return null;
  const { Event: name, EventKey: key } = parsed.data;
  switch (name.toLowerCase()) {
    case 'subscribe':
      return { kind: 'joined', scene: sceneOf(key.replace(/^qrscene_/, '')) };
    case 'scan':
      return { kind: 'joined', scene: sceneOf(key) };
    case 'unsubscribe':
      return { kind: 'left' };
    case 'click': {
      const says = menu.get(key);
      return says === undefined ? 'unknown-menu-key' : { kind: 'choice', choice: key, text: says };
    }
    default:
      // VIEW (a link was opened), LOCATION, TEMPLATESENDJOBFINISH and what will come.
      return 'other-event';
  }
}

function sceneOf(key: string): string | null {
  return key === '' ? null : key.slice(0, 128);
}

function media(mediaType: string, reference: string): InboundContent {
  return { kind: 'media', mediaType, fileName: null, reference, caption: null };
}

/** Where a picture lies with Tencent, over TLS whatever they wrote; null: it is no such address. */
export function pictureAddress(text: string): string | null {
  const address = URL.parse(text);
  if (address === null || !/^https?:$/.test(address.protocol) || !address.hostname.endsWith('.qpic.cn')) return null;
  address.protocol = 'https:';
  return address.href;
}

function from<Shape>(
  parsed: { readonly success: true; readonly data: Shape } | { readonly success: false },
  content: (shape: Shape) => InboundContent,
): InboundContent | null {
  return parsed.success ? content(parsed.data) : null;
}
