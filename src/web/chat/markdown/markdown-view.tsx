import type { ReactNode } from 'react';
import type { Block, Inline } from '../../../domain/markdown/markdown.ts';
import { parseInline } from '../../../domain/markdown/parse-inline.ts';

export interface MarkdownViewProps {
  readonly blocks: readonly Block[];
  /** Shows the mark, or undefined when there is no such source: then it stays text. */
  readonly renderMark: (mark: number) => ReactNode | undefined;
}

/** Markdown as React elements. Text goes in as text, so HTML in an answer is shown, never run. */
export function MarkdownView({ blocks, ...options }: MarkdownViewProps): ReactNode {
  return blocks.map((block, index) => <BlockView key={index} block={block} {...options} />);
}

/** A line of it, for an element of its own. */
export function InlinesView(props: { readonly inlines: readonly Inline[] } & Options): ReactNode {
  return inlines(props.inlines, props);
}

type Options = Omit<MarkdownViewProps, 'blocks'>;

function BlockView({ block, ...options }: { readonly block: Block } & Options): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p>{inlines(block.children, options)}</p>;
    case 'heading':
      // Not a heading element: the transcript is a feed of messages, their inner titles are not its outline.
      return <p className="answer-heading">{inlines(block.children, options)}</p>;
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          {item.length === 1 && item[0]?.kind === 'paragraph' ? (
            inlines(item[0].children, options)
          ) : (
            <MarkdownView blocks={item} {...options} />
          )}
        </li>
      ));
      return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case 'rule':
      return <hr className="answer-rule" />;
    case 'table':
      return <TableView header={block.header} rows={block.rows} {...options} />;
  }
}

function inlines(children: readonly Inline[], options: Options): ReactNode {
  return children.map((inline, index) => <InlineView key={index} inline={inline} {...options} />);
}

function InlineView({ inline, ...options }: { readonly inline: Inline } & Options): ReactNode {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'strong':
      return <strong>{inlines(inline.children, options)}</strong>;
    case 'emphasis':
      return <em>{inlines(inline.children, options)}</em>;
    case 'code':
      return <code>{inline.text}</code>;
    case 'link':
      return (
        <a href={inline.url} target="_blank" rel="noopener noreferrer">
          {inlines(inline.children, options)}
        </a>
      );
    case 'mark':
      return options.renderMark(inline.mark) ?? `[${inline.mark}]`;
    case 'break':
      return <br />;
  }
}

/** A table that scrolls sideways by itself: one inside the text, or one that answers a question and comes as data. */
export function TableView(props: {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly caption?: string;
  readonly renderMark: MarkdownViewProps['renderMark'];
}): ReactNode {
  const { renderMark } = props;
  const content = (cell: string): ReactNode => <div>{inlines(parseInline(cell), { renderMark })}</div>;
  return (
    // Focusable, because a keyboard has to be able to scroll it sideways.
    <div className="table">
      {/* Outside of what scrolls, so that it stays in view. */}
      {props.caption === undefined || props.caption === '' ? null : <p className="table-caption">{props.caption}</p>}
      <div className="table-scroll" role="region" aria-label={props.caption || props.header.join(', ')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {props.header.map((cell, column) => (
                <th key={column} scope="col">
                  {content(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) =>
                  column === 0 ? (
                    <th key={column} scope="row">
                      {content(cell)}
                    </th>
                  ) : (
                    <td key={column}>{content(cell)}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
