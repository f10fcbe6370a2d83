import type { WebSocket } from 'ws';
import type { Log } from '../../domain/log.ts';
import type { Activity, ActivityLog, LoggedActivity } from './activity-log.ts';
import { DIRECT_LINE_POLICY } from './policy.ts';

export interface SocketHub {
  /** Takes over an open socket: first what was said after the watermark, then everything as it is said. */
  join(conversation: string, watermark: number, socket: WebSocket): void;
  /** Logged activities, in the order of their sequence. */
  publish(conversation: string, logged: readonly LoggedActivity[]): void;
  /** Another process may have logged something: in this conversation, or in any. */
  refresh(conversation: string | undefined): void;
  /** Reaches only those who are listening now: typing, and apologies that could not be logged. */
  publishUnlogged(conversation: string, activity: Activity): void;
  size(): number;
  /** Whether somebody has this conversation open, as far as this process knows. */
  isWatched(conversation: string): boolean;
  /** Ends every socket; clients come back by themselves. */
  close(): void;
}

interface Listener {
  readonly socket: WebSocket;
  /** The last activity sent. */
  sequence: number;
  /** Whether the log is being read for it: what is published meanwhile is found by reading again. */
  reading: 'no' | 'once' | 'again';
  isAlive: boolean;
}

/** Service restart (https://www.iana.org/assignments/websocket/websocket.xml). */
const CLOSE_RESTART = 1012;
/** Direct Line's reason for making room. */
const COLLISION = 'collision';

/** The open streams of all conversations. What a stream sends follows the log without a gap and without a repeat. */
export function createSocketHub(activityLog: ActivityLog, log: Log): SocketHub {
  const rooms = new Map<string, Set<Listener>>();
  const heartbeat = setInterval(() => beat(rooms), DIRECT_LINE_POLICY.heartbeatMs);
  heartbeat.unref();

  async function catchUp(conversation: string, listener: Listener): Promise<void> {
    try {
      do {
        listener.reading = 'once';
        sendLogged(listener, await activityLog.since(conversation, listener.sequence));
        // What was published during the read may be newer than what the read saw.
      } while (mustReadAgain(listener));
      listener.reading = 'no';
    } catch (error) {
      log.error({ error, conversation }, 'a stream could not be caught up; its client will come back');
      listener.socket.terminate();
    }
  }

  function publishTo(conversation: string, listener: Listener, logged: readonly LoggedActivity[]): void {
    const next = logged.filter(({ sequence }) => sequence > listener.sequence);
    if (next.length === 0) return;
    if (listener.reading !== 'no') listener.reading = 'again';
    else if (next[0]?.sequence === listener.sequence + 1) sendLogged(listener, next);
    else void catchUp(conversation, listener);
  }

  return {
    join(conversation, watermark, socket) {
      const room = rooms.get(conversation) ?? new Set();
      rooms.set(conversation, room);
      const listener: Listener = { socket, sequence: watermark, reading: 'no', isAlive: true };
      room.add(listener);
      const [oldest] = room;
      if (room.size > DIRECT_LINE_POLICY.socketsPerConversation) oldest?.socket.close(1008, COLLISION);
      socket.on('pong', () => {
        listener.isAlive = true;
      });
      // An error is always followed by close; the client's empty frames are its own heartbeat and need no answer.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        room.delete(listener);
        if (room.size === 0 && rooms.get(conversation) === room) rooms.delete(conversation);
      });
      void catchUp(conversation, listener);
    },
    publish(conversation, logged) {
      for (const listener of rooms.get(conversation) ?? []) publishTo(conversation, listener, logged);
    },
    refresh(conversation) {
      for (const room of conversation === undefined ? rooms.keys() : [conversation])
        for (const listener of rooms.get(room) ?? []) {
          if (listener.reading === 'no') void catchUp(room, listener);
          else listener.reading = 'again';
        }
    },
    publishUnlogged(conversation, activity) {
      const frame = JSON.stringify({ activities: [activity] });
      for (const listener of rooms.get(conversation) ?? []) sendFrame(listener, frame);
    },
    isWatched: (conversation) => (rooms.get(conversation)?.size ?? 0) > 0,
    size: () => [...rooms.values()].reduce((count, room) => count + room.size, 0),
    close() {
      clearInterval(heartbeat);
      const sockets = [...rooms.values()].flatMap((room) => [...room].map(({ socket }) => socket));
      for (const socket of sockets) socket.close(CLOSE_RESTART);
      // Whoever does not answer the farewell would hold up the stop.
      setTimeout(() => {
        for (const socket of sockets) socket.terminate();
      }, DIRECT_LINE_POLICY.farewellMs).unref();
    },
  };
}

/** A function of its own, because the field changes while the log is read. */
function mustReadAgain({ reading }: Listener): boolean {
  return reading === 'again';
}

function sendLogged(listener: Listener, logged: readonly LoggedActivity[]): void {
  const last = logged.at(-1);
  if (last === undefined) return;
  listener.sequence = last.sequence;
  const activities = logged.map(({ activity }) => activity);
  sendFrame(listener, JSON.stringify({ activities, watermark: String(last.sequence) }));
}

function sendFrame({ socket }: Listener, frame: string): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > DIRECT_LINE_POLICY.maxUnsentBytes) socket.terminate();
  else socket.send(frame);
}

/** A socket that has not answered the last ping is dead: a phone in a tunnel, a laptop asleep. */
function beat(rooms: ReadonlyMap<string, ReadonlySet<Listener>>): void {
  for (const room of rooms.values()) {
    for (const listener of room) {
      if (!listener.isAlive) {
        listener.socket.terminate();
        continue;
      }
      listener.isAlive = false;
      listener.socket.ping();
    }
  }
}
