import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Feedback } from '../../../domain/feedback.ts';
import type { FeedbackLedger } from './feedback-ledger.ts';

export const Ledger = createContext<FeedbackLedger | null>(null);

/** What the visitor says of one answer; null where nobody keeps it. */
export function useFeedback(reply: string): {
  readonly feedback: Feedback | null;
  readonly give: (feedback: Feedback | null) => Promise<boolean>;
} | null {
  const ledger = useContext(Ledger);
  const feedback = useSyncExternalStore(ledger?.subscribe ?? (() => () => undefined), () => ledger?.of(reply) ?? null);
  return ledger && { feedback, give: (next) => ledger.give(reply, next) };
}
