import type { ReactNode } from 'react';
import type { Source } from '../../../domain/article.ts';
import { isSafeUrl } from '../../../domain/markdown/parse-inline.ts';
import { useTexts } from '../texts/use-texts.ts';

export function SourceList({ sources }: { readonly sources: readonly Source[] }): ReactNode {
  const { texts, language } = useTexts();
  if (sources.length === 0) return <p className="quiet">{texts.none}</p>;
  return (
    <ul className="source-list">
      {sources.map((source) => (
        <li key={source.id}>
          <p>
            {isSafeUrl(source.url) ? (
              <a href={source.url} target="_blank" rel="noopener noreferrer">
                {source.title[language]}
                <span className="visually-hidden"> {texts.opensInNewTab}</span>
              </a>
            ) : (
              source.title[language]
            )}
          </p>
          <p className="under">
            {source.publisher[language]} · {source.date} · {texts.article[source.kind]} · {texts.article.supports}{' '}
            {source.supports.length === 0 ? (
              texts.article.allSections
            ) : (
              <span lang="en">{source.supports.map((id) => `#${id}`).join(' ')}</span>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
