import type { CaseCard } from '../../domain/card.ts';
import type { Language } from '../../domain/language.ts';
import type { Route } from '../../server/route.ts';
import type { OpenRoute } from './conversation-routes.ts';

/**
 * GET /v3/directline/case: the latest case of the caller's own conversation as it stands now, without its code, for a
 * page that shows how the queue moves. `{"case": null}` when none was opened.
 */
export function caseRoute(
  open: OpenRoute,
  latestCase: (conversation: string, language: Language) => Promise<CaseCard | null>,
): Route {
  return open('get', '/case', async ({ language }, { conversation: { id } }) => ({
    kind: 'json',
    status: 200,
    json: { case: await latestCase(id, language) },
    headers: { 'Cache-Control': 'no-store' },
  }));
}
