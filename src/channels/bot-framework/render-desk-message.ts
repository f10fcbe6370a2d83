import { type Activity, ActivityTypes } from 'botbuilder';
import type { ShownAttachment } from '../../domain/attachment.ts';
import type { Language } from '../../domain/language.ts';

/** A message that an officer, or the desk's own machinery, puts into a visitor's conversation. */
export interface ShownDeskMessage {
  /** Unique within the conversation. */
  readonly id: string;
  readonly author: 'officer' | 'system';
  /** Name and office, as the officer signs; empty for the system. */
  readonly signature: string;
  /** As it was typed. */
  readonly text: string;
  /** UTC instant, ISO 8601. */
  readonly at: string;
  /** Of the visitor's conversation. */
  readonly language: Language;
  /** Files that came with it; how they are opened is the channel's own. */
  readonly files?: readonly ShownAttachment[];
  /** Buttons below it: what they show, and what the visitor says by pressing them. */
  readonly suggestions?: readonly { readonly label: string; readonly text: string }[] | undefined;
}

/** The bot's own id: a message from it ends the typing indicator that was shown for it. */
const BOT_ID = 'goglobal';

/**
 * An officer's or system message as a Bot Framework message. Its text is plain by declaration and by content: it holds no
 * controls and no tags that a careless client could run, only words, addresses and line breaks.
 */
export function renderDeskMessage(message: ShownDeskMessage): Partial<Activity> {
  const { id, author, signature, text, at, language, suggestions = [], files = [] } = message;
  const name = plainWords(signature).replaceAll(/\s+/g, ' ').trim();
  return {
    type: ActivityTypes.Message,
    id,
    timestamp: new Date(at),
    from: { id: BOT_ID, name, role: 'bot' },
    textFormat: 'plain',
    locale: language,
    text: plainWords(text),
    ...(suggestions.length > 0 && {
      suggestedActions: {
        to: [],
        actions: suggestions.map((button) => ({ type: 'imBack', title: button.label, value: button.text })),
      },
    }),
    channelData: {
      goglobal: {
        author,
        signature: name,
        language,
        ...(files.length > 0 && { files: files.map(shownFile) }),
        ...(suggestions.length > 0 && { suggestions: suggestions.map((button) => ({ kind: 'option', ...button })) }),
      },
    },
  };
}

function shownFile({ id, name, mediaType, size }: ShownAttachment): ShownAttachment {
  return { id, name, mediaType, size };
}

/** Look the same as < and > to people, and open no tag for machines. */
const HARMLESS: Readonly<Record<string, string>> = { '<': '\u2039', '>': '\u203a' };

/**
 * Line breaks as \n; other controls and the marks that turn writing around go. A bracket opens a tag only right before
 * a letter, «/», «!» or «?»; there, and only there, it is replaced, so that «3 < 5» stays what it is.
 */
function plainWords(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (control) => (control === '\n' ? control : ' '))
    .replaceAll(
      /<(?=[A-Za-z/!?])([^<>]*)(>?)/g,
      (_tag, inner: string, end: string) => `${HARMLESS['<'] ?? ''}${inner}${end === '' ? '' : (HARMLESS['>'] ?? '')}`,
    )
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
