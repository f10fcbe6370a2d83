import type { CaseCard } from '../../domain/card.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Language } from '../../domain/language.ts';
import type { Limit, Route } from '../../server/route.ts';
import type { TranscriptEntry } from '../../turn/conversation-store.ts';
import type { OpenRoute } from './conversation-routes.ts';
import { SUMMARY_ENTRIES, summaryDocument, type WriteSummary } from './summary-document.ts';

export interface SummaryParts {
  /** null: the conversation goes on elsewhere, and is not shown here any more. */
  readonly transcript: (conversation: string, limit: number) => Promise<readonly TranscriptEntry[] | null>;
  /** The latest case of the conversation, without its code; null when there is none. */
  readonly latestCase: (conversation: string, language: Language) => Promise<CaseCard | null>;
  readonly write: WriteSummary;
  /** Counts documents per conversation: setting one is work. */
  readonly limit: Limit;
  readonly clock: Clock;
}

/** The caller's own conversation as an accessible PDF, in the language of Accept-Language. */
export function summaryRoute(open: OpenRoute, parts: SummaryParts): Route {
  return open('get', '/summary', async ({ language }, { conversation: { id } }) => {
    const verdict = await parts.limit(id);
    if (!verdict.isAllowed) {
      const values = { seconds: String(verdict.waitSeconds) };
      const key = 'limit.requests';
      return { kind: 'refusal', status: 429, code: 'TooManyRequests', key, values, headers: verdict.headers };
    }
    const [entries, card] = await Promise.all([
      parts.transcript(id, SUMMARY_ENTRIES + 1),
      parts.latestCase(id, language),
    ]);
    if (entries === null) return { kind: 'refusal', status: 410, code: 'Gone', key: 'move.gone' };
    const content = await parts.write(summaryDocument(entries, card, { language, now: parts.clock() }));
    return {
      kind: 'content',
      status: 200,
      content,
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': 'attachment; filename="goglobal-conversation.pdf"',
        'Cache-Control': 'no-store',
      },
    };
  });
}
