import type { Storage } from '../adapters/storage/create-storage.ts';
import type { Config } from '../config.ts';
import type { Live } from '../console/live/live-upgrade.ts';
import type { AttachmentLimits, Attachments, ReceiveFiles } from '../domain/attachment.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { Metrics } from '../server/metrics.ts';
import type { TurnQueue } from '../turn/turn-queue.ts';
import type { Core } from './core.ts';
import type { Notify } from './create-notify.ts';

/** Files of cases, and how visitors' files get into theirs. */
export interface Files {
  readonly attachments: Attachments;
  readonly receive: ReceiveFiles;
  readonly limits: AttachmentLimits;
}

/** What the joins are made of: everything that stands before the first channel does. */
export interface Parts {
  readonly config: Config;
  readonly core: Core;
  readonly storage: Storage;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
  readonly tokenSecret: Uint8Array;
  readonly turns: TurnQueue;
  readonly live: Live | null;
  /** Resolves once the server listens, or will not. */
  readonly listening: Promise<unknown>;
  readonly notify: Notify;
  /** null: there are no cases to attach anything to. */
  readonly files: Files | null;
  /** Origin under which people reach this server. */
  readonly publicUrl: () => string;
}

/** A visitor who sends this many times what is allowed is a program; its messages are not even kept. */
export const FLOOD_FACTOR = 4;
