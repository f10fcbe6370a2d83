import { type ReactNode, useMemo } from 'react';
import { MarkdownView } from '../../chat/markdown/markdown-view.tsx';
import { parseMarkdown } from '../../chat/markdown/parse-markdown.ts';

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
