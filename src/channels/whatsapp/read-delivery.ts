import type { DeliveryReport, InboundContent, InboundEvent } from '../messenger/channel.ts';
import {
  type Contact,
  contactSchema,
  deliverySchema,
  messageSchema,
  statusSchema,
  valueSchema,
  type WhatsAppMessage,
} from './whatsapp-schema.ts';

/** One request of Meta, taken apart: it may hold many messages and reports, of several people. */
export interface Delivery {
  readonly events: readonly InboundEvent[];
  readonly reports: readonly DeliveryReport[];
  /** Why something was left out, once for each. */
  readonly skipped: readonly string[];
}

/** undefined: not what Meta sends. What cannot be read is left out; the rest of the batch counts. */
export function readDelivery(json: unknown, account: string): Delivery | undefined {
  const delivery = deliverySchema.safeParse(json);
  if (!delivery.success) return undefined;
  const read = delivery.data.entry
    .flatMap(({ changes }) => changes)
    .map(({ field, value }) => (field === 'messages' ? readValue(value, account) : leftOut('other-field')));
  return {
    events: read.flatMap(({ events }) => events),
    reports: read.flatMap(({ reports }) => reports),
    skipped: read.flatMap(({ skipped }) => skipped),
  };
}

function leftOut(...skipped: readonly string[]): Delivery {
  return { events: [], reports: [], skipped };
}

function readValue(json: unknown, account: string): Delivery {
  const value = valueSchema.safeParse(json);
  if (!value.success) return leftOut('unknown-shape');
  const { metadata, contacts, messages, statuses, errors } = value.data;
  if (metadata.phone_number_id !== account) return leftOut('other-account');
  const people = contacts.flatMap((contact) => contactSchema.safeParse(contact).data ?? []);
  const events = messages.map((message) => eventOf(message, people, account));
  const reports = statuses.map((status) => reportOf(status, account));
  return {
    events: events.filter((event) => typeof event !== 'string'),
    reports: reports.filter((report) => typeof report !== 'string'),
    skipped: [
      ...events.filter((event) => typeof event === 'string'),
      ...reports.filter((report) => typeof report === 'string'),
      ...errors.map(() => 'vendor-error'),
    ],
  };
}

/** The event, or why it is none. */
function eventOf(json: unknown, people: readonly Contact[], account: string): InboundEvent | string {
  const parsed = messageSchema.safeParse(json);
  if (!parsed.success) return 'unknown-shape';
  const message = parsed.data;
  const contact = people.find(({ wa_id }) => wa_id !== undefined && wa_id === message.from) ?? onlyOne(people, message);
  const userId = contact?.user_id ?? message.from_user_id;
  const waId = message.from ?? contact?.wa_id;
  const person = userId ?? waId;
  if (person === undefined) return 'unknown-person';
  const content = contentOf(message);
  if (typeof content === 'string') return content;
  const reference = { ...(waId === undefined ? {} : { waId }), ...(userId === undefined ? {} : { userId }) };
  return {
    address: { messenger: 'whatsapp', account, person, reference },
    id: message.id,
    at: message.timestamp,
    content,
  };
}

/** A message without a number belongs to the one contact that came with it. */
function onlyOne(people: readonly Contact[], { from }: WhatsAppMessage): Contact | undefined {
  const [contact, ...others] = people;
  if (contact === undefined || others.length > 0) return undefined;
  return from === undefined || contact.wa_id === undefined ? contact : undefined;
}

function contentOf(message: WhatsAppMessage): InboundContent | string {
  const { type, text, interactive, button } = message;
  const reply = interactive?.button_reply ?? interactive?.list_reply;
  if (type === 'text' && text !== undefined) return { kind: 'text', text: text.body };
  if (type === 'interactive' && reply !== undefined) return chosen(reply.id, reply.title);
  // Of a template: its payload is ours to choose at Meta, its text is what the visitor read.
  if (type === 'button' && button !== undefined) return { kind: 'text', text: button.text };
  const media = message.image ?? message.document ?? message.audio ?? message.video;
  if (media !== undefined && MEDIA.includes(type))
    return {
      kind: 'media',
      mediaType: media.mime_type,
      fileName: media.filename ?? null,
      reference: media.id,
      caption: media.caption ?? null,
    };
  // Nobody waits for an answer to these.
  if (type === 'reaction' || type === 'system') return type;
  return { kind: 'unsupported', vendorType: type.slice(0, 40) };
}

const MEDIA = ['image', 'document', 'audio', 'video'];
/** Our ids hold what is said by them (render-whatsapp.ts), so that a button of last week still says it. */
export const SAYS = 'says:';

function chosen(id: string, title: string): InboundContent {
  return { kind: 'choice', choice: id, text: id.startsWith(SAYS) ? id.slice(SAYS.length) : title };
}

function reportOf(json: unknown, account: string): DeliveryReport | string {
  const parsed = statusSchema.safeParse(json);
  if (!parsed.success) return 'unknown-shape';
  const { id, status, timestamp, errors, biz_opaque_callback_data: message } = parsed.data;
  const known = STATUSES.find((one) => one === status);
  if (known === undefined) return 'other-status';
  return {
    messenger: 'whatsapp',
    account,
    vendorMessage: id,
    ...(message === undefined ? {} : { message }),
    status: known,
    code: known === 'failed' ? String(errors?.[0]?.code ?? 'unknown') : null,
    at: timestamp,
  };
}

const STATUSES = ['sent', 'delivered', 'read', 'failed'] as const;
