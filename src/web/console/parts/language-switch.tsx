import type { ReactNode } from 'react';
import { LANGUAGE_SIGNS, type Language, SWITCH_ORDER } from '../../languages.ts';
import { useTexts } from '../texts/use-texts.ts';

export function LanguageSwitch({ onLanguage }: { readonly onLanguage: (language: Language) => void }): ReactNode {
  const { texts, language } = useTexts();
  return (
    <div className="language-switch" role="group" aria-label={texts.language}>
      {SWITCH_ORDER.map((choice) => (
        <button
          key={choice}
          type="button"
          lang={choice}
          aria-pressed={choice === language}
          aria-label={LANGUAGE_SIGNS[choice].name}
          onClick={() => onLanguage(choice)}
        >
          {LANGUAGE_SIGNS[choice].sign}
        </button>
      ))}
    </div>
  );
}
