import type * as DirectLineJs from 'botframework-directlinejs';
import { JSDOM } from 'jsdom';
import { WebSocket } from 'ws';

export interface ClientActivity {
  readonly id?: string;
  readonly type: string;
  readonly text?: string;
  readonly timestamp?: string;
  readonly replyToId?: string;
  readonly from?: { readonly id?: string; readonly role?: string };
  readonly channelData?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

export interface Client {
  readonly received: readonly ClientActivity[];
  readonly statuses: readonly number[];
  /** Messages by text, in the order they came. */
  texts(): readonly string[];
  /** Resolves to the id, or "retry". */
  post(text: string, more?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Cuts every open socket, as a tunnel would. */
  cut(): void;
  end(): void;
}

export interface ClientOptions {
  readonly url: string;
  readonly token?: string;
  readonly secret?: string;
  readonly conversationId?: string;
  readonly watermark?: string;
  readonly webSocket?: boolean;
}

const sockets = new Set<WebSocket>();

class TrackedSocket extends WebSocket {
  constructor(url: string) {
    super(url);
    sockets.add(this);
    this.on('close', () => sockets.delete(this));
    this.on('error', () => undefined);
  }
}

/** Page origin of the client: another port than the server's, so that CORS is really checked by jsdom. */
const page = new JSDOM('', { url: 'http://localhost:8080' });
/** RxJS looks for some when it is loaded, the client for others when it sends. */
const { XMLHttpRequest, FormData, Blob } = page.window;
const GLOBALS = { XMLHttpRequest, WebSocket: TrackedSocket, FormData, Blob };
const former = new Map(
  Object.keys(GLOBALS).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const),
);

function load(): Promise<typeof DirectLineJs> {
  Object.assign(globalThis, GLOBALS);
  return import('botframework-directlinejs');
}

/** For afterAll: the files that follow in this worker have the platform's own again. */
export function leavePage(): void {
  for (const [name, descriptor] of former) {
    if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, descriptor);
  }
}

/** The real botframework-directlinejs in a page of its own. */
export async function connectClient({ url, ...options }: ClientOptions): Promise<Client> {
  const { DirectLine: Client } = await load();
  const directLine: DirectLineJs.DirectLine = new Client({
    domain: `${url}/v3/directline`,
    webSocket: true,
    pollingInterval: 200,
    timeout: 2000,
    // The client waits 3000 + random * 12000 ms before it opens a cut socket again; nobody learns from waiting along.
    random: () => -0.245,
    ...options,
  });
  const received: ClientActivity[] = [];
  const statuses: number[] = [];
  directLine.connectionStatus$.subscribe((status) => statuses.push(status));
  directLine.activity$.subscribe(
    // The declared Activity is a union that leaves out what servers add.
    (activity) => received.push(activity as unknown as ClientActivity),
    () => undefined,
  );
  return {
    received,
    statuses,
    texts: () => received.filter(({ type }) => type === 'message').map(({ text }) => text ?? ''),
    post: (text, more = {}) =>
      new Promise((resolve, reject) => {
        const from = { id: 'somebody-else', name: 'Mallory', role: 'user' as const };
        directLine.postActivity({ type: 'message', text, from, ...more }).subscribe(resolve, reject);
      }),
    cut: () => {
      for (const socket of sockets) socket.terminate();
    },
    end: () => directLine.end(),
  };
}

export interface Session {
  readonly token: string;
  readonly conversationId: string;
  readonly userId: string;
  readonly cookie: string;
}

/** What the website does first. */
export async function openSession(url: string, body: unknown = { language: 'en' }, cookie?: string): Promise<Session> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(cookie !== undefined && { Cookie: cookie }) },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`session refused: ${response.status}`);
  const { token, conversationId, userId } = (await response.json()) as Session;
  return { token, conversationId, userId, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
}
