import type { Language } from '../../languages.ts';
import type { LinkedConversation } from './conversation.ts';
import { createConversation } from './conversation.ts';
import type { ChatAdapter, DirectLineActivity } from './direct-line-types.ts';
import type { LinkState } from './link-state.ts';
import {
  ATTEMPTS_BEFORE_FAILED,
  BLOCKED_SOCKETS_BEFORE_POLLING,
  ECHO_WAIT_MS,
  ONLINE_WAIT_MS,
  retryDelayMs,
  SEND_WAIT_MS,
  STEADY_MS,
} from './link-state.ts';
import type { OneConnection } from './one-connection.ts';
import { openConnection } from './one-connection.ts';
import type { Session, SessionResult } from './session.ts';
import { listenForWake } from './wake-signals.ts';
import { installWatchedSockets, isSocketOpen, watchSockets } from './watched-sockets.ts';

export interface LinkOptions {
  /** The chat's language of the moment. */
  readonly language: () => Language;
  readonly openSession: (language: Language, restart: boolean) => Promise<SessionResult>;
  readonly onState: (state: LinkState) => void;
  /** There is a transcript to show: the first, or an empty one after a restart. */
  readonly onConversation: (adapter: ChatAdapter, userId: string) => void;
  /** Messaging apps in which conversations can go on. */
  readonly onApps: (apps: readonly string[]) => void;
}

/**
 * The lasting connection behind Web Chat: a chat adapter that Web Chat sees as always online, made of one DirectLineJS
 * client after another. A cut socket, an expired token, a sleeping laptop or a blocked WebSocket ends one client and
 * starts the next from a fresh session; the server replays the conversation and what is known is dropped by id.
 */
export class Link {
  readonly #options: LinkOptions;
  #connection: OneConnection | undefined;
  #conversation: LinkedConversation | undefined;
  #state: LinkState = { kind: 'connecting' };
  #onlineSinceMs = 0;
  /** Vain attempts since the last steady connection. */
  #attempts = 0;
  #blockedSockets = 0;
  /** Rises with every new connection, so that late news of an old one is known as such. */
  #generation = 0;
  #timer: number | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  start(): void {
    installWatchedSockets();
    listenForWake({
      woken: () => this.tryNow(),
      seen: () => {
        const lives = this.#isOnline() && (isSocketOpen() || this.#isPolling());
        if (!lives && this.#state.kind !== 'busy') this.tryNow();
      },
      networkGone: () => {
        this.#drop();
        this.#show({ kind: 'offline' });
      },
    });
    this.tryNow();
  }

  /** Try at once instead of waiting. */
  tryNow(): void {
    this.#attempts = 0;
    if (!navigator.onLine) {
      this.#show({ kind: 'offline' });
      return;
    }
    this.#show({ kind: this.#conversation === undefined ? 'connecting' : 'reconnecting' });
    void this.#connect(false);
  }

