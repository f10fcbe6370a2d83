import type { ReactNode } from 'react';
import type { PassageView } from '../../../console/api.ts';
import { Link } from '../parts/link.tsx';
import { RichText } from '../parts/rich-text.tsx';
import { addressOf } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';

/** Passages with their scores, best first; the words open on demand. */
export function PassageTable({ passages }: { readonly passages: readonly PassageView[] }): ReactNode {
  const { texts } = useTexts();
  if (passages.length === 0) return <p className="quiet">{texts.bench.noPassages}</p>;
  return (
    <ol className="passages">
      {passages.map((passage) => (
        <li key={passage.passage}>
          <span className="score" title={texts.bench.score}>
            {passage.score.toFixed(3)}
          </span>
          <div>
            <details>
              <summary lang={passage.language}>{passage.heading}</summary>
              <div lang={passage.language}>
                <RichText text={passage.text} />
              </div>
            </details>
            <p className="under">
              {passage.topic === null ? (
                passage.title
              ) : (
                <Link
                  href={addressOf({ page: 'article', topic: passage.topic, id: passage.article })}
                  lang={passage.language}
                >
                  {passage.title}
                </Link>
              )}{' '}
              <code lang="en">#{passage.section}</code>
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
