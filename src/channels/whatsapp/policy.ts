import type { Capabilities } from '../messenger/channel.ts';

/**
 * What WhatsApp's Cloud API takes (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages). Lengths are
 * counted in UTF-16 units, which is never less than Meta's count of characters.
 */
export const WHATSAPP_POLICY = {
  text: 4096,
  /** Of a message with buttons or a list; Meta's newer page says 4096 for lists, 1024 holds for both. */
  interactiveBody: 1024,
  buttons: { most: 3, label: 20 },
  list: { most: 10, label: 24, description: 72, opener: 20 },
  buttonId: 256,
  rowId: 200,
  /** Meta delivers up to 3 MB in one request. */
  bodyLimitBytes: 3 * 1024 * 1024,
  typingTimeoutMs: 3000,
  /** About one message in six seconds to one person (error 131056). */
  pairWaitSeconds: 6,
  windowHours: 24,
  templatesKeptMs: 10 * 60_000,
} as const;

export const WHATSAPP_CAPABILITIES: Capabilities = {
  text: { most: WHATSAPP_POLICY.text, unit: 'characters' },
  buttons: { most: WHATSAPP_POLICY.buttons.most, label: WHATSAPP_POLICY.buttons.label },
  list: { most: WHATSAPP_POLICY.list.most, label: WHATSAPP_POLICY.list.label },
  markup: 'whatsapp',
  cards: false,
  typing: true,
  window: { hours: WHATSAPP_POLICY.windowHours, messages: null },
  templates: true,
};
