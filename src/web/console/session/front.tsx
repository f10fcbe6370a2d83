import type { ReactNode } from 'react';
import type { Language } from '../../languages.ts';
import { LanguageSwitch } from '../parts/language-switch.tsx';
import { useTexts } from '../texts/use-texts.ts';

/** The frame before the pages: one card, the name above it, the languages. */
export function Front({
  title,
  lead,
  onLanguage,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly onLanguage: (language: Language) => void;
  readonly children: ReactNode;
}): ReactNode {
  const { texts } = useTexts();
  return (
    <div className="front">
      <header className="front-bar">
        <span className="brand">{texts.name}</span>
        <LanguageSwitch onLanguage={onLanguage} />
      </header>
      <main className="front-card">
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
        {children}
      </main>
    </div>
  );
}
