import type { ReactNode } from 'react';
import type { Me } from '../../console/api.ts';
import { PageHead } from './parts/page-head.tsx';
import { useTexts } from './texts/use-texts.ts';

/** What officers find until cases exist: the truth. */
export function HomePage({ me }: { readonly me: Me }): ReactNode {
  const { texts } = useTexts();
  return (
    <>
      <PageHead title={texts.pages.home} lead={`${texts.home.title(me.name)} · ${texts.roles[me.role]}`} />
      <div className="empty">
        <h2>{texts.home.empty}</h2>
        <p>{texts.home.emptyLead}</p>
      </div>
    </>
  );
}
