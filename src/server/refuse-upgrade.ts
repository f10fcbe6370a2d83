import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** A refused upgrade is answered in HTTP and ended; a client left without an answer hangs. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    socket.destroy(),
  );
}
