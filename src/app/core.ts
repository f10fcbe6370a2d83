import type { Editorial } from '../console/editorial.ts';
import type { Answer, Suggestion } from '../domain/answer.ts';
import type { Clock } from '../domain/clock.ts';
import type { Language } from '../domain/language.ts';
import type { Log } from '../domain/log.ts';
import type { IncomingMessage } from '../domain/message.ts';
import type { Wording } from '../domain/wording.ts';
import type { HealthCheck } from '../server/health-routes.ts';
import type { IndexInfo } from '../server/metrics.ts';
import type { ConversationStore } from '../turn/conversation-store.ts';
import type { GiveUp } from '../turn/give-up.ts';
import type { HandleTurn } from '../turn/handle-turn.ts';
import type { Cases, CasesParts } from './cases/cases.ts';
import type { Following, FollowingParts } from './following/following.ts';

/** Everything behind the edges: what channels and server need of understanding, retrieval and answering. */
export interface Core {
  readonly handleTurn: HandleTurn;
  /** For a message that was acknowledged and cannot be answered. */
  readonly giveUp: GiveUp;
  readonly wording: Wording;
  /** Questions that a newcomer may begin with. */
  readonly starters: (language: Language) => readonly Suggestion[];
  /** Whether a message in a messaging app asks for the conversation to go on on the website. */
  readonly asksForWebsite: (text: string) => boolean;
  /** Blacks out what may not be stored. */
  readonly mask: (text: string) => string;
  /** For the editors' pages; null when there is nothing to edit. */
  readonly editorial: Editorial | null;
  /** Forms, cases and the hand-off to officers; null: questions only. */
  readonly cases: Cases | null;
  /** Following topics, markets and events; null: nothing can be followed. */
  readonly following?: Following | null;
  readonly checks: readonly HealthCheck[];
  /** undefined until the first index stands. */
  readonly indexInfo: () => IndexInfo | undefined;
  /** Stops watching files and the like. */
  readonly close: () => Promise<void>;
}

export interface CoreParts {
  readonly store: ConversationStore;
  readonly cases: Omit<CasesParts, 'clock'>;
  readonly following: Omit<FollowingParts, 'clock' | 'log'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Call once for every answer that was newly given. */
  readonly onAnswer: (answer: Answer, message: IncomingMessage) => void;
  /** Call for every time that a configured model did not serve, with the code of the error. */
  readonly onModelFault: (code: string) => void;
}

export type MakeCore = (parts: CoreParts) => Promise<Core>;
