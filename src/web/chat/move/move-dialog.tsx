import type { ReactNode } from 'react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { Language } from '../../languages.ts';
import { type MoveTexts, moveTexts } from '../../texts/move-texts.ts';
import type { Session } from '../connection/session.ts';
import { CloseIcon } from '../icons.tsx';
import { ComeBackForm } from './come-back-form.tsx';
import { type Failed, makeOffer, type Offer } from './move-api.ts';
import { QrCode } from './qr-code.tsx';

/**
 * «Continue on your phone», and the way back. The browser's own dialog keeps the focus inside and closes on Escape; it is
 * mounted when it opens. `code`: from a link of an app, then only the way back is shown.
 */
export function MoveDialog(props: {
  readonly language: Language;
  readonly token: () => string;
  readonly code: string;
  readonly onCame: (session: Session) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { language, code } = props;
  const texts = moveTexts(language);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const comes = code !== '';
  useEffect(() => {
    const { current } = dialog;
    const opener = document.activeElement;
    current?.showModal();
    return () => {
      current?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="move-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onKeyDown={(event) => {
        // Handled here: the panel around the frame stays open.
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        props.onClose();
      }}
    >
      <div className="move-head">
        <h2 id={id}>{comes ? texts.comeBackTitle : texts.title}</h2>
        <button type="button" className="icon-button" aria-label={texts.close} onClick={props.onClose}>
          <CloseIcon />
        </button>
      </div>
      {comes ? <p>{texts.comeBackWithLink}</p> : <Leaving language={language} token={props.token} />}
      <section className="move-back">
        {comes ? null : (
          <>
            <h3>{texts.comeBackTitle}</h3>
            <p>{texts.comeBackLead}</p>
          </>
        )}
        <ComeBackForm language={language} code={code} onCame={props.onCame} />
      </section>
    </dialog>
  );
}

function Leaving({ language, token }: { readonly language: Language; readonly token: () => string }): ReactNode {
  const texts = moveTexts(language);
  const [offered, setOffered] = useState<{ readonly kind: 'offered'; readonly offer: Offer } | Failed | undefined>();
  const ask = useCallback(() => {
    setOffered(undefined);
    void makeOffer(token(), language).then(setOffered);
    // The token is renewed while the dialog is open; another language is another sentence.
  }, [token, language]);
  useEffect(ask, [ask]);
  if (offered === undefined) return <p role="status">{texts.making}</p>;
  if (offered.kind === 'failed') {
    return (
      <p role="alert" className="move-failed">
        {offered.words ?? texts.failed}
      </p>
    );
  }
  return <Offered offer={offered.offer} texts={texts} onRenew={ask} />;
}

function Offered(props: { readonly offer: Offer; readonly texts: MoveTexts; readonly onRenew: () => void }): ReactNode {
  const { offer, texts } = props;
  const secondsLeft = useSecondsUntil(offer.expiresAt);
  if (secondsLeft === 0) {
    return (
      <div className="move-expired">
        <p role="alert">{texts.expired}</p>
        <button type="button" className="move-primary" onClick={props.onRenew}>
          {texts.renew}
        </button>
      </div>
    );
  }
  return (
    <>
      <p>{texts.lead}</p>
      <p className="move-code">
        <span className="move-code-title">{texts.codeTitle}</span>
        <strong aria-hidden="true">{offer.code}</strong>
        <span className="visually-hidden">{texts.codeSpoken(offer.code)}</span>
        <span className="move-left">{texts.left(inMinutes(secondsLeft))}</span>
      </p>
      <ul className="move-apps">
        {offer.apps.map((way) => (
          <WayIn key={way.app} way={way} texts={texts} />
        ))}
      </ul>
      <h3>{texts.carriesTitle}</h3>
      <ul className="move-carries">
        <li>{texts.carriesConversation}</li>
        {offer.carries.form ? <li>{texts.carriesForm}</li> : null}
        {offer.carries.case === null ? null : <li>{texts.carriesCase(offer.carries.case)}</li>}
      </ul>
      <p className="move-warning">{texts.once}</p>
    </>
  );
}

function WayIn({ way, texts }: { readonly way: Offer['apps'][number]; readonly texts: MoveTexts }): ReactNode {
  const name = texts.app[way.app] ?? way.app;
  return (
    <li>
      <h3>{name}</h3>
      {way.qr === null ? null : (
        <figure>
          <QrCode text={way.qr} label={texts.qr(name)} />
          <figcaption>{texts.scan(name)}</figcaption>
        </figure>
      )}
      {way.url === null ? null : (
        <p>
          <a href={way.url} target="_blank" rel="noopener noreferrer">
            {texts.openApp(name)}
          </a>
        </p>
      )}
      <p>{texts.sendTo(name, way.account ?? '')}</p>
      <p className="move-carrier">{texts.carrier[way.app]}</p>
    </li>
  );
}

/** Minutes and seconds; only seen, and read when it is looked at: nobody wants to hear each second. */
function inMinutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function useSecondsUntil(instant: string): number {
  const left = (): number => Math.max(0, Math.ceil((Date.parse(instant) - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = window.setInterval(() => setSeconds(left()), 1000);
    return () => window.clearInterval(timer);
  }, [instant]);
  return seconds;
}