  /** Before the first question, another language means another welcome; later the conversation simply goes on. */
  languageChanged(): void {
    if (this.#isOnline() && this.#conversation?.hasVisitorSpoken() === false) void this.#connect(true);
  }

  /** A new conversation, whatever this page showed. */
  beginAnew(): void {
    this.#attempts = 0;
    void this.#connect(true);
  }

  /** The conversation of this session takes the place of the one that is shown. */
  goOnWith(session: Session): void {
    this.#attempts = 0;
    this.#drop();
    this.#show({ kind: 'connecting' });
    this.#attach(session, true);
  }

  async #connect(restart: boolean): Promise<void> {
    this.#drop();
    const generation = this.#generation;
    const result = await this.#options.openSession(this.#options.language(), restart);
    if (generation !== this.#generation) return;
    if (result.kind === 'opened') {
      this.#attach(result.session, restart);
    } else if (result.kind === 'busy') {
      this.#show({ kind: 'busy', waitSeconds: result.waitSeconds });
      this.#timer = window.setTimeout(() => void this.#connect(restart), result.waitSeconds * 1000);
    } else {
      this.#retryLater();
    }
  }

  #attach(session: Session, restart: boolean): void {
    this.#options.onApps(session.apps);
    let conversation = restart ? undefined : this.#conversation;
    if (conversation === undefined) {
      conversation = createConversation(session, (activity) => this.#post(activity));
      this.#conversation = conversation;
      this.#options.onConversation(conversation.adapter, session.userId);
    }
    conversation.token = session.token;
    const generation = this.#generation;
    const ifCurrent = (act: () => void) => () => {
      if (generation === this.#generation) act();
    };
    // DirectLineJS itself would wait for minutes on a server that does not answer.
    this.#timer = window.setTimeout(() => this.#retryLater(), ONLINE_WAIT_MS);
    this.#connection = openConnection(session, this.#isPolling(), {
      activity: conversation.receive,
      // With sockets, online is when the socket is open: until then nothing would be heard.
      online: ifCurrent(() => this.#isPolling() && this.#wentOnline()),
      lost: ifCurrent(() => this.#retryLater()),
    });
    watchSockets({
      opened: ifCurrent(() => {
        this.#blockedSockets = 0;
        this.#wentOnline();
      }),
      closed: (hadOpened) =>
        ifCurrent(() => {
          if (!hadOpened) this.#blockedSockets += 1;
          this.#retryLater();
        })(),
    });
  }

  #wentOnline(): void {
    window.clearTimeout(this.#timer);
    this.#onlineSinceMs = Date.now();
    this.#show({ kind: 'online' });
  }

  #retryLater(): void {
    // Cut again at once, as by a server that allows only so many tabs: wait longer each time, or they cut each other.
    if (this.#isOnline() && Date.now() - this.#onlineSinceMs > STEADY_MS) this.#attempts = 0;
    this.#drop();
    if (!navigator.onLine) {
      this.#show({ kind: 'offline' });
      return;
    }
    this.#attempts += 1;
    if (this.#attempts > ATTEMPTS_BEFORE_FAILED) this.#show({ kind: 'failed' });
    else this.#show({ kind: this.#conversation === undefined ? 'connecting' : 'reconnecting' });
    // Spread out, so that a restarted server is not met by everybody in the same second.
    const delayMs = retryDelayMs(this.#attempts) * (0.75 + Math.random() / 2);
    this.#timer = window.setTimeout(() => void this.#connect(false), delayMs);
  }

  async #post(activity: DirectLineActivity): Promise<string> {
    const stamped = { ...activity, locale: this.#options.language() };
    for (let tries = 0; tries < 2; tries += 1) {
      await until(() => this.#isOnline() && this.#connection !== undefined, SEND_WAIT_MS);
      const result = await this.#connection?.post(stamped);
      if (result?.kind === 'sent') {
        // What is only passed on (an event) does not come back.
        if (activity.type !== 'event') this.#expectEcho(result.id);
        return result.id;
      }
      if (result?.kind !== 'refused') break;
      // Nothing was taken: a fresh session, then once more.
      this.tryNow();
    }
    throw new Error('The message was not sent.');
  }

  #expectEcho(id: string): void {
    const conversation = this.#conversation;
    window.setTimeout(() => {
      if (conversation === this.#conversation && conversation?.hasSeen(id) === false && this.#isOnline()) this.tryNow();
    }, ECHO_WAIT_MS);
  }

  #drop(): void {
    this.#generation += 1;
    window.clearTimeout(this.#timer);
    this.#connection?.close();
    this.#connection = undefined;
  }

  #show(state: LinkState): void {
    this.#state = state;
    this.#options.onState(state);
  }

  #isOnline(): boolean {
    return this.#state.kind === 'online';
  }

  #isPolling(): boolean {
    return this.#blockedSockets >= BLOCKED_SOCKETS_BEFORE_POLLING;
  }
}

async function until(isSo: () => boolean, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!isSo() && Date.now() < end) await new Promise((resolve) => window.setTimeout(resolve, 100));
}
