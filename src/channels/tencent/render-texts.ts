import { createHash } from 'node:crypto';
import type { Suggestion } from '../../domain/answer.ts';
import { answerInText, deskInText } from '../messenger/answer-in-text.ts';
import type { Rendered, Said, VendorMessage } from '../messenger/channel.ts';
import { numberedChoices } from '../messenger/numbered-choices.ts';
import { lengthIn, splitText } from '../messenger/split-text.ts';
import { TENCENT_POLICY } from './policy.ts';
import { tapWords } from './tencent-texts.ts';

/** A message with lines that can be tapped; tapping one says its `label`. */
export interface TextMenu {
  readonly head: string;
  readonly items: readonly { readonly id: string; readonly label: string }[];
  readonly tail: string;
}

const bytes = (text: string) => lengthIn(text, 'bytes');

/**
 * What is said, as plain texts of at most 2,048 bytes. Suggestions are lines to tap when the words fit above them, else a
 * list that «1», «2» … answer. `menuMessage` is the vendor's form of a menu.
 */
export function renderTexts(said: Said, menuMessage: (menu: TextMenu) => VendorMessage): Rendered {
  if (said.kind === 'desk') return { messages: texts(deskInText(said, 'plain')), choices: [] };
  const { answer } = said;
  const words = answerInText(answer, 'plain');
  const suggestions = answer.suggestions.slice(0, TENCENT_POLICY.menuItems);
  const choices = suggestions.map(({ text }) => ({ id: choiceId(text), text }));
  if (suggestions.length === 0) return { messages: texts(words), choices };
  if (!fitsMenu(words, suggestions))
    return { messages: texts(`${words}\n\n${numberedChoices(suggestions, answer.language)}`), choices };
  const items = suggestions.map(({ label, text }) => ({ id: choiceId(text), label: label.trim() }));
  return { messages: [menuMessage({ head: words, items, tail: tapWords(answer.language) })], choices };
}

/** Follows from what is said by it, so that a line of an older menu never means a line of this one. */
function choiceId(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

function fitsMenu(words: string, suggestions: readonly Suggestion[]): boolean {
  const labels = suggestions.map(({ label }) => label.trim());
  return (
    words !== '' &&
    bytes(words) <= TENCENT_POLICY.menuTextBytes &&
    labels.every((label) => label !== '' && bytes(label) <= TENCENT_POLICY.menuItemBytes) &&
    new Set(suggestions.map(({ text }) => text)).size === suggestions.length
  );
}

function texts(words: string): readonly VendorMessage[] {
  return splitText(words, (part) => bytes(part) <= TENCENT_POLICY.textBytes).map((content) => ({
    msgtype: 'text',
    text: { content },
  }));
}
