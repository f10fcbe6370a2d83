import type { Suggestion } from '../../domain/answer.ts';
import type { Language } from '../../domain/language.ts';
import { answerInText, deskInText } from '../messenger/answer-in-text.ts';
import type { Rendered, Said, VendorMessage } from '../messenger/channel.ts';
import { messengerTexts } from '../messenger/messenger-texts.ts';
import { numberedChoices } from '../messenger/numbered-choices.ts';
import { splitText } from '../messenger/split-text.ts';
import { WHATSAPP_POLICY } from './policy.ts';
import { SAYS } from './read-delivery.ts';

/**
 * What is said, as messages of the Cloud API: text, with up to three buttons or a list of up to ten rows under the last,
 * or a numbered list when a label fits neither.
 */
export function renderWhatsApp(said: Said): Rendered {
  if (said.kind === 'desk') return { messages: texts(deskInText(said, 'whatsapp')), choices: [] };
  const { answer } = said;
  const words = answerInText(answer, 'whatsapp');
  const suggestions = answer.suggestions.slice(0, WHATSAPP_POLICY.list.most);
  const choices = suggestions.map(({ text }, index) => ({ id: idOf(text, index), text }));
  const ids = choices.map(({ id }) => id);
  const action = actionOf(suggestions, ids, answer.language);
  if (suggestions.length === 0) return { messages: texts(words), choices };
  if (action === null)
    return { messages: texts(`${words}\n\n${numberedChoices(suggestions, answer.language)}`), choices };
  const { more, next } = messengerTexts(answer.language);
  const isOnlyMore = suggestions.every(({ kind }) => kind === 'more');
  // A list is closed until it is pressed: nobody would know that there is more.
  const isHidden = action.type === 'list' && suggestions.some(({ kind }) => kind === 'more');
  const body = isHidden ? [words, more.hint].filter((part) => part !== '').join('\n\n') : words;
  return { messages: withAction(body, action, isOnlyMore ? more.hint : next), choices };
}

type Action = { readonly type: 'button' | 'list'; readonly action: VendorMessage };

/** A body with buttons is shorter than a text: what is too long for it goes before, and the buttons under a short line. */
function withAction(words: string, action: Action, next: string): readonly VendorMessage[] {
  if (words !== '' && words.length <= WHATSAPP_POLICY.interactiveBody) return [interactive(words, action)];
  return [...texts(words), interactive(next, action)];
}

function interactive(body: string, { type, action }: Action): VendorMessage {
  return { type: 'interactive', interactive: { type, body: { text: body }, action } };
}

function texts(words: string): readonly VendorMessage[] {
  return splitText(words, (part) => part.length <= WHATSAPP_POLICY.text).map((body) => ({
    type: 'text',
    text: { preview_url: false, body },
  }));
}

/** Holds what is said by it, where it fits: ids must be unique, without a space at their ends. */
function idOf(text: string, index: number): string {
  const id = `${SAYS}${text}`;
  return id.length <= WHATSAPP_POLICY.rowId && text === text.trim() ? id : `choice:${index + 1}`;
}

function actionOf(suggestions: readonly Suggestion[], ids: readonly string[], language: Language): Action | null {
  const labels = suggestions.map(({ label }) => label.trim());
  const fit = (most: number) => labels.every((label) => label !== '' && label.length <= most);
  const areUnique = new Set(labels).size === labels.length && new Set(ids).size === ids.length;
  if (labels.length === 0 || !areUnique) return null;
  const { buttons, list } = WHATSAPP_POLICY;
  if (labels.length <= buttons.most && fit(buttons.label))
    return {
      type: 'button',
      action: {
        buttons: labels.map((title, index) => ({ type: 'reply', reply: { id: ids[index] ?? '', title } })),
      },
    };
  const isShort = fit(list.label);
  if (!isShort && !fit(list.description)) return null;
  return {
    type: 'list',
    action: {
      button: messengerTexts(language).options,
      sections: [
        {
          rows: labels.map((label, index) => ({
            id: ids[index] ?? '',
            // A label that is too long for a title stands whole below its number.
            ...(isShort ? { title: label } : { title: String(index + 1), description: label }),
          })),
        },
      ],
    },
  };
}
