import type { z } from 'zod';
import type { Address, DeliveryReport, InboundContent, InboundEvent } from '../messenger/channel.ts';
import { failureCode } from './error-table.ts';
import { WECOM_POLICY } from './policy.ts';
import {
  eventSchema,
  linkSchema,
  locationSchema,
  mediaSchema,
  messageSchema,
  type referenceSchema,
  textSchema,
} from './wecom-schema.ts';

export type ReadMessage =
  | { readonly kind: 'event'; readonly event: InboundEvent }
  | { readonly kind: 'report'; readonly report: DeliveryReport }
  /** Nothing to do: `reason` is counted. */
  | { readonly kind: 'nothing'; readonly reason: string };

const FROM_PERSON = 3;
const FROM_SYSTEM = 4;

/** One entry of sync_msg of this account; written before `since`, it is history. */
export function readMessage(entry: unknown, account: string, since: Date): ReadMessage {
  const parsed = messageSchema.safeParse(entry);
  if (!parsed.success) return nothing('unknown-shape');
  const { msgid, send_time: seconds, origin, msgtype, external_userid: person } = parsed.data;
  if (seconds * 1000 < since.getTime()) return nothing('history');
  const at = new Date(seconds * 1000).toISOString();
  if (origin === FROM_SYSTEM && msgtype === 'event') return readEvent(parsed.data, { account, at, id: msgid });
  // What somebody wrote to the person in the WeCom app is theirs.
  if (origin !== FROM_PERSON) return nothing('servicer-message');
  const content = contentOf(msgtype, parsed.data);
  if (content === null || person === undefined) return nothing('unknown-shape');
  return { kind: 'event', event: { address: { messenger: 'wecom', account, person }, id: msgid, at, content } };
}

function nothing(reason: string): ReadMessage {
  return { kind: 'nothing', reason };
}

/** null: not what their documentation says. https://developer.work.weixin.qq.com/document/path/94670 */
function contentOf(type: string, message: Readonly<Record<string, unknown>>): InboundContent | null {
  switch (type) {
    case 'text': {
      const parsed = textSchema.safeParse(message);
      if (!parsed.success) return null;
      const { content: text, menu_id: choice } = parsed.data.text;
      return choice === undefined || choice === '' ? { kind: 'text', text } : { kind: 'choice', choice, text };
    }
    case 'image':
      return media('image/jpeg', message[type]);
    case 'voice':
      return media('audio/amr', message[type]);
    case 'video':
      return media('video/mp4', message[type]);
    case 'file':
      return media('application/octet-stream', message[type]);
    case 'location': {
      const parsed = locationSchema.safeParse(message);
      if (!parsed.success) return null;
      const { name, address, latitude, longitude } = parsed.data.location;
      return { kind: 'text', text: `${[name, address].join(' ').trim()} (${latitude}, ${longitude})`.trim() };
    }
    case 'link': {
      const parsed = linkSchema.safeParse(message);
      if (!parsed.success) return null;
      const { title, desc, url } = parsed.data.link;
      return { kind: 'text', text: [title, desc, url].filter((part) => part.trim() !== '').join('\n') };
    }
    default:
      return { kind: 'unsupported', vendorType: type };
  }
}

function media(mediaType: string, part: unknown): InboundContent | null {
  const parsed = mediaSchema.safeParse(part);
  if (!parsed.success) return null;
  return { kind: 'media', mediaType, fileName: null, reference: parsed.data.media_id, caption: null };
}

function readEvent(
  message: z.infer<typeof messageSchema>,
  { account, at, id }: { readonly account: string; readonly at: string; readonly id: string },
): ReadMessage {
  const parsed = eventSchema.safeParse(message);
  if (!parsed.success) return nothing('unknown-shape');
  const {
    event_type: type,
    external_userid,
    scene,
    scene_param,
    welcome_code,
    fail_msgid,
    fail_type,
  } = parsed.data.event;
  switch (type) {
    case 'enter_session': {
      const person = external_userid ?? message.external_userid;
      if (person === undefined) return nothing('unknown-shape');
      const address: Address = { messenger: 'wecom', account, person };
      const came = scene_param ?? scene;
      const content: InboundContent = {
        kind: 'joined',
        scene: came === undefined || came === '' ? null : came.slice(0, WECOM_POLICY.sceneLength),
      };
      // Without a code nothing may be said before they write.
      if (welcome_code === undefined)
        return { kind: 'event', event: { address, id, at, content, allows: { messages: 0, seconds: 0 } } };
      const reference: z.infer<typeof referenceSchema> = { welcomeCode: welcome_code, enteredAt: at };
      const allows = { messages: 1, seconds: WECOM_POLICY.welcomeMs / 1000 };
      return { kind: 'event', event: { address: { ...address, reference }, id, at, content, allows } };
    }
    case 'msg_send_fail': {
      if (fail_msgid === undefined) return nothing('unknown-shape');
      const code = failureCode(fail_type ?? 0);
      const ids = { vendorMessage: fail_msgid, message: fail_msgid };
      return { kind: 'report', report: { messenger: 'wecom', account, ...ids, status: 'failed', code, at } };
    }
    case 'user_recall_msg':
      // An answer may already be on its way; what was taken back is masked in the transcript like everything else.
      return nothing('recalled');
    default:
      return nothing('other-event');
  }
}
