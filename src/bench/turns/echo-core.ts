import type { MakeCore } from '../../app/core.ts';
import { readDialogs } from '../../dialogs/read-dialogs.ts';
import { replyIdFor } from '../../domain/message.ts';

/** Says back what was said, knows nothing and stores no turn: what is left is the channel. */
export function createEchoCore(dialogsDir: string): MakeCore {
  return async ({ clock }) => {
    const { wording, starters } = await readDialogs(dialogsDir);
    return {
      giveUp: () => Promise.resolve(null),
      handleTurn: ({ id, conversation, text, pageLanguage = 'en' }) =>
        Promise.resolve({
          id: replyIdFor(id),
          conversation,
          at: clock().toISOString(),
          answer: {
            status: 'answered',
            completeness: 'complete',
            language: pageLanguage,
            text: `Echo: ${text}`,
            citations: [],
            suggestions: [],
            question: { original: text, standalone: text },
            evidence: {
              accepted: [],
              rejected: [],
              articles: [],
              confidence: 0,
              gap: 0,
              indexVersion: '',
              quoted: {},
              timingsMs: {},
              reason: 'echo',
            },
          },
        }),
      wording,
      starters: (language) => starters[language].map((text) => ({ kind: 'question', label: text, text })),
      asksForWebsite: () => false,
      mask: (text) => text,
      editorial: null,
      cases: null,
      checks: [],
      indexInfo: () => undefined,
      close: () => Promise.resolve(),
    };
  };
}
