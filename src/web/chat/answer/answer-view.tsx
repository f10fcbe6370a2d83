import type { MouseEvent, ReactNode } from 'react';
import { useMemo } from 'react';
import { foldSections } from '../../../domain/markdown/fold-sections.ts';
import type { Language } from '../../languages.ts';
import { chatTexts } from '../../texts/chat-texts.ts';
import { ProgressLine } from '../cards/progress-line.tsx';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { InlinesView, MarkdownView, type MarkdownViewProps, TableView } from '../markdown/markdown-view.tsx';
import { answerBlocks } from './answer-blocks.ts';
import { goglobalDataOf } from './goglobal-data.ts';
import { SourcesList, sourceId } from './sources-list.tsx';

/** An answer: its text with numbered marks, the table, the sources. */
export function AnswerView(props: { readonly activity: DirectLineActivity; readonly language: Language }): ReactNode {
  const { activity, language } = props;
  const data = useMemo(() => goglobalDataOf(activity), [activity]);
  const text = data.words ?? activity.text ?? '';
  const blocks = useMemo(() => answerBlocks(text, data.table), [text, data.table]);
  const activityId = activity.id ?? 'unsent';
  const marks = new Set(data.citations.map(({ mark }) => mark));
  const renderMark = (mark: number): ReactNode | undefined =>
    marks.has(mark) ? (
      <CitationMark mark={mark} target={sourceId(activityId, mark)} label={chatTexts(language).source(mark)} />
    ) : undefined;
  const { progress } = data;
  // In the middle of a form: the answer with its sources first, the form's own question last, above its buttons.
  const rule = progress === undefined ? -1 : blocks.findLastIndex(({ kind }) => kind === 'rule');
  const progressLine = progress === undefined ? null : <ProgressLine progress={progress} language={language} />;
  return (
    <>
      {rule === -1 ? progressLine : null}
      <div className="answer-text">
        <SectionsView blocks={rule === -1 ? blocks : blocks.slice(0, rule)} renderMark={renderMark} />
      </div>
      {data.table === undefined ? null : (
        <TableView
          header={data.table.columns}
          rows={data.table.rows}
          caption={data.table.caption}
          renderMark={renderMark}
        />
      )}
      <SourcesList activityId={activityId} citations={data.citations} language={language} />
      {rule === -1 ? null : (
        <div className="answer-text answer-form">
          {progressLine}
          <MarkdownView blocks={blocks.slice(rule + 1)} renderMark={renderMark} />
        </div>
      )}
    </>
  );
}

/** The best section, the others to be opened, then what must be seen whatever is closed. */
function SectionsView({ blocks, renderMark }: MarkdownViewProps): ReactNode {
  const { lead, further, tail } = useMemo(() => foldSections(blocks), [blocks]);
  return (
    <>
      <MarkdownView blocks={lead} renderMark={renderMark} />
      {further.length === 0 ? null : (
        <div className="answer-sections">
          {further.map(({ title, blocks: below }, index) => (
            <details key={index} className="answer-section">
              <summary>
                <InlinesView inlines={title} renderMark={renderMark} />
              </summary>
              <MarkdownView blocks={below} renderMark={renderMark} />
            </details>
          ))}
        </div>
      )}
      <MarkdownView blocks={tail} renderMark={renderMark} />
    </>
  );
}

function CitationMark(props: { readonly mark: number; readonly target: string; readonly label: string }): ReactNode {
  const jump = (event: MouseEvent): void => {
    // By hand: a changed address bar would be a page of its own in the visitor's history.
    event.preventDefault();
    const target = document.getElementById(props.target);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      {/* A word joiner: the mark must not start a line of its own. */}
      {'\u2060'}
      <sup className="citation-mark">
        <a href={`#${props.target}`} aria-label={props.label} onClick={jump}>
          {props.mark}
        </a>
      </sup>
    </>
  );
}
