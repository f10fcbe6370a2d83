import type { CaseTexts } from '../texts/case-texts.en.ts';

/** What people call a channel; a channel without a name in our texts is called by its id. */
export function channelName(channel: string, texts: Pick<CaseTexts, 'channels'>): string {
  return Object.hasOwn(texts.channels, channel) ? (texts.channels[channel] ?? channel) : channel;
}
