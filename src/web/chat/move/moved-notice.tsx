import type { ReactNode } from 'react';
import type { Language } from '../../languages.ts';
import { moveTexts } from '../../texts/move-texts.ts';
import type { Session } from '../connection/session.ts';
import { ComeBackForm } from './come-back-form.tsx';

/** In the place of the composer, where the conversation has left: the ways on. */
export function MovedNotice(props: {
  readonly language: Language;
  readonly to: string;
  readonly onCame: (session: Session) => void;
  readonly onBeginAnew: () => void;
}): ReactNode {
  const texts = moveTexts(props.language);
  return (
    <section className="moved-notice" aria-label={texts.moved(texts.app[props.to] ?? props.to)}>
      <p>
        <strong>{texts.moved(texts.app[props.to] ?? props.to)}</strong> {texts.comeBackLead}
      </p>
      <ComeBackForm language={props.language} code="" onCame={props.onCame} />
      <button type="button" className="text-button" onClick={props.onBeginAnew}>
        {texts.beginAnew}
      </button>
    </section>
  );
}
