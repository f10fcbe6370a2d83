import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { UpgradeRoute } from '../../server/route.ts';
import { admitsOrigin } from './access.ts';
import type { ActivityLog } from './activity-log.ts';
import { parseWatermark } from './conversation-routes.ts';
import type { SocketHub } from './create-socket-hub.ts';
import type { TokenSigner } from './create-token-signer.ts';

export interface StreamUpgradeOptions {
  readonly tokens: TokenSigner;
  readonly activityLog: ActivityLog;
  readonly sockets: SocketHub;
  readonly isStopping: () => boolean;
  readonly refuse: (socket: Duplex, status: number) => void;
}

const STREAM_PATH = /^\/v3\/directline\/conversations\/([\w-]{1,100})\/stream$/;
/** Clients send nothing but empty frames. */
const MAX_FRAME_BYTES = 1024;

/** GET /conversations/{id}/stream (docs/adr/0004-direct-line-by-ourselves.md). Browsers do not apply CORS here, so the origin is checked. */
export function createStreamUpgrade(options: StreamUpgradeOptions): UpgradeRoute {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });

  /** The HTTP status of a refusal, or the conversation that may be joined. */
  async function admit(request: IncomingMessage, url: URL, isOriginAllowed: boolean): Promise<number | string> {
    const conversation = STREAM_PATH.exec(url.pathname)?.[1] ?? '';
    if (options.isStopping()) return 503;
    const token = await options.tokens.verify('stream', url.searchParams.get('t') ?? '');
    if (!isOriginAllowed || token.kind !== 'valid' || token.claims.conversation !== conversation) return 403;
    if (!admitsOrigin(token.claims, request.headers.origin)) return 403;
    return (await options.activityLog.find(conversation)) === undefined ? 404 : conversation;
  }

  async function upgrade(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    isOriginAllowed: boolean,
  ): Promise<void> {
    // The host is of no interest here, but a URL needs one.
    const url = new URL(request.url ?? '', 'http://localhost');
    const admitted = await admit(request, url, isOriginAllowed);
    if (typeof admitted === 'number') {
      options.refuse(socket, admitted);
      return;
    }
    const watermark = parseWatermark(url.searchParams.get('watermark'));
    server.handleUpgrade(request, socket, head, (opened) => {
      options.sockets.join(admitted, watermark, opened);
    });
  }

  return {
    canServe: (path) => STREAM_PATH.test(path),
    upgrade(request, socket, head, isOriginAllowed) {
      // A client that leaves during the checks must not take the process with it.
      socket.on('error', () => socket.destroy());
      upgrade(request, socket, head, isOriginAllowed).catch(() => options.refuse(socket, 503));
    },
  };
}
