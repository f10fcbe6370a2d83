import type { Duplex } from 'node:stream';
import type { Clock } from '../../domain/clock.ts';
import type { Log } from '../../domain/log.ts';
import type { Wording } from '../../domain/wording.ts';
import type { Limit, Route, UpgradeRoute } from '../../server/route.ts';
import { createCheckAccess } from './access.ts';
import type { ActivityLog } from './activity-log.ts';
import { activityRoutes } from './activity-routes.ts';
import { attachmentRoutes, type DirectLineFiles } from './attachment-routes.ts';
import { caseRoute } from './case-route.ts';
import { conversationRoutes, createOpenRoute } from './conversation-routes.ts';
import {
  type CarriedLine,
  type Conversations,
  type ConversationsOptions,
  createConversations,
  type ReceiveActivity,
} from './create-conversations.ts';
import { createSocketHub } from './create-socket-hub.ts';
import { createStreamUpgrade } from './create-stream-upgrade.ts';
import type { TokenSigner } from './create-token-signer.ts';
import { type MoveParts, moveRoutes } from './move-routes.ts';
import { openingRoutes } from './opening-routes.ts';
import { sessionRoute } from './session-route.ts';
import { type SummaryParts, summaryRoute } from './summary-route.ts';

export interface DirectLineOptions {
  readonly activityLog: ActivityLog;
  readonly receive: ReceiveActivity;
  readonly giveUp: ReceiveActivity;
  readonly inOrder: ConversationsOptions['inOrder'];
  readonly tokens: TokenSigner;
  /** The Direct Line secret; without it nobody can generate tokens for others. */
  readonly secret: string | undefined;
  readonly wording: Wording;
  /** Blacks out what may not be stored. */
  readonly mask: (text: string) => string;
  readonly limits: { readonly messages: Limit; readonly flood: Limit; readonly conversations: Limit };
  /** A visitor's own conversation as a file. */
  readonly summary: Omit<SummaryParts, 'clock'>;
  /** Whether an officer may still write, or just wrote, in the conversation that is here: then silence does not end it. */
  readonly isHeld?: (place: string) => Promise<boolean>;
  /** Conversations that go on in an app, or come back from one. */
  readonly moves: MoveParts;
  /** Files of cases; null: none are taken. */
  readonly files: DirectLineFiles | null;
  /** How a WebSocket is refused. */
  readonly refuseUpgrade: (socket: Duplex, status: number) => void;
  /** The visitor is writing; for an officer who is looking on. */
  readonly onTyping?: (conversation: string) => void;
  /** The visitor has read up to this message; for an officer who is looking on. */
  readonly onRead?: (conversation: string, message: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface DirectLine {
  readonly routes: readonly Route[];
  readonly upgrades: readonly UpgradeRoute[];
  readonly deliver: Conversations['deliver'];
  /** Brings words of elsewhere to a page that is open or will be. */
  readonly carryOver: (place: string, lines: readonly CarriedLine[]) => Promise<void>;
  readonly showTyping: Conversations['showTyping'];
  /** Call before listening: runs what a crash or a stop left unanswered; resolves to how many. See Conversations. */
  readonly recover: Conversations['recover'];
  /** Another process may have said something, in this conversation or, when it is undefined, in any. */
  refresh(conversation: string | undefined): void;
  openSockets(): number;
  /** Whether somebody has this conversation open, as far as this process knows. */
  isWatched(conversation: string): boolean;
  /** From now on messages are kept for the next start instead of being answered. */
  stopTurns(): void;
  closeSockets(): void;
}

/** A Direct Line 3.0 server (REST and WebSocket) in front of a bot, for DirectLineJS and Web Chat. */
export function createDirectLine(options: DirectLineOptions): DirectLine {
  const { activityLog, tokens, limits } = options;
  let isStopping = false;
  const sockets = createSocketHub(activityLog, options.log);
  const conversations = createConversations({ ...options, sockets, isStopping: () => isStopping });
  const checkAccess = createCheckAccess(tokens, options.secret);
  const open = createOpenRoute(checkAccess, activityLog);
  const upgrade = createStreamUpgrade({
    tokens,
    activityLog,
    sockets,
    isStopping: () => isStopping,
    refuse: options.refuseUpgrade,
  });
  return {
    routes: [
      sessionRoute({
        activityLog,
        tokens,
        limitConversations: limits.conversations,
        isHeld: options.isHeld ?? (() => Promise.resolve(false)),
        apps: options.moves.apps,
        clock: options.clock,
      }),
      ...moveRoutes(open, { ...options.moves, activityLog, tokens, conversations }),
      ...openingRoutes({ checkAccess, activityLog, tokens, conversations, limitConversations: limits.conversations }),
      ...conversationRoutes(open, { activityLog, tokens, conversations }),
      caseRoute(open, options.summary.latestCase),
      summaryRoute(open, { ...options.summary, clock: options.clock }),
      ...attachmentRoutes(open, { files: options.files, conversations, limitMessages: limits.messages }),
      ...activityRoutes(open, {
        conversations,
        files: options.files,
        onTyping: options.onTyping ?? (() => undefined),
        onRead: options.onRead ?? (() => Promise.resolve()),
        wantHandoff: (conversation) => activityLog.wantHandoff(conversation),
        leftNotice: options.moves.leftNotice,
        limitMessages: limits.messages,
        limitFlood: limits.flood,
      }),
    ],
    upgrades: [upgrade],
    deliver: (conversation, said, speaker) => conversations.deliver(conversation, said, speaker),
    carryOver: async (place, lines) => {
      const conversation = await activityLog.find(place);
      if (conversation !== undefined) await conversations.carryOver(conversation, lines);
    },
    showTyping: (conversation, speaker) => conversations.showTyping(conversation, speaker),
    recover: (saidBefore) => conversations.recover(saidBefore),
    refresh: (conversation) => sockets.refresh(conversation),
    openSockets: () => sockets.size(),
    isWatched: (conversation) => sockets.isWatched(conversation),
    stopTurns: () => {
      isStopping = true;
    },
    closeSockets: () => sockets.close(),
  };
}
