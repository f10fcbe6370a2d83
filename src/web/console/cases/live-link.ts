import { LIVE_SIGNED_OUT, type LiveFrame } from '../../../console/cases/case-api.ts';

export type LinkState = 'connecting' | 'open' | 'reconnecting';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Keeps one WebSocket to /console/api/live open until it is stopped. After a break it comes back with the last
 * sequence it saw, so that nothing is missed, after pauses that double up to half a minute.
 */
export function openLiveLink(listener: {
  readonly onFrame: (frame: LiveFrame) => void;
  readonly onState: (state: LinkState) => void;
  /** The session has ended. The link tries on until it is stopped: the person may be signed in anew in another page. */
  readonly onSignedOut: () => void;
}): () => void {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sequence: number | undefined;
  let failures = 0;
  let isStopped = false;

  const connect = (): void => {
    timer = undefined;
    listener.onState(failures === 0 ? 'connecting' : 'reconnecting');
    const address = new URL('/console/api/live', location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    if (sequence !== undefined) address.searchParams.set('since', String(sequence));
    socket = new WebSocket(address);
    socket.onmessage = ({ data }) => {
      const frame = frameOf(data);
      if (frame === undefined) return;
      failures = 0;
      sequence = frame.sequence;
      listener.onState('open');
      listener.onFrame(frame);
    };
    socket.onclose = ({ code }) => {
      if (isStopped) return;
      if (code === LIVE_SIGNED_OUT) listener.onSignedOut();
      failures += 1;
      listener.onState('reconnecting');
      // Spread, so that a restarted server is not asked by everybody at once.
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
      timer = setTimeout(connect, pause * (0.75 + Math.random() / 2));
    };
  };
  const wake = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    connect();
  };

  connect();
  window.addEventListener('online', wake);
  return () => {
    isStopped = true;
    window.removeEventListener('online', wake);
    clearTimeout(timer);
    socket?.close();
  };
}

const KINDS: readonly string[] = [
  'hello',
  'resync',
  'case',
  'typing',
  'read',
  'mention',
  'notices',
] satisfies readonly LiveFrame['kind'][];

function frameOf(data: unknown): LiveFrame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const frame = JSON.parse(data) as Partial<LiveFrame> | null;
    return frame !== null && KINDS.includes(frame.kind ?? '') && typeof frame.sequence === 'number'
      ? (frame as LiveFrame) // the server's side of the same type
      : undefined;
  } catch {
    return undefined;
  }
}
