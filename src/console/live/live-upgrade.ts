import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Clock } from '../../domain/clock.ts';
import type { Log } from '../../domain/log.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Handoff } from '../../handoff/handoff.ts';
import type { UpgradeRoute } from '../../server/route.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { readSessionCookie } from '../accounts/session-cookie.ts';
import { createSessions, isAlive, type SignedIn } from '../accounts/sessions.ts';
import type { OfficerStore } from '../cases/officer-store.ts';
import { CASE_READERS, viewerOf } from '../cases/viewer.ts';
import { createLiveHub } from './create-live-hub.ts';
import type { LiveViewer } from './frame-log.ts';
import { LIVE_POLICY } from './policy.ts';

export interface LiveParts {
  readonly accounts: AccountStore;
  readonly officers: Pick<OfficerStore, 'find'>;
  readonly handoff: Pick<Handoff, 'subscribe'>;
  /** Scheme and host as the browser sees them (clientOf of server/). */
  readonly baseUrlOf: (request: IncomingMessage) => string;
  readonly isStopping: () => boolean;
  readonly refuse: (socket: Duplex, status: number) => void;
  readonly clock: Clock;
  readonly log: Log;
  /** Left out: the policy's. */
  readonly heartbeatMs?: number;
}

export interface Live {
  readonly upgrade: UpgradeRoute;
  /** The visitor of this case is writing. False when that was told a moment ago. */
  readonly visitorTyping: (ticket: Ticket) => boolean;
  /** The visitor of this case has read on. */
  readonly visitorRead: (ticket: Ticket) => void;
  /** These accounts were named in a note. */
  readonly mentioned: (accounts: readonly string[]) => void;
  /** What could not be sent is different now. */
  readonly noticesChanged: () => void;
  /** Whether this account has a page of the console open. */
  readonly isWatching: (account: string) => boolean;
  /** Another process has changed this case; undefined: it may have changed any. */
  readonly changedElsewhere: (ticket: Ticket | undefined) => void;
  readonly openSockets: () => number;
  /** Stops listening to the cases and ends every socket. */
  readonly close: () => void;
}

interface Admitted {
  readonly viewer: LiveViewer;
  /** Of the session. */
  readonly idHash: string;
}

const PATH = '/console/api/live';

/** WebSocket /console/api/live: tells the officers' pages which cases have changed, never what is in them. */
export function liveUpgrade(parts: LiveParts): Live {
  const { accounts, officers, clock } = parts;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LIVE_POLICY.maxFrameBytes,
    perMessageDeflate: false,
  });
  const sessions = createSessions(accounts, clock);
  const hub = createLiveHub(clock, parts.log, parts.heartbeatMs);
  const stopListening = parts.handoff.subscribe((ticket) => hub.publish(ticket));

  async function viewerFor(signedIn: SignedIn): Promise<LiveViewer | undefined> {
    const { role, mustChangePassword, id } = signedIn.account;
    if (mustChangePassword || !CASE_READERS.some((reader) => reader === role)) return undefined;
    return viewerOf(signedIn, await officers.find(id));
  }

  /** Without counting as a use of the session: an open page must not keep an idle officer signed in. */
  async function lookAgain(idHash: string): Promise<LiveViewer | undefined> {
    const session = await accounts.findSession(idHash);
    if (session === undefined || !isAlive(session, clock())) return undefined;
    const account = await accounts.find(session.account);
    return account === undefined || account.isDisabled ? undefined : viewerFor({ account, session });
  }

  /** The HTTP status of a refusal, or who may come in. */
  async function admit(request: IncomingMessage): Promise<number | Admitted> {
    if (parts.isStopping()) return 503;
    // Browsers send cookies with any page's WebSocket and apply no CORS: only our own page may.
    if (request.headers.origin !== parts.baseUrlOf(request)) return 403;
    const signedIn = await sessions.find(readSessionCookie(request.headers));
    if (signedIn === undefined) return 401;
    const viewer = await viewerFor(signedIn);
    return viewer === undefined ? 403 : { viewer, idHash: signedIn.session.idHash };
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const admitted = await admit(request);
    if (typeof admitted === 'number') {
      parts.refuse(socket, admitted);
      return;
    }
    const { viewer, idHash } = admitted;
    server.handleUpgrade(request, socket, head, (opened) => {
      hub.join(opened, viewer, sinceOf(request), () => lookAgain(idHash));
    });
  }

  return {
    upgrade: {
      canServe: (path) => path === PATH,
      upgrade(request, socket, head) {
        // A page that leaves during the checks must not take the process with it.
        socket.on('error', () => socket.destroy());
        upgrade(request, socket, head).catch(() => parts.refuse(socket, 503));
      },
    },
    visitorTyping: (ticket) => hub.publishTyping(ticket),
    visitorRead: (ticket) => hub.publishRead(ticket),
    mentioned: (accounts) => hub.publishMention(accounts),
    noticesChanged: () => hub.publishNotices(),
    isWatching: (account) => hub.isWatching(account),
    changedElsewhere(ticket) {
      if (ticket === undefined) hub.resync();
      else hub.publish(ticket);
    },
    openSockets: () => hub.size(),
    close() {
      stopListening();
      hub.close();
    },
  };
}

/** null when none is named, or what is named is no sequence. */
function sinceOf(request: IncomingMessage): number | null {
  const text = request.url?.split('?')[1] ?? '';
  const since = new URLSearchParams(text).get('since') ?? '';
  return /^\d{1,15}$/u.test(since) ? Number(since) : null;
}
