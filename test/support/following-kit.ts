import { createStorage, type Storage } from '../../src/adapters/storage/create-storage.ts';
import { createFollowing } from '../../src/app/following/create-following.ts';
import type { Following, FollowingParts } from '../../src/app/following/following.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Window } from '../../src/following/choose-way.ts';
import type { Mail } from '../../src/notices/mail.ts';
import { backOffSeconds } from '../../src/outbox/back-off.ts';
import type { SendOutcome } from '../../src/outbox/sender.ts';
import { createHandleTurn } from '../../src/turn/handle-turn.ts';
import { createMemoryLog, type MemoryLog } from '../fakes/memory-log.ts';
import { makeDataDir, testConfig } from '../fakes/start-test-app.ts';
import { type CopiedAssistant, createCopiedAssistant } from './copied-assistant.ts';

/** Words that reached a conversation. */
export interface Heard {
  readonly conversation: string;
  readonly text: string;
}

export interface FollowingKit {
  readonly storage: Storage;
  readonly copied: CopiedAssistant;
  readonly following: Following;
  readonly log: MemoryLog;
  /** What followers heard in their conversations, and the mails that were sent. */
  readonly heard: Heard[];
  readonly mails: Mail[];
  readonly counts: string[];
  readonly setNow: (instant: string) => void;
  readonly setWindow: (window: Window) => void;
  /** What becomes of mails from now on. */
  readonly setMails: (outcome: SendOutcome) => void;
  /** One message of a visitor; the answer. */
  readonly say: (text: string, conversation?: string, channel?: string) => Promise<Answer>;
  /** Sends what is due in the outbox, once; how many entries. */
  readonly send: () => Promise<number>;
  readonly dispose: () => Promise<void>;
}

/** Conversations about following over a few real articles, a database, and a clock; what leaves is kept in lists. */
export async function createFollowingKit(articles: readonly string[]): Promise<FollowingKit> {
  const copied = await createCopiedAssistant(articles);
  const { assistant } = copied;
  let now = new Date('2026-11-27T02:00:00Z');
  const clock = () => now;
  const storage = await createStorage({ dataDir: await makeDataDir(), clock });
  const heard: Heard[] = [];
  const mails: Mail[] = [];
  const counts: string[] = [];
  const log = createMemoryLog();
  let window: Window = 'open';
  let mailed: SendOutcome = { kind: 'sent' };
  const parts: FollowingParts = {
    store: storage.following,
    secret: new Uint8Array(32),
    publicUrl: () => 'https://go.example',
    sendMail: (_entry, mail) => {
      if (mailed.kind === 'sent') mails.push(mail);
      return Promise.resolve(mailed);
    },
    sayTo: (_entry, { conversation, text }) => {
      heard.push({ conversation, text });
      return Promise.resolve({ kind: 'sent' });
    },
    windowOf: () => Promise.resolve(window),
    nudge: () => undefined,
    count: (what) => counts.push(what),
    clock,
    log,
  };
  const config = testConfig({ DIALOGS_DIR: 'dialogs' });
  const messengers = { ...config.messengers, whatsapp: {} as NonNullable<typeof config.messengers.whatsapp> };
  const following = await createFollowing(assistant, { messengers }, parts);
  const turn = createHandleTurn({
    store: storage.conversations,
    clock,
    understand: assistant.understand,
    answer: assistant.answer,
    mask: (text) => text,
    onAnswer: () => undefined,
    timeoutMs: 20_000,
    wording: assistant.dialogs.wording,
    forms: null,
    following: following.talk,
  });
  let said = 0;
  return {
    storage,
    copied,
    following,
    log,
    heard,
    mails,
    counts,
    setNow: (instant) => {
      now = new Date(instant);
      copied.setToday(instant.slice(0, 10));
    },
    setWindow: (next) => {
      window = next;
    },
    setMails: (outcome) => {
      mailed = outcome;
    },
    async say(text, conversation = 'c1', channel = 'directline') {
      said += 1;
      const reply = await turn({ id: `m${said}`, conversation, text, channel, at: now.toISOString() });
      if (reply === null) throw new Error('nobody answered');
      await following.release(conversation);
      return reply.answer;
    },
    async send() {
      const lease = new Date(now.getTime() + 60_000);
      const due = await storage.outbox.take('follower', now, lease, 100);
      for (const entry of due) {
        const outcome = await following.send(entry);
        const isOver = outcome.kind === 'dead' || backOffSeconds(entry.attempts, 0) === null;
        if (outcome.kind === 'retry' || outcome.kind === 'dead')
          await storage.outbox.fail(entry.id, outcome.error, isOver ? null : lease);
        else await storage.outbox.settle(entry.id, now);
      }
      for (const { id, payload } of await storage.outbox.take('email', now, lease, 100)) {
        mails.push(payload as Mail);
        await storage.outbox.settle(id, now);
      }
      return due.length;
    },
    dispose: async () => {
      await following.stop();
      await storage.close();
      await copied.dispose();
    },
  };
}
