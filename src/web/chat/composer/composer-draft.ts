import { createContext, useContext } from 'react';

/** Puts words into the composer, with the caret behind them, instead of sending them. */
export const ComposerDraft = createContext<(words: string) => void>(() => undefined);

export function useComposerDraft(): (words: string) => void {
  return useContext(ComposerDraft);
}
