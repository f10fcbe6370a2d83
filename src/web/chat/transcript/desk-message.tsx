import { type ReactNode, useRef } from 'react';
import { cardTexts } from '../../texts/card-texts.ts';
import { goglobalDataOf } from '../answer/goglobal-data.ts';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { FileLinks } from '../files/file-links.tsx';
import { PlainText } from '../markdown/plain-text-view.tsx';
import { DeskSuggestions } from './desk-suggestions.tsx';
import { languageOfWords } from './message-language.ts';
import { usePageLanguage } from './page-language.ts';
import { useReportReading } from './report-reading.ts';

/** A person's message: name and office stand above it, and it does not look like the assistant's. */
export function OfficerMessage({ activity }: { readonly activity: DirectLineActivity }): ReactNode {
  const pageLanguage = usePageLanguage();
  const { signature, files } = goglobalDataOf(activity);
  const text = activity.text ?? '';
  const end = useRef<HTMLSpanElement>(null);
  useReportReading(activity.id, end);
  return (
    <div className="message message-officer" lang={pageLanguage}>
      <p className="officer-line">
        <span className="officer-label">{cardTexts(pageLanguage).officer}</span> <span>{signature}</span>
      </p>
      <div className="bubble" lang={languageOfWords(text, pageLanguage)}>
        <PlainText text={text} />
      </div>
      <FileLinks files={files} />
      <span className="message-end" ref={end} aria-hidden="true" />
    </div>
  );
}

/** What happened, said by nobody: centred and small. */
export function SystemNotice({ activity }: { readonly activity: DirectLineActivity }): ReactNode {
  const pageLanguage = usePageLanguage();
  const { language } = goglobalDataOf(activity);
  return (
    <div className="message message-notice" lang={language ?? pageLanguage}>
      <p>
        <PlainText text={activity.text ?? ''} />
      </p>
      <DeskSuggestions activity={activity} language={language ?? pageLanguage} />
    </div>
  );
}
