import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { CaseDetail, TranscriptLine } from '../../../console/cases/case-api.ts';
import { dayInWords } from '../../../domain/day-in-words.ts';
import { isSafeUrl } from '../../../domain/markdown/parse-inline.ts';
import { parseMarkdown } from '../../../domain/markdown/parse-markdown.ts';
import { plainText } from '../../chat/markdown/plain-text.ts';
import { RichText } from '../parts/rich-text.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { CaseFiles, withFileLines } from './case-files.tsx';
import { dayKey, dayOf, timeOf } from './hong-kong-time.ts';
import { useLive } from './live.tsx';

/** The visitor's typing is shown for this long after the last sign of it. */
const TYPING_MS = 6_000;
/** Nearer to the end than this, new messages are followed. */
const NEAR_END_PX = 120;

/** What was said, day by day. It follows new messages while the reader is at the end, and never pulls away from above. */
export function Transcript({ detail }: { readonly detail: CaseDetail }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.case;
  const box = useRef<HTMLDivElement>(null);
  const wasNearEnd = useRef(true);
  const transcript = useMemo(() => withFileLines(detail), [detail]);
  const isTyping = useIsTyping(detail.id);
  useEffect(() => {
    const { current } = box;
    if (current !== null && wasNearEnd.current) current.scrollTop = current.scrollHeight;
  }, [transcript.length, isTyping]);
  return (
    <>
      <div
        className="transcript"
        ref={box}
        tabIndex={0}
        role="region"
        aria-label={words.tabs.conversation}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          wasNearEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
        }}
      >
        {transcript.length === 0 ? <p className="quiet">{words.emptyTranscript}</p> : null}
        <ol>
          {transcript.map((line, index) => {
            const day = dayKey(line.at);
            const before = transcript[index - 1];
            return (
              <li key={line.id} className={`line line-${line.author}`}>
                {before !== undefined && dayKey(before.at) === day ? null : (
                  <p className="day-line">
                    <time dateTime={day}>{dayOf(line.at, language)}</time>
                  </p>
                )}
                <Line line={line} language={detail.language} />
                <CaseFiles caseId={detail.id} files={detail.attachments.filter(({ message }) => message === line.id)} />
                {detail.read?.message === line.id ? (
                  <p className="read-mark under">{words.readAt(timeOf(detail.read.at))}</p>
                ) : null}
              </li>
            );
          })}
        </ol>
        {isTyping ? <p className="typing">{texts.cases.live.typing}</p> : null}
      </div>
      <NewMessage transcript={transcript} />
    </>
  );
}

function Line({
  line,
  language,
}: {
  readonly line: TranscriptLine;
  readonly language: CaseDetail['language'];
}): ReactNode {
  const { texts } = useTexts();
  const links = new Map(line.citations.map((citation) => [citation.mark, citation]));
  const renderMark = (mark: number): ReactNode | undefined => {
    const citation = links.get(mark);
    if (citation === undefined) return undefined;
    return (
      <sup className="citation-mark">
        {isSafeUrl(citation.url) ? (
          <a href={citation.url} target="_blank" rel="noopener noreferrer" title={citation.title}>
            {mark}
          </a>
        ) : (
          mark
        )}
      </sup>
    );
  };
  return (
    <div className="message">
      <p className="message-head">
        <span className="message-author">{authorOf(line, texts.cases.case.authors)}</span>{' '}
        <time dateTime={line.at}>{timeOf(line.at)}</time>
      </p>
      {line.text === '' ? null : (
        <div className="message-text" lang={language}>
          {line.author === 'bot' ? (
            <RichText text={line.text} renderMark={renderMark} />
          ) : (
            <p className="plain-text">{line.text}</p>
          )}
        </div>
      )}
      {line.citations.length === 0 ? null : <Sources citations={line.citations} />}
    </div>
  );
}

function Sources({ citations }: { readonly citations: TranscriptLine['citations'] }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.case;
  return (
    <details className="message-sources">
      <summary>{words.sources(citations.length)}</summary>
      <ol>
        {citations.map(({ mark, title, publisher, url, checkedOn }) => (
          <li key={mark} value={mark}>
            {isSafeUrl(url) ? (
              <a href={url} target="_blank" rel="noopener noreferrer">
                {title}
                <span className="visually-hidden"> {texts.opensInNewTab}</span>
              </a>
            ) : (
              title
            )}
            <span className="under">
              {publisher}, {words.checkedOn(dayInWords(checkedOn, language))}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function authorOf(line: TranscriptLine, names: Readonly<Record<TranscriptLine['author'], string>>): string {
  return line.author === 'officer' && line.signature !== '' ? line.signature : names[line.author];
}

/** Says messages that came while the page was open, after whatever is being said. */
function NewMessage({ transcript }: { readonly transcript: readonly TranscriptLine[] }): ReactNode {
  const { texts } = useTexts();
  const seen = useRef(new Set(transcript.map(({ id }) => id)));
  const [said, setSaid] = useState('');
  useEffect(() => {
    const fresh = transcript.filter(({ id }) => !seen.current.has(id));
    for (const { id } of fresh) seen.current.add(id);
    const last = fresh.findLast(({ author }) => author === 'visitor' || author === 'bot');
    if (last === undefined) return;
    const text = last.author === 'bot' ? plainText(parseMarkdown(last.text)) : last.text;
    setSaid(texts.cases.live.newMessage(authorOf(last, texts.cases.case.authors), text));
  }, [transcript, texts]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {said}
    </p>
  );
}

function useIsTyping(id: string): boolean {
  const at = useLive().typing[id];
  const [, setTick] = useState(0);
  useEffect(() => {
    if (at === undefined) return;
    const timer = setTimeout(() => setTick((tick) => tick + 1), TYPING_MS);
    return () => clearTimeout(timer);
  }, [at]);
  return at !== undefined && Date.now() - at < TYPING_MS;
}
