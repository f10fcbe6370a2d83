import { connect } from 'node:net';
import type { ScanFile, ScanVerdict } from '../../domain/attachment.ts';

/** Where clamd listens. */
export type ClamAddress =
  | { readonly host: string; readonly port: number }
  /** A socket of this machine. */
  | { readonly path: string };

/** A file that clamd takes longer for is one that nobody waits for. */
const TIMEOUT_MS = 20_000;
const CHUNK_BYTES = 64 * 1024;
/** An answer is one line. */
const MOST_REPLY_BYTES = 4096;

/**
 * Asks a ClamAV daemon by INSTREAM (clamd(8), https://docs.clamav.net/manual/Usage/Scanning.html#clamd): the bytes go
 * over one connection, nothing is written to a disk of ours.
 */
export function createClamScanner(address: ClamAddress, timeoutMs: number = TIMEOUT_MS): ScanFile {
  return (bytes) =>
    new Promise((resolve) => {
      const socket = connect(address);
      let reply = '';
      const end = (verdict: ScanVerdict): void => {
        clearTimeout(timer);
        socket.destroy();
        resolve(verdict);
      };
      const timer = setTimeout(() => end({ kind: 'failed', error: 'no answer in time' }), timeoutMs);
      socket.on('connect', () => {
        socket.write('zINSTREAM\0');
        for (let start = 0; start < bytes.byteLength; start += CHUNK_BYTES) {
          const chunk = bytes.subarray(start, start + CHUNK_BYTES);
          socket.write(lengthOf(chunk.byteLength));
          socket.write(chunk);
        }
        socket.write(lengthOf(0));
      });
      socket.on('data', (data: Buffer) => {
        reply += data.toString('utf8');
        if (reply.includes('\0') || reply.length > MOST_REPLY_BYTES) end(verdictOf(reply));
      });
      socket.on('error', (error: NodeJS.ErrnoException) =>
        end({ kind: 'failed', error: error.code ?? 'connection failed' }),
      );
      // Cut off in the middle of an answer is no answer: only a whole one says that a file is clean.
      socket.on('close', () => end({ kind: 'failed', error: 'closed without an answer' }));
    });
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

function verdictOf(reply: string): ScanVerdict {
  const line = reply.split('\0')[0]?.trim() ?? '';
  if (line === 'stream: OK') return { kind: 'clean' };
  const [, signature] = /^stream: (.+) FOUND$/.exec(line) ?? [];
  return signature === undefined
    ? { kind: 'failed', error: `clamd: ${line.slice(0, 100)}` }
    : { kind: 'infected', signature };
}
