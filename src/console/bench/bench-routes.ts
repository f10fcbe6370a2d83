import { z } from 'zod';
import { LANGUAGES } from '../../domain/language.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { EDITORS, type EditorsParts } from '../editors-parts.ts';
import { answerWith } from '../refuse.ts';
import { benchView } from './bench-view.ts';

const input = z.strictObject({
  question: z.string().trim().min(1).max(2_000),
  history: z.array(z.string().trim().min(1).max(2_000)).max(5).default([]),
  /** The page's language; null lets the words decide alone. */
  language: z.enum(LANGUAGES).nullable().default(null),
});

/** The retrieval bench: a question as a visitor would ask it, with everything behind the answer. Nothing is kept. */
export function benchRoutes({ guard, editorial }: EditorsParts): readonly ConsoleRoute[] {
  return [
    guard.only(EDITORS, {
      method: 'post',
      path: '/bench',
      input,
      async handle({ input: { question, history, language } }) {
        const start = performance.now();
        const answer = await editorial.ask(question, history, language);
        const totalMs = performance.now() - start;
        return answerWith(benchView(answer, editorial, totalMs));
      },
    }),
  ];
}
