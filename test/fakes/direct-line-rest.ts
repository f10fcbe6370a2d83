import { WebSocket } from 'ws';
import type { ClientActivity, Session } from './direct-line-client.ts';

export interface Rest {
  readonly json: Record<string, unknown>;
  readonly status: number;
  readonly headers: Headers;
}

/** Direct Line by hand, for what the real client would never send. */
export function restClient(url: string, { token, conversationId }: Pick<Session, 'token' | 'conversationId'>) {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Rest> => {
    const response = await fetch(`${url}/v3/directline${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Accept-Language': 'en',
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text === '' ? {} : JSON.parse(text) };
  };
  const base = `/conversations/${conversationId}`;
  const activities = async (watermark = 0): Promise<readonly ClientActivity[]> =>
    (await call('GET', `${base}/activities?watermark=${watermark}`)).json['activities'] as ClientActivity[];
  return {
    call,
    base,
    activities,
    post: (activity: unknown, headers?: Record<string, string>) =>
      call('POST', `${base}/activities`, activity, headers),
    say: (text: string, clientActivityID?: string) =>
      call('POST', `${base}/activities`, { type: 'message', text, channelData: { clientActivityID } }),
    messages: async () => (await activities()).filter(({ type }) => type === 'message'),
    streamUrl: async () => String((await call('GET', base)).json['streamUrl']),
  };
}

export interface Stream {
  readonly socket: WebSocket;
  readonly frames: readonly { readonly activities: readonly ClientActivity[]; readonly watermark?: string }[];
  readonly closed: Promise<number>;
}

/** Opens a stream; rejects with the HTTP status when it is refused. */
export function openStream(streamUrl: string, headers: Record<string, string> = {}): Promise<Stream> {
  const socket = new WebSocket(streamUrl, { headers });
  const frames: Stream['frames'][number][] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString('utf8'))));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ socket, frames, closed }));
    socket.on('unexpected-response', (_request, response) => reject(new Error(String(response.statusCode))));
    socket.on('error', reject);
  });
}
