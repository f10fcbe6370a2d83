import { type ChangeEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { ATTACHMENT_TYPES, type AttachmentRoom } from '../../../domain/attachment.ts';
import { chatTexts } from '../../texts/chat-texts.ts';
import { goglobalDataOf } from '../answer/goglobal-data.ts';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { AttachIcon } from '../icons.tsx';
import { usePageLanguage } from '../transcript/page-language.ts';
import { useToken } from '../transcript/token.ts';
import { hooks } from '../web-chat/web-chat.ts';
import { askRoom, sendFile } from './file-calls.ts';

/** What became of a file, below the composer. Progress is seen, only the outcome is spoken. */
export interface FileSaid {
  readonly tone: 'plain' | 'bad';
  readonly text: string;
  readonly announced: string;
}

const ACCEPT = [...Object.keys(ATTACHMENT_TYPES), ...Object.values(ATTACHMENT_TYPES).map((end) => `.${end}`)].join();

/** The paperclip: there while a case is open. */
export function AttachButton({ onSaid }: { readonly onSaid: (said: FileSaid) => void }): ReactNode {
  const language = usePageLanguage();
  const texts = chatTexts(language).files;
  const readToken = useToken();
  const room = useRoom();
  const field = useRef<HTMLInputElement>(null);
  const hint = useId();
  const [isSending, setSending] = useState(false);
  // Kept until the file has arrived: a second try is not a second file.
  const attempt = useRef<{ readonly name: string; readonly size: number; readonly id: string } | null>(null);
  if (room?.isOpen !== true) return null;
  const megabytes = Math.floor(room.bytes / 1024 ** 2);
  const say = (tone: FileSaid['tone'], text: string): void => onSaid({ tone, text, announced: text });
  const send = async (file: File): Promise<void> => {
    if (file.size > room.bytes) {
      say('bad', texts.tooLarge(file.name, megabytes));
      return;
    }
    const { name, size } = file;
    if (attempt.current?.name !== name || attempt.current.size !== size)
      attempt.current = { name, size, id: crypto.randomUUID() };
    setSending(true);
    const outcome = await sendFile(file, {
      id: attempt.current.id,
      token: readToken(),
      language,
      onProgress: (percent) => onSaid({ tone: 'plain', text: texts.sending(name, percent), announced: '' }),
    });
    setSending(false);
    if (outcome.kind !== 'unreachable') attempt.current = null;
    if (outcome.kind === 'sent') onSaid({ tone: 'plain', text: '', announced: texts.sent(name) });
    else say('bad', outcome.kind === 'refused' ? outcome.message : texts.failed(name));
  };
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const [file] = event.currentTarget.files ?? [];
    // So that the same file can be chosen again.
    event.currentTarget.value = '';
    if (file !== undefined) void send(file);
  };
  const press = (): void => {
    if (isSending) return;
    if (room.left === 0) say('bad', texts.full);
    else field.current?.click();
  };
  return (
    <>
      <button
        type="button"
        className="attach"
        aria-label={texts.attach}
        aria-describedby={hint}
        aria-disabled={isSending}
        title={`${texts.attach}. ${texts.hint(megabytes, room.left)}`}
        onClick={press}
      >
        <AttachIcon />
      </button>
      <span className="visually-hidden" id={hint}>
        {texts.hint(megabytes, room.left)}
      </span>
      <input ref={field} type="file" accept={ACCEPT} hidden aria-hidden="true" tabIndex={-1} onChange={choose} />
    </>
  );
}

export function FileSaidLine({ said }: { readonly said: FileSaid }): ReactNode {
  return (
    <>
      <p className={said.tone === 'bad' ? 'file-said file-said-bad' : 'file-said'} hidden={said.text === ''}>
        {said.text}
      </p>
      <span className="visually-hidden" role="status">
        {said.announced}
      </span>
    </>
  );
}

/** Asked only once a case was spoken of, and again whenever one is. */
function useRoom(): AttachmentRoom | undefined {
  const readToken = useToken();
  const [activities] = hooks.useActivities();
  const signs = activities.filter(isAboutCase).length;
  const [room, setRoom] = useState<AttachmentRoom>();
  useEffect(() => {
    if (signs === 0) return undefined;
    let isCurrent = true;
    void askRoom(readToken()).then((found) => {
      // Without an answer, what was known stays.
      if (isCurrent && found !== undefined) setRoom(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [signs, readToken]);
  return room;
}

function isAboutCase(activity: DirectLineActivity): boolean {
  const { card, author, files } = goglobalDataOf(activity);
  return card?.kind === 'case' || author !== undefined || files.length > 0;
}
