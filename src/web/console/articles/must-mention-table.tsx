import type { ReactNode } from 'react';
import type { MustMention } from '../../../domain/article.ts';
import { SWITCH_ORDER } from '../../languages.ts';
import { useTexts } from '../texts/use-texts.ts';

export function MustMentionTable({ facts }: { readonly facts: readonly MustMention[] }): ReactNode {
  const { texts } = useTexts();
  if (facts.length === 0) return <p className="quiet">{texts.none}</p>;
  const sections = (ids: readonly string[], whenEmpty: string): ReactNode =>
    ids.length === 0 ? whenEmpty : <span lang="en">{ids.map((id) => `#${id}`).join(' ')}</span>;
  return (
    <ul className="must-mention">
      {facts.map((fact) => (
        <li key={fact.id}>
          <p className="under">
            <code lang="en">{fact.id}</code> · {texts.article.appliesTo}{' '}
            {sections(fact.appliesTo, texts.article.allSections)}
            {fact.statedIn.length === 0 ? null : (
              <>
                {' '}
                · {texts.article.statedIn} {sections(fact.statedIn, '')}
              </>
            )}
          </p>
          <div className="three">
            {SWITCH_ORDER.map((language) => (
              <p key={language} lang={language}>
                {fact.text[language]}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
