import type { Answer } from '../../domain/answer.ts';
import { type AttachRefusal, attachRefusal } from '../../domain/attachment.ts';
import type { Language } from '../../domain/language.ts';
import type { AddressChange, KeptEvent, KnownAddress } from './address-store.ts';
import type { InboundContent, InboundEvent, MessengerChannel } from './channel.ts';
import { languageFor } from './language-for.ts';
import type { MessengerParts } from './messenger-parts.ts';
import { plainAnswer } from './outgoing.ts';
import { MESSENGER_POLICY } from './policy.ts';
import { asksForMore, choiceByNumber } from './read-reply.ts';

/** What is to be said because of an event, in this order, and what is remembered. */
export interface Heard {
  readonly answers: readonly Answer[];
  readonly change: AddressChange;
  /** The last answer is the rest of one that was said in part: nothing of it waits once more, unless it is too long. */
  readonly isRest?: boolean;
  /** Thrown away: why, for the metric. */
  readonly skipped?: string;
  /** Said although an officer owns the chat: the visitor has to know it. */
  readonly isOwed?: boolean;
}

const NOTHING: Heard = { answers: [], change: {} };

/**
 * One event of one person, after those before it. Says nothing to repeats (they never get here), to what is too old, and
 * while an officer owns the chat; but whoever moves a conversation is told what came of it. The event's `conversation` is
 * the person's place.
 */
export async function hearEvent(
  { conversation: place, event }: KeptEvent,
  known: KnownAddress,
  channel: MessengerChannel,
  parts: MessengerParts,
): Promise<Heard> {
  const { content } = event;
  const language = languageFor(known, channel);
  if (content.kind === 'left') return NOTHING;
  if (content.kind === 'wants-handoff') return { ...NOTHING, change: { wantsHandoff: true } };
  if (await isTooOld(place, event, parts)) return { ...NOTHING, skipped: 'too-old' };
  const at = { place, messenger: channel.id, language };
  if (content.kind === 'joined') {
    const arrived = content.scene === null ? null : await parts.moves.arrive({ ...at, text: content.scene });
    if (arrived !== null) return said(arrived);
    return known.isWelcomed ? NOTHING : welcome(language, parts);
  }
  const limited = await limitOf(place, language, parts);
  if (limited !== null) return limited;
  if (content.kind === 'text') {
    const arrived = await parts.moves.arrive({ ...at, text: content.text });
    if (arrived !== null) return said(arrived);
  }
  const { conversation, before } = await parts.moves.goOn(at);
  if (content.kind === 'text' || content.kind === 'choice') {
    const link = await parts.moves.leave({ ...at, text: wordsOf(content, known) });
    if (link !== null) return { answers: [link], change: {}, isOwed: true };
  }
  const heard = await hearContent({ conversation, event, known, language, channel, parts });
  return before === null ? heard : { ...heard, answers: [before, ...heard.answers] };
}

/** The disclosures were read where the conversation came from. */
function said({ hasMoved, answers }: NonNullable<Awaited<ReturnType<MessengerParts['moves']['arrive']>>>): Heard {
  const language = answers.at(-1)?.language;
  const change = { held: null, isWelcomed: true, ...(language === undefined ? {} : { language }) };
  return { answers, change: hasMoved ? change : {}, isOwed: true };
}

function hearContent(situation: Situation): Promise<Heard> {
  const { event, known } = situation;
  const { content } = event;
  switch (content.kind) {
    case 'unsupported':
      return unsupported(situation);
    case 'media':
      return media({ ...situation, content });
    case 'text':
    case 'choice':
      return say(situation, wordsOf(content, known));
    case 'joined':
    case 'left':
    case 'wants-handoff':
      return Promise.resolve(NOTHING);
  }
}

/** Officers get everything, however late; the bot does not answer yesterday's question. */
export async function isTooOld(
  place: string,
  { at }: InboundEvent,
  { clock, cases, moves }: MessengerParts,
): Promise<boolean> {
  if (clock().getTime() - Date.parse(at) <= MESSENGER_POLICY.answeredWithinMs) return false;
  const standing = await moves.standingAt(place);
  return standing.kind === 'left' || (await cases.open(standing.conversation))?.isOwnedByOfficer !== true;
}

async function limitOf(place: string, language: Language, parts: MessengerParts): Promise<Heard | null> {
  const flood = await parts.limits.flood(place);
  if (!flood.isAllowed) return { ...NOTHING, skipped: 'flood' };
  const verdict = await parts.limits.messages(place);
  if (verdict.isAllowed) return null;
  const text = parts.wording('limit.messages', language, { seconds: String(verdict.waitSeconds) });
  return { answers: [plainAnswer(text, language, 'guardrail_input')], change: {}, skipped: 'too-many' };
}

interface Situation {
  /** That is at the person's place. */
  readonly conversation: string;
  readonly event: InboundEvent;
  readonly known: KnownAddress;
  readonly language: Language;
  readonly channel: MessengerChannel;
  readonly parts: MessengerParts;
}

/** What the visitor says by it: a number or a pressed button is the words it stands for. */
export function wordsOf(
  content: Extract<InboundContent, { kind: 'text' | 'choice' }>,
  { choices }: KnownAddress,
): string {
  if (content.kind === 'choice') return choices.find(({ id }) => id === content.choice)?.text ?? content.text;
  return choiceByNumber(content.text, choices)?.text ?? content.text;
}

