import type { ReactNode } from 'react';
import type { Citation } from '../../../domain/answer.ts';
import { dayInWords } from '../../../domain/day-in-words.ts';
import { isSafeUrl } from '../../../domain/markdown/parse-inline.ts';
import type { Language } from '../../languages.ts';
import { chatTexts } from '../../texts/chat-texts.ts';

/** Where a mark in the text jumps to. */
export function sourceId(activityId: string, mark: number): string {
  return `source-${activityId}-${mark}`;
}

export function SourcesList(props: {
  readonly activityId: string;
  readonly citations: readonly Citation[];
  readonly language: Language;
}): ReactNode {
  if (props.citations.length === 0) return null;
  const texts = chatTexts(props.language);
  const headingId = `sources-${props.activityId}`;
  return (
    <section className="sources" aria-labelledby={headingId}>
      <p className="sources-title" id={headingId}>
        {texts.sources}
      </p>
      <ol>
        {props.citations.map((citation) => (
          <li key={citation.mark} value={citation.mark}>
            <span className="source-number" aria-hidden="true">
              {citation.mark}
            </span>
            <SourceRow citation={citation} id={sourceId(props.activityId, citation.mark)} language={props.language} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function SourceRow(props: {
  readonly citation: Citation;
  readonly id: string;
  readonly language: Language;
}): ReactNode {
  const { citation } = props;
  const texts = chatTexts(props.language);
  return (
    <span>
      {isSafeUrl(citation.url) ? (
        <a id={props.id} href={citation.url} target="_blank" rel="noopener noreferrer" lang={citation.language}>
          {citation.title}
          <span className="visually-hidden" lang={props.language}>
            {' '}
            {texts.opensInNewTab}
          </span>
        </a>
      ) : (
        <span id={props.id} tabIndex={-1} lang={citation.language}>
          {citation.title}
        </span>
      )}
      <span className="source-facts">
        <span lang={citation.language}>{citation.publisher}</span>
        {' · '}
        <span className={citation.isPastReview ? 'past-review' : undefined}>
          {texts.checked(dayInWords(citation.checkedOn, props.language))}
          {citation.isPastReview ? (props.language === 'en' ? `, ${texts.pastReview}` : `，${texts.pastReview}`) : null}
        </span>
      </span>
    </span>
  );
}
