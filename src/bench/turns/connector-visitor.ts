import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMailbox, type OpenVisitor, postJson } from './visitor.ts';

/** Visitors of a bare bot: the channel is played by a small HTTP server to which the SDK's connector sends replies. */
export async function connectorVisitors(url: string): Promise<OpenVisitor> {
  const mailboxes = new Map<string, ReturnType<typeof createMailbox>>();
  const channel = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('Content-Type', 'application/json').end('{"id":"reply"}');
      const conversation = /\/v3\/conversations\/([^/]+)\//u.exec(request.url ?? '')?.[1];
      mailboxes.get(conversation ?? '')?.arrive('echo');
    });
  });
  await new Promise<void>((resolve) => {
    channel.listen(0, '127.0.0.1', resolve);
  });
  // A TCP server has an AddressInfo once it listens.
  const serviceUrl = `http://127.0.0.1:${(channel.address() as AddressInfo).port}`;
  return () => {
    const conversation = crypto.randomUUID();
    const mailbox = createMailbox();
    mailboxes.set(conversation, mailbox);
    return Promise.resolve({
      async say(text) {
        const reply = mailbox.wait();
        await postJson(`${url}/api/messages`, {
          type: 'message',
          id: crypto.randomUUID(),
          channelId: 'emulator',
          serviceUrl,
          conversation: { id: conversation },
          from: { id: 'visitor' },
          recipient: { id: 'bot' },
          text,
        });
        return reply;
      },
      leave: () => mailboxes.delete(conversation),
    });
  };
}
