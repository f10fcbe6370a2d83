import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { Language } from '../languages.ts';
import { cardTexts } from '../texts/card-texts.ts';
import { SaveIcon } from './icons.tsx';

/** «Save conversation»: a button that shows the ways to take it along. */
export function SaveMenu(props: {
  readonly language: Language;
  readonly isDisabled: boolean;
  /** Resolves to false when no PDF could be made. */
  readonly onPdf: () => Promise<boolean>;
  readonly onText: () => void;
  readonly onPrint: () => void;
}): ReactNode {
  const texts = cardTexts(props.language);
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const whole = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: Event): void => {
      if (!(event.target instanceof Node && whole.current?.contains(event.target))) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, [isOpen]);
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOpen) return;
    // Marked as handled, so that the panel around it stays open.
    event.preventDefault();
    close();
  };
  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  const press = (act: () => void) => (): void => {
    act();
    close();
  };
  const savePdf = (): void => {
    setSaid(texts.pdfUnderWay);
    void props.onPdf().then((isMade) => {
      setSaid(isMade ? '' : texts.pdfFailed);
      // What failed leaves the other ways in view.
      if (isMade) close();
    });
  };
  return (
    <div className="save-menu" ref={whole} onKeyDown={closeOnEscape}>
      <button
        ref={opener}
        type="button"
        className="save-opener"
        aria-label={texts.save}
        title={texts.save}
        aria-expanded={isOpen}
        disabled={props.isDisabled}
        onClick={() => setOpen(!isOpen)}
      >
        <SaveIcon />
      </button>
      {isOpen ? (
        <ul className="save-ways">
          <li>
            <button type="button" onClick={savePdf}>
              {texts.savePdf}
            </button>
          </li>
          <li>
            <button type="button" onClick={press(props.onText)}>
              {texts.saveText}
            </button>
          </li>
          <li>
            <button type="button" onClick={press(props.onPrint)}>
              {texts.savePrint}
            </button>
          </li>
        </ul>
      ) : null}
      <p className={isOpen && said !== '' ? 'save-said' : 'visually-hidden'} role="status">
        {isOpen ? said : ''}
      </p>
    </div>
  );
}
