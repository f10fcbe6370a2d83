import type { ReactNode } from 'react';
import type { CaseDetail, TranscriptLine } from '../../../console/cases/case-api.ts';
import { fileSize } from '../../file-size.ts';
import { useTexts } from '../texts/use-texts.ts';

type Files = CaseDetail['attachments'];

/** What came with a message. Pictures open in a tab of their own, documents are saved; both are written down. */
export function CaseFiles({ caseId, files }: { readonly caseId: string; readonly files: Files }): ReactNode {
  const { texts } = useTexts();
  if (files.length === 0) return null;
  return (
    <ul className="case-files">
      {files.map(({ id, name, size, mediaType }) => {
        const isPicture = mediaType.startsWith('image/');
        return (
          <li key={id}>
            <a
              href={`/console/api/cases/${encodeURIComponent(caseId)}/attachments/${encodeURIComponent(id)}`}
              {...(isPicture ? { target: '_blank', rel: 'noopener noreferrer' } : { download: name })}
            >
              {name}
              {isPicture ? <span className="visually-hidden"> {texts.opensInNewTab}</span> : null}
            </a>{' '}
            <span className="under">{fileSize(size)}</span>
          </li>
        );
      })}
    </ul>
  );
}

/**
 * The conversation with a line for files that came before anybody had the case: they were sent without words. An officer's
 * file whose message was never sent has none.
 */
export function withFileLines({ transcript, attachments }: CaseDetail): readonly TranscriptLine[] {
  const known = new Set(transcript.map(({ id }) => id));
  const own = new Map<string, TranscriptLine>();
  for (const { message: id, author, at, name } of attachments) {
    if (author !== 'visitor' || known.has(id)) continue;
    const line = own.get(id);
    // Without words the names are what was said.
    const text = line === undefined ? name : `${line.text}\n${name}`;
    own.set(id, { id, author, signature: '', citations: [], at: line?.at ?? at, text });
  }
  if (own.size === 0) return transcript;
  return [...transcript, ...own.values()].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
