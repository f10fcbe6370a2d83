import type { ReactNode } from 'react';
import type { Freshness } from '../../../console/api.ts';
import { useTexts } from '../texts/use-texts.ts';

const TONES: Readonly<Record<Freshness, string>> = { withheld: 'bad', overdue: 'bad', due: 'warn', fresh: 'good' };

/** A word with a sign: colour alone tells nobody anything. */
export function FreshnessBadge({ state }: { readonly state: Freshness }): ReactNode {
  const { texts } = useTexts();
  return (
    <span className={`badge badge-${TONES[state]}`} title={texts.articles.stateHints[state]}>
      {texts.articles.states[state]}
    </span>
  );
}
