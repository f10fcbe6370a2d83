import { WebSocket } from 'ws';
import { z } from 'zod';
import { createMailbox, type OpenVisitor, postJson } from './visitor.ts';

const sessionSchema = z.object({ token: z.string(), conversationId: z.string() });
const startedSchema = z.object({ streamUrl: z.string() });
const frameSchema = z.object({
  activities: z.array(
    z.object({
      type: z.string(),
      from: z.object({ role: z.string().optional() }),
      replyToId: z.string().optional(),
      channelData: z.object({ goglobal: z.object({ status: z.string() }) }).optional(),
    }),
  ),
});
/** Bubbles that greet a newcomer. */
const WELCOME = 3;

/** Visitors of the website: session, conversation, stream; messages by POST, replies over the WebSocket. */
export function directLineVisitors(url: string): OpenVisitor {
  return async () => {
    const { token, conversationId } = sessionSchema.parse(await postJson(`${url}/api/session`, {}));
    const api = `${url}/v3/directline/conversations`;
    const { streamUrl } = startedSchema.parse(await postJson(api, {}, token));
    const mailbox = createMailbox();
    let said = 0;
    const welcomed = mailbox.wait();
    const socket = new WebSocket(streamUrl);
    socket.on('message', (data: Buffer) => {
      const frame = data.toString();
      if (frame === '') return;
      for (const { type, from, channelData } of frameSchema.parse(JSON.parse(frame)).activities) {
        if (type !== 'message' || from.role !== 'bot') continue;
        said += 1;
        if (said >= WELCOME) mailbox.arrive(channelData?.goglobal.status ?? '');
      }
    });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve).once('error', reject);
    });
    await welcomed;
    return {
      async say(text) {
        const reply = mailbox.wait();
        await postJson(`${api}/${conversationId}/activities`, { type: 'message', text, from: { id: 'me' } }, token);
        return reply;
      },
      leave: () => socket.terminate(),
    };
  };
}
