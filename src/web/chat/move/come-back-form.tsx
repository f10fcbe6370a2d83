import type { FormEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import type { Language } from '../../languages.ts';
import { moveTexts } from '../../texts/move-texts.ts';
import type { Session } from '../connection/session.ts';
import { comeBack } from './move-api.ts';

/** Where a code from an app is entered. Pressed by the visitor, never by opening a page: a preview must not use it up. */
export function ComeBackForm(props: {
  readonly language: Language;
  /** From the link. */
  readonly code: string;
  readonly onCame: (session: Session) => void;
}): ReactNode {
  const texts = moveTexts(props.language);
  const [code, setCode] = useState(props.code);
  const [said, setSaid] = useState('');
  const [isBusy, setBusy] = useState(false);
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy || code.trim() === '') return;
    setBusy(true);
    setSaid('');
    void comeBack(code, props.language).then((result) => {
      setBusy(false);
      if (result.kind === 'came') props.onCame(result.session);
      else setSaid(result.words ?? texts.comeBackFailed);
    });
  };
  return (
    <form className="come-back" onSubmit={submit}>
      <label htmlFor={id}>{texts.codeLabel}</label>
      <div className="come-back-row">
        <input
          id={id}
          value={code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          aria-describedby={`${id}-said`}
          onChange={(event) => setCode(event.target.value)}
        />
        <button type="submit" className="move-primary" aria-disabled={isBusy}>
          {texts.comeBack}
        </button>
      </div>
      <p id={`${id}-said`} className="come-back-said" role="status">
        {said}
      </p>
    </form>
  );
}
