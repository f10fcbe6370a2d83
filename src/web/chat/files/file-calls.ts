import type { AttachmentRoom } from '../../../domain/attachment.ts';
import type { Language } from '../../languages.ts';

const FILES = '/v3/directline/attachments';
const TIMEOUT_MS = 15_000;

/** What may still be attached; undefined: the server does not say. */
export async function askRoom(token: string): Promise<AttachmentRoom | undefined> {
  try {
    const response = await fetch(FILES, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) return undefined;
    const { isOpen, left, bytes } = (await response.json()) as Partial<AttachmentRoom>;
    return { isOpen: isOpen === true, left: left ?? 0, bytes: bytes ?? 0 };
  } catch {
    return undefined;
  }
}

export type SendOutcome =
  | { readonly kind: 'sent' }
  /** In the server's words, which are in the page's language. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unreachable' };

/** An XMLHttpRequest, for only that tells how far an upload is. `id`: the same again is not a second file. */
export function sendFile(
  file: File,
  {
    id,
    token,
    language,
    onProgress,
  }: {
    readonly id: string;
    readonly token: string;
    readonly language: Language;
    readonly onProgress: (percent: number) => void;
  },
): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${FILES}?${new URLSearchParams({ id, name: file.name }).toString()}`);
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.setRequestHeader('Accept-Language', language);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.round((100 * loaded) / Math.max(1, total)));
    request.onload = () => {
      if (request.status === 200) resolve({ kind: 'sent' });
      else {
        const message = messageOf(request.responseText);
        resolve(message === '' ? { kind: 'unreachable' } : { kind: 'refused', message });
      }
    };
    request.onerror = () => resolve({ kind: 'unreachable' });
    request.send(file);
  });
}

function messageOf(body: string): string {
  try {
    const { error } = JSON.parse(body) as { error?: { message?: unknown } };
    return typeof error?.message === 'string' ? error.message : '';
  } catch {
    return '';
  }
}

/** undefined: it is gone, or the server does not answer. */
export async function fetchFile(token: string, id: string): Promise<Blob | undefined> {
  try {
    const response = await fetch(`${FILES}/${encodeURIComponent(id)}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return response.ok ? await response.blob() : undefined;
  } catch {
    return undefined;
  }
}
