import { askRoutes } from '../channels/ask/ask-routes.ts';
import type { TokenSigner } from '../channels/direct-line/create-token-signer.ts';
import type { Limit } from '../server/route.ts';
import type { Parts } from './parts.ts';

/** POST /api/ask. */
export function joinAsk(
  { core, storage, clock, turns, tokenSecret }: Parts,
  tokens: TokenSigner,
  limitConversations: Limit,
) {
  return askRoutes({
    handleTurn: core.handleTurn,
    inOrder: (conversation, task) => turns.run(conversation, task),
    transcript: (conversation, limit) => storage.conversations.transcript(conversation, limit),
    issueHistoryToken: (conversation) => tokens.issue('history', { conversation, user: 'api' }, HISTORY_TTL_SECONDS),
    conversationOfToken: async (token) => {
      for (const purpose of ['history', 'conversation'] as const) {
        const result = await tokens.verify(purpose, token);
        if (result.kind !== 'valid') continue;
        // A page that the conversation has left may not read on.
        const standing = await storage.moves.standingAt(result.claims.conversation);
        return standing.kind === 'here' ? standing.conversation : undefined;
      }
      return undefined;
    },
    limitConversations,
    idSecret: tokenSecret,
    clock,
  });
}

/** A day: programs read the history of what they have just asked. */
const HISTORY_TTL_SECONDS = 24 * 3600;
