import type { ReactNode } from 'react';
import type { Language } from '../languages.ts';
import { LANGUAGE_SIGNS, SWITCH_ORDER } from '../languages.ts';
import { chatTexts } from '../texts/chat-texts.ts';
import { moveTexts } from '../texts/move-texts.ts';
import { CloseIcon, PersonIcon, PhoneIcon } from './icons.tsx';
import { SaveMenu } from './save-menu.tsx';

export function ChatHeader(props: {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  /** False until there is a conversation to say it in. */
  readonly canAsk: boolean;
  readonly onPerson: () => void;
  /** Undefined when there is no app to go on in. */
  readonly onMove: (() => void) | undefined;
  readonly onSavePdf: () => Promise<boolean>;
  readonly onSaveText: () => void;
  readonly onSavePrint: () => void;
  /** Undefined on a page of its own: there is nothing to close. */
  readonly onClose: (() => void) | undefined;
}): ReactNode {
  const texts = chatTexts(props.language);
  return (
    <header className="chat-header">
      <div className="chat-title">
        <h1>{texts.name}</h1>
        <p>{texts.automated}</p>
      </div>
      {props.onClose === undefined ? null : (
        <button type="button" className="icon-button chat-close" aria-label={texts.close} onClick={props.onClose}>
          <CloseIcon />
        </button>
      )}
      <div className="chat-tools">
        <div className="language-switch" role="group" aria-label={texts.switchLanguage}>
          {SWITCH_ORDER.map((language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-label={LANGUAGE_SIGNS[language].name}
              aria-pressed={language === props.language}
              onClick={() => props.onLanguage(language)}
            >
              {LANGUAGE_SIGNS[language].sign}
            </button>
          ))}
        </div>
        <div className="chat-ways-on">
          {props.onMove === undefined ? null : (
            <button
              type="button"
              className="move-opener"
              aria-label={moveTexts(props.language).open}
              title={moveTexts(props.language).open}
              aria-haspopup="dialog"
              disabled={!props.canAsk}
              onClick={props.onMove}
            >
              <PhoneIcon />
            </button>
          )}
          <SaveMenu
            language={props.language}
            isDisabled={!props.canAsk}
            onPdf={props.onSavePdf}
            onText={props.onSaveText}
            onPrint={props.onSavePrint}
          />
          <button type="button" className="person-button" disabled={!props.canAsk} onClick={props.onPerson}>
            <PersonIcon />
            {texts.person}
          </button>
        </div>
      </div>
    </header>
  );
}
