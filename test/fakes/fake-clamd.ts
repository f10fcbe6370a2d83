import { type AddressInfo, createServer, type Socket } from 'node:net';

/** The test file of all scanners (https://www.eicar.org/download-anti-malware-testfile/), in two halves, so that none takes this one for it. */
export const EICAR = Buffer.from(
  [String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$`, 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

export interface FakeClamd {
  readonly port: number;
  /** Streams that were whole, in the order in which they ended. */
  readonly scanned: Buffer[];
  /** What it does from now on: `hang` says nothing, `cut` closes in the middle of its answer. */
  behave(how: 'scan' | 'hang' | 'cut'): void;
  close(): Promise<void>;
}

/**
 * clamd as far as INSTREAM goes, by its manual: «z» commands end in NUL, chunks have four bytes of length before them, one
 * of no length ends the stream, more than StreamMaxLength is an error.
 */
export async function startFakeClamd({ streamMaxLength = 1024 ** 2 } = {}): Promise<FakeClamd> {
  const scanned: Buffer[] = [];
  const sockets = new Set<Socket>();
  let behaviour: 'scan' | 'hang' | 'cut' = 'scan';
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let received = Buffer.alloc(0);
    socket.on('data', (data: Buffer) => {
      received = Buffer.concat([received, data]);
      if (behaviour === 'hang') return;
      const stream = streamIn(received, streamMaxLength);
      if (stream === undefined) return;
      if (typeof stream === 'string') socket.end(`${stream}\0`);
      else {
        scanned.push(stream);
        const answer = stream.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
        socket.end(behaviour === 'cut' ? answer : `${answer}\0`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    scanned,
    behave: (how) => {
      behaviour = how;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

const COMMAND = Buffer.from('zINSTREAM\0');

/** undefined: there is more to come; a text: what is wrong with it. */
function streamIn(received: Buffer, streamMaxLength: number): Buffer | string | undefined {
  if (received.length < COMMAND.length) return undefined;
  if (!received.subarray(0, COMMAND.length).equals(COMMAND)) return 'UNKNOWN COMMAND';
  const chunks: Buffer[] = [];
  let total = 0;
  for (let at = COMMAND.length; at + 4 <= received.length; ) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    total += length;
    if (total > streamMaxLength) return 'INSTREAM size limit exceeded. ERROR';
    if (at + 4 + length > received.length) return undefined;
    chunks.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
