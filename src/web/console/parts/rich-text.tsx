import { type ReactNode, useMemo } from 'react';
import { parseMarkdown } from '../../../domain/markdown/parse-markdown.ts';
import { MarkdownView } from '../../chat/markdown/markdown-view.tsx';

/** Markdown as the chat shows it to visitors. */
export function RichText({
  text,
  renderMark = () => undefined,
}: {
  readonly text: string;
  readonly renderMark?: (mark: number) => ReactNode | undefined;
}): ReactNode {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return (
    <div className="answer-text">
      <MarkdownView blocks={blocks} renderMark={renderMark} />
    </div>
  );
}