async function say(situation: Situation, text: string): Promise<Heard> {
  const { conversation, event, known, language, channel, parts } = situation;
  if (known.held !== null && asksForMore(text)) {
    const isOwned = (await parts.cases.open(conversation))?.isOwnedByOfficer === true;
    if (!isOwned) return { answers: [known.held], change: { held: null }, isRest: true };
  }
  const reply = await parts.handleTurn(
    {
      id: event.id,
      conversation,
      text: text.slice(0, MESSENGER_POLICY.maxTextLength),
      channel: channel.id,
      at: event.at,
      pageLanguage: language,
    },
    () => {
      // Nobody waits for it.
      channel
        .showTyping?.(known.address, event.id)
        .catch((error: unknown) => parts.log.debug({ error, messenger: channel.id }, 'typing was not shown'));
      return Promise.resolve();
    },
  );
  const change = { held: null, wasToldUnsupported: false };
  if (reply === null) return { answers: [], change };
  const { answer } = reply;
  const first = known.isWelcomed ? [] : [firstWords(answer.language, parts)];
  return { answers: [...first, answer], change: { ...change, language: answer.language, isWelcomed: true } };
}

/** One message, as every message counts: what it is, that it is automated, how data is used; questions to begin with. */
function welcome(language: Language, parts: MessengerParts): Heard {
  const answer = { ...firstWords(language, parts), suggestions: parts.starters(language) };
  return { answers: [answer], change: { isWelcomed: true, language } };
}

function firstWords(language: Language, { wording }: MessengerParts): Answer {
  const words = ['welcome.what', 'welcome.automated', 'welcome.data'].map((key) => wording(key, language));
  return plainAnswer(words.join('\n\n'), language);
}

async function unsupported({ conversation, known, language, parts: { cases, wording } }: Situation): Promise<Heard> {
  const isOwned = (await cases.open(conversation))?.isOwnedByOfficer === true;
  if (known.wasToldUnsupported || isOwned) return NOTHING;
  const answer = plainAnswer(wording('messenger.unsupported', language), language, 'guardrail_input');
  return { answers: [answer], change: { wasToldUnsupported: true } };
}

/**
 * A picture or file belongs to a case: there it is attached, or, where the app gives no file, becomes a line for the
 * officer. Without a case only its caption is read.
 */
async function media(
  situation: Situation & { readonly content: Extract<InboundContent, { kind: 'media' }> },
): Promise<Heard> {
  const { conversation, event, content, language, parts } = situation;
  const { cases, wording } = parts;
  const open = await cases.open(conversation);
  const caption = content.caption?.trim() ?? '';
  if (open === null) {
    const key = parts.files === null ? 'messenger.mediaRefused' : 'attachment.refused.no-case';
    const refusal = plainAnswer(wording(key, language), language, 'guardrail_input');
    if (caption === '') return { answers: [refusal], change: {} };
    const heard = await say(situation, caption);
    return { ...heard, answers: [refusal, ...heard.answers] };
  }
  const kept = await attach(situation, caption);
  if (kept === 'attached' && open.isOwnedByOfficer) return NOTHING;
  if (kept !== 'left') return { answers: [keptOrNot(kept, language, parts)], change: {} };
  const name = content.fileName === null ? '' : ` ${content.fileName.replaceAll(/[\p{Cc}\]]+/gu, ' ').slice(0, 120)}`;
  const kind = wording(`messenger.media.${mediaKind(content.mediaType)}`, language);
  const line = parts.mask(`[${kind}${name}] ${content.reference}${caption === '' ? '' : `\n${caption}`}`);
  if (open.isOwnedByOfficer) {
    await cases.relay({ id: event.id, conversation, text: line });
    return NOTHING;
  }
  await cases.note(open.ticket, event.id, line);
  const answer = plainAnswer(wording('messenger.mediaKept', language), language, 'handoff');
  return { answers: [answer], change: {} };
}

/** "left": the vendor gave no file, or keeps it. */
async function attach(
  { conversation, event, content, language, channel, parts }: Parameters<typeof media>[0],
  caption: string,
): Promise<'attached' | 'left' | AttachRefusal> {
  const { files, log } = parts;
  // Recordings and films are none of what is taken: they are not even asked for.
  if (files === null || channel.fetchMedia === undefined || /^(?:audio|video)\//.test(content.mediaType)) return 'left';
  const fetched = await channel.fetchMedia(event.address, content.reference, files.limits.bytes);
  if (fetched.kind === 'too-large') return 'too-large';
  if (fetched.kind === 'failed') {
    log.warn({ messenger: channel.id, code: fetched.code }, 'a file could not be fetched from the messaging app');
    return 'left';
  }
  const sent = [{ name: content.fileName, bytes: fetched.bytes }];
  const { refused } = await files.receive({ conversation, message: event.id, files: sent, caption, language });
  return refused[0] ?? 'attached';
}

function keptOrNot(kept: 'attached' | AttachRefusal, language: Language, { files, wording }: MessengerParts): Answer {
  if (kept === 'attached' || files === null)
    return plainAnswer(wording('messenger.mediaKept', language), language, 'handoff');
  const { key, values } = attachRefusal(kept, files.limits);
  return plainAnswer(wording(key, language, values), language, 'guardrail_input');
}

function mediaKind(mediaType: string): 'picture' | 'recording' | 'video' | 'file' {
  if (mediaType.startsWith('image/')) return 'picture';
  if (mediaType.startsWith('audio/')) return 'recording';
  return mediaType.startsWith('video/') ? 'video' : 'file';
}
