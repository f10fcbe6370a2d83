import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ChangeEvent, type ReactNode, useRef, useState } from 'react';
import type { CaseDetail } from '../../../console/cases/case-api.ts';
import { ATTACHMENT_TYPES } from '../../../domain/attachment.ts';
import { AttachIcon } from '../../chat/icons.tsx';
import { fileSize } from '../../file-size.ts';
import { postFile } from '../call.ts';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { CASES_KEY, caseKey } from './case-queries.ts';

const ACCEPT = [...Object.keys(ATTACHMENT_TYPES), ...Object.values(ATTACHMENT_TYPES).map((end) => `.${end}`)].join();

/** A file for the visitor: chosen, looked at once more, and sent as a message of its own. */
export function FilePicker({ detail }: { readonly detail: CaseDetail }): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.files;
  const queries = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  // With its id, so that a second try is not a second message.
  const [chosen, setChosen] = useState<{ readonly file: File; readonly id: string } | null>(null);
  const { bytes, perCase } = detail.fileLimits;
  const isTooLarge = chosen !== null && chosen.file.size > bytes;
  const send = useMutation({
    mutationFn: ({ file, id }: NonNullable<typeof chosen>) => {
      const query = new URLSearchParams({ id, name: file.name }).toString();
      return postFile<CaseDetail>(`/cases/${encodeURIComponent(detail.id)}/attachments?${query}`, file);
    },
    onSuccess: (next) => {
      setChosen(null);
      queries.setQueryData(caseKey(detail.id), next);
      void queries.invalidateQueries({ queryKey: [CASES_KEY, 'page'] });
    },
  });
  if (perCase === 0) return null;
  const megabytes = Math.floor(bytes / 1024 ** 2);
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const [file] = event.currentTarget.files ?? [];
    event.currentTarget.value = '';
    if (file === undefined) return;
    send.reset();
    setChosen({ file, id: crypto.randomUUID() });
  };
  return (
    <div className="file-picker">
      {send.error === null ? null : <Problem error={send.error} />}
      <input ref={field} type="file" accept={ACCEPT} hidden tabIndex={-1} onChange={choose} />
      {chosen === null ? (
        <Button
          variant="default"
          px={12}
          aria-label={words.attach}
          title={`${words.attach}: ${words.hint(megabytes, perCase)}`}
          onClick={() => field.current?.click()}
        >
          <AttachIcon />
        </Button>
      ) : (
        <div className="file-chosen" role="group" aria-label={words.attach}>
          <span>
            {chosen.file.name} <span className="under">{fileSize(chosen.file.size)}</span>
          </span>
          {isTooLarge ? (
            <span className="bad" role="alert">
              {words.tooLarge(megabytes)}
            </span>
          ) : (
            <Button size="compact-sm" autoFocus loading={send.isPending} onClick={() => send.mutate(chosen)}>
              {words.send}
            </Button>
          )}
          <Button variant="default" size="compact-sm" disabled={send.isPending} onClick={() => setChosen(null)}>
            {texts.cancel}
          </Button>
        </div>
      )}
      <span className="composer-sent" role="status">
        {send.isSuccess ? words.sent : ''}
      </span>
    </div>
  );
}
