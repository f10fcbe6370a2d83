import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Receivers {
  readonly webhookPort: number;
  readonly smtpPort: number;
  /** How often each id arrived. */
  readonly webhooks: ReadonlyMap<string, number>;
  readonly mails: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** Whoever gets a notice takes this long to say so: a kill may fall in between. */
const ANSWER_MS = 5;

/** A webhook and an SMTP server that count what they get by its id. `onArrival`: a notice has come and is not yet taken. */
export async function startReceivers(onArrival: () => void): Promise<Receivers> {
  const webhooks = new Map<string, number>();
  const mails = new Map<string, number>();
  const count = (counts: Map<string, number>, id: string) => counts.set(id, (counts.get(id) ?? 0) + 1);
  const web = createServer((request, response) => {
    request.resume().on('end', () => {
      onArrival();
      count(webhooks, String(request.headers['webhook-id']));
      setTimeout(() => {
        response.writeHead(204);
        response.end();
      }, ANSWER_MS);
    });
  });
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    // A name server that does not answer would hold every mail up.
    disableReverseLookup: true,
    closeTimeout: 10,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        onArrival();
        const id = /^message-id:\s*<([^@>]+)@/im.exec(Buffer.concat(chunks).toString())?.[1];
        count(mails, id ?? 'a mail without an id');
        setTimeout(done, ANSWER_MS);
      });
    },
  });
  // A client that dies in the middle is what this is about.
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  return {
    webhookPort: (web.address() as AddressInfo).port,
    smtpPort: (smtp.server.address() as AddressInfo).port,
    webhooks,
    mails,
    async close() {
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
      web.closeAllConnections();
      await new Promise<void>((resolve) => web.close(() => resolve()));
    },
  };
}
