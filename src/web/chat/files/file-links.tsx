import { type ReactNode, useState } from 'react';
import type { ShownAttachment } from '../../../domain/attachment.ts';
import { fileSize } from '../../file-size.ts';
import { chatTexts } from '../../texts/chat-texts.ts';
import { download } from '../download.ts';
import { usePageLanguage } from '../transcript/page-language.ts';
import { useToken } from '../transcript/token.ts';
import { fetchFile } from './file-calls.ts';

/** The files of a message; a press saves one. They open with the token of the conversation, so they are no plain links. */
export function FileLinks({ files }: { readonly files: readonly ShownAttachment[] }): ReactNode {
  const language = usePageLanguage();
  const texts = chatTexts(language).files;
  const readToken = useToken();
  const [isGone, setGone] = useState(false);
  if (files.length === 0) return null;
  const save = async ({ id, name }: ShownAttachment): Promise<void> => {
    const file = await fetchFile(readToken(), id);
    setGone(file === undefined);
    if (file !== undefined) download(file, name);
  };
  return (
    <div className="files">
      {files.map((file) => (
        <button
          key={file.id}
          type="button"
          className="text-button file"
          aria-label={`${texts.save(file.name)}, ${fileSize(file.size)}`}
          onClick={() => void save(file)}
        >
          <span className="file-name">{file.name}</span> <span className="file-size">{fileSize(file.size)}</span>
        </button>
      ))}
      <p className="send-state send-failed" role="status">
        {isGone ? texts.notOpened : ''}
      </p>
    </div>
  );
}
