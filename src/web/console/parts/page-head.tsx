import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../texts/use-texts.ts';

/** Title and one sentence of a page. It takes the focus, so that a screen reader says where one has come. */
export function PageHead({
  title,
  lead,
  lang,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly lang?: string | undefined;
  readonly children?: ReactNode;
}): ReactNode {
  const { texts } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${texts.name}`;
  }, [title, texts]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="page-head">
      <h1 ref={heading} tabIndex={-1} lang={lang}>
        {title}
      </h1>
      {lead === undefined ? null : <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}
