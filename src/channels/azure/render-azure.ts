import { createHash } from 'node:crypto';
import type { Answer, Suggestion } from '../../domain/answer.ts';
import { answerInText, deskInText } from '../messenger/answer-in-text.ts';
import type { Address, Rendered, Said, VendorMessage } from '../messenger/channel.ts';
import { messengerTexts } from '../messenger/messenger-texts.ts';
import { numberedChoices } from '../messenger/numbered-choices.ts';
import { splitText } from '../messenger/split-text.ts';
import { writeMarkup } from '../messenger/write-markup.ts';
import { adaptiveCard } from './adaptive-card.ts';
import { referenceSchema } from './azure-schema.ts';
import { officerWord } from './azure-texts.ts';
import { AZURE_POLICY, type SubChannel, subChannelOf } from './policy.ts';

/** Of one message with its card, as JSON in UTF-16 units: half of 28 KB, less what the service and the SDK add. */
const CARD_LENGTH = 12_000;

/** What is said, as messages of the Bot Framework in the form that the app behind the service shows best. */
export function renderAzure(said: Said, { reference }: Address): Rendered {
  const channelId = referenceSchema.safeParse(reference).data?.channelId ?? '';
  const app = subChannelOf(channelId);
  if (said.kind === 'desk') return { messages: deskMessages(said, app), choices: [] };
  const { answer } = said;
  const suggestions = answer.suggestions.slice(0, Math.max(app.capabilities.buttons.most, MOST_NUMBERS));
  const choices = suggestions.map(({ text }) => ({ id: choiceId(text), text }));
  const shown = { ...answer, suggestions };
  const messages = app.choices === 'card' ? cardMessages(shown, app) : textMessages(shown, app);
  return { messages, choices };
}

/** Of a numbered list. */
const MOST_NUMBERS = 10;

/** Follows from what is said by it, so that a button of an older message never means one of this. */
function choiceId(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** Plain by declaration: what an officer types is no Markdown. Who speaks stands above it, always. */
function deskMessages(said: Extract<Said, { kind: 'desk' }>, { capabilities }: SubChannel): readonly VendorMessage[] {
  const { author, signature, language } = said;
  const signed = author === 'officer' && signature.trim() === '' ? officerWord(language) : signature;
  const words = deskInText({ ...said, signature: signed }, 'plain');
  return parts(words, capabilities.text.most).map((text) => message(text, 'plain', language));
}

/** Words alone are a text, which can be copied; with sources, buttons, a form or a table they are a card. */
function cardMessages(answer: Answer, app: SubChannel): readonly VendorMessage[] {
  const { language, citations, suggestions, card, progress, table } = answer;
  const words = parts(answer.text, app.capabilities.text.most);
  const texts = (some: readonly string[]) => some.map((text) => message(text, app.textFormat, language));
  const isPlain =
    citations.length + suggestions.length === 0 && card === undefined && progress === undefined && table === undefined;
  if (isPlain) return texts(words);
  if (!suggestions.every((suggestion) => fitsButton(suggestion, app))) return textMessages(answer, app);
  const whole = cardMessage(answer, words.at(-1) ?? '');
  if (isShort(whole)) return [...texts(words.slice(0, -1)), whole];
  const rest = cardMessage(answer, '');
  return isShort(rest) ? [...texts(words), rest] : textMessages(answer, app);
}

function isShort(card: VendorMessage): boolean {
  return JSON.stringify(card).length <= CARD_LENGTH;
}

function cardMessage(answer: Answer, words: string): VendorMessage {
  const content = adaptiveCard(answer, words, ({ text }) => choiceId(text));
  return {
    type: 'message',
    locale: answer.language,
    summary: summaryOf(answer, words),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}

/** What a notification and a screen reader say of a card. */
function summaryOf({ card, language }: Answer, words: string): string {
  const plain = writeMarkup(words, 'plain').replaceAll(/\s+/gu, ' ').trim();
  const whole = plain === '' && card?.kind === 'case' ? card.number : plain;
  return whole === ''
    ? messengerTexts(language).options
    : Array.from(whole).slice(0, AZURE_POLICY.summaryLength).join('');
}

function textMessages(answer: Answer, app: SubChannel): readonly VendorMessage[] {
  const { language, suggestions } = answer;
  const { capabilities, textFormat, choices } = app;
  const words = answerInText(answer, capabilities.markup);
  const hasButtons =
    (choices === 'hero' || choices === 'suggested') &&
    suggestions.length > 0 &&
    suggestions.length <= capabilities.buttons.most &&
    suggestions.every((suggestion) => fitsButton(suggestion, app));
  const numbers = hasButtons ? '' : numberedChoices(suggestions, language);
  const whole = [words, numbers].filter((part) => part !== '').join('\n\n');
  const texts = parts(whole, capabilities.text.most).map((text) => message(text, textFormat, language));
  const last = texts.at(-1);
  if (!hasButtons || last === undefined) return texts;
  return [...texts.slice(0, -1), { ...last, ...buttons(suggestions, language, choices) }];
}

function fitsButton({ label, text }: Suggestion, { capabilities: { buttons: allowed } }: SubChannel): boolean {
  return label.trim() !== '' && label.length <= allowed.label && text.trim() !== '';
}

/** A press says its value in the visitor's name. */
function buttons(suggestions: readonly Suggestion[], language: Answer['language'], choices: SubChannel['choices']) {
  const actions = suggestions.map(({ label, text }) => ({ type: 'imBack', title: label, value: text }));
  if (choices === 'suggested') return { suggestedActions: { to: [], actions } };
  const { more, next } = messengerTexts(language);
  const isOnlyMore = suggestions.every(({ kind }) => kind === 'more');
  const content = { text: isOnlyMore ? more.hint : next, buttons: actions };
  return { attachments: [{ contentType: 'application/vnd.microsoft.card.hero', content }] };
}

function parts(words: string, most: number): readonly string[] {
  return splitText(words, (part) => part.length <= most);
}

function message(text: string, textFormat: 'plain' | 'markdown', locale: Answer['language']): VendorMessage {
  return { type: 'message', text, textFormat, locale };
}
