import type { WebSocket } from 'ws';
import type { Clock } from '../../domain/clock.ts';
import type { Log } from '../../domain/log.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { LIVE_SIGNED_OUT, type LiveFrame } from '../cases/case-api.ts';
import { createFrameLog, type KeptFrame, type LiveViewer } from './frame-log.ts';
import { LIVE_POLICY } from './policy.ts';

export interface LiveHub {
  /**
   * Takes over an open socket: hello, then what was missed since `since` (null: nothing), then everything as it happens.
   * `lookAgain` is asked at every heartbeat: who the person is now, or undefined when the session has ended.
   */
  join(
    socket: WebSocket,
    viewer: LiveViewer,
    since: number | null,
    lookAgain: () => Promise<LiveViewer | undefined>,
  ): void;
  publish(ticket: Ticket): void;
  /** Anything may have changed unheard: every page reads again what it shows. */
  resync(): void;
  /** The visitor of this case is writing. False when that was told a moment ago. */
  publishTyping(ticket: Ticket): boolean;
  /** The visitor of this case has read on. */
  publishRead(ticket: Ticket): void;
  /** These accounts were named in a note. */
  publishMention(accounts: readonly string[]): void;
  /** What could not be sent is different now. */
  publishNotices(): void;
  /** Whether this account has a page open. */
  isWatching(account: string): boolean;
  size(): number;
  /** Ends every socket; pages come back by themselves. */
  close(): void;
}

interface Listener {
  readonly socket: WebSocket;
  readonly lookAgain: () => Promise<LiveViewer | undefined>;
  viewer: LiveViewer;
  isAlive: boolean;
}

/** Service restart (https://www.iana.org/assignments/websocket/websocket.xml). */
const CLOSE_RESTART = 1012;
const CLOSE_POLICY = 1008;

/** The open pages of all officers. */
export function createLiveHub(clock: Clock, log: Log, heartbeatMs: number = LIVE_POLICY.heartbeatMs): LiveHub {
  const listeners = new Set<Listener>();
  const nowMs = () => clock().getTime();
  const frames = createFrameLog(nowMs(), nowMs);
  const heartbeat = setInterval(() => {
    for (const listener of listeners) void beat(listener, log);
  }, heartbeatMs);
  heartbeat.unref();

  function publish(kept: KeptFrame): void {
    for (const listener of listeners) sendKept(listener, kept);
  }

  return {
    join(socket, viewer, since, lookAgain) {
      const listener: Listener = { socket, viewer, lookAgain, isAlive: true };
      makeRoom(listeners, viewer.account);
      listeners.add(listener);
      socket.on('pong', () => {
        listener.isAlive = true;
      });
      // An error is always followed by close; what a page sends is of no interest.
      socket.on('error', () => undefined);
      socket.on('close', () => listeners.delete(listener));
      const missed = since === null ? [] : frames.since(since);
      // Hello names the place the stream goes on from, so that a cut before the missed frames loses none of them.
      const from = since === null || missed === undefined ? frames.last() : since;
      send(socket, { kind: 'hello', sequence: from });
      if (missed === undefined) send(socket, { kind: 'resync', sequence: frames.last() });
      else for (const kept of missed) sendKept(listener, kept);
    },
    publish: (ticket) => publish(frames.changed(ticket)),
    resync() {
      for (const { socket } of listeners) send(socket, { kind: 'resync', sequence: frames.last() });
    },
    publishTyping(ticket) {
      const kept = frames.typing(ticket);
      if (kept !== undefined) publish(kept);
      return kept !== undefined;
    },
    publishRead: (ticket) => publish(frames.read(ticket)),
    publishMention: (accounts) => publish(frames.mentioned(accounts)),
    publishNotices: () => publish(frames.noticesChanged()),
    isWatching: (account) => [...listeners].some(({ viewer }) => viewer.account === account),
    size: () => listeners.size,
    close() {
      clearInterval(heartbeat);
      const sockets = [...listeners].map(({ socket }) => socket);
      for (const socket of sockets) socket.close(CLOSE_RESTART);
      // Whoever does not answer the farewell would hold up the stop.
      setTimeout(() => {
        for (const socket of sockets) socket.terminate();
      }, LIVE_POLICY.farewellMs).unref();
    },
  };
}

/** A socket that has not answered the last ping is dead; one whose session has ended is closed. */
async function beat(listener: Listener, log: Log): Promise<void> {
  const { socket, lookAgain } = listener;
  if (!listener.isAlive) {
    socket.terminate();
    return;
  }
  listener.isAlive = false;
  socket.ping();
  try {
    const viewer = await lookAgain();
    if (viewer === undefined) socket.close(LIVE_SIGNED_OUT, 'signed out');
    else listener.viewer = viewer;
  } catch (error) {
    // Not knowing is no reason to go on telling.
    log.warn({ error }, 'the session of a live socket could not be looked up; its page will come back');
    socket.close(CLOSE_RESTART);
  }
}

/** The oldest leaves the list at once: until it has said farewell it must not be taken for the oldest again. */
function makeRoom(listeners: Set<Listener>, account: string): void {
  const [oldest, ...others] = [...listeners].filter(({ viewer }) => viewer.account === account);
  if (oldest === undefined || others.length + 1 < LIVE_POLICY.socketsPerAccount) return;
  listeners.delete(oldest);
  oldest.socket.close(CLOSE_POLICY, 'too many pages');
}

function sendKept({ socket, viewer }: Listener, { frame, concerns }: KeptFrame): void {
  if (concerns(viewer)) send(socket, frame);
}

function send(socket: WebSocket, frame: LiveFrame): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > LIVE_POLICY.maxUnsentBytes) socket.terminate();
  else socket.send(JSON.stringify(frame));
}
