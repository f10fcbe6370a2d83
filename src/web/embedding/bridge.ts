/**
 * What the page and the chat in its frame say to each other, by postMessage. Both sides take a message only from the
 * one window and the one origin they expect; these functions then check its shape.
 */
export type PageToChat =
  /** The panel has been opened. */
  { readonly goglobal: 'opened'; readonly takeFocus: boolean } | { readonly goglobal: 'ask'; readonly text: string };

export type ChatToPage = { readonly goglobal: 'ready' } | { readonly goglobal: 'close' };

const MAX_ASKED = 300;

export function pageToChat(data: unknown): PageToChat | undefined {
  const message = recordOf(data);
  if (message?.goglobal === 'opened') return { goglobal: 'opened', takeFocus: message.takeFocus === true };
  if (message?.goglobal === 'ask' && typeof message.text === 'string' && message.text.trim() !== '') {
    return { goglobal: 'ask', text: message.text.trim().slice(0, MAX_ASKED) };
  }
  return undefined;
}

export function chatToPage(data: unknown): ChatToPage | undefined {
  const kind = recordOf(data)?.goglobal;
  return kind === 'ready' || kind === 'close' ? { goglobal: kind } : undefined;
}

function recordOf(data: unknown): Record<string, unknown> | undefined {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : undefined;
}
