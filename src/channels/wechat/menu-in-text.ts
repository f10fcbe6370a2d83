import { z } from 'zod';
import type { VendorMessage } from '../messenger/channel.ts';
import type { TextMenu } from '../tencent/render-texts.ts';

const messageSchema = z.union([
  z.object({ msgtype: z.literal('text'), text: z.object({ content: z.string() }) }),
  z.object({
    msgtype: z.literal('msgmenu'),
    msgmenu: z.object({
      head_content: z.string(),
      list: z.array(z.object({ id: z.string(), content: z.string() })),
      tail_content: z.string(),
    }),
  }),
]);

/** https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html (msgmenu) */
export function menuMessage({ head, items, tail }: TextMenu): VendorMessage {
  return {
    msgtype: 'msgmenu',
    msgmenu: {
      // Their lines follow one another without a gap.
      head_content: `${head}\n`,
      list: items.map(({ id, label }) => ({ id, content: label })),
      tail_content: `\n${tail}`,
    },
  } satisfies z.infer<typeof messageSchema>;
}

/** The words of a message of ours, for a response, which can hold no menu: there, «1», «2» … choose. */
export function messageInText(message: VendorMessage): string {
  const parsed = messageSchema.parse(message);
  if (parsed.msgtype === 'text') return parsed.text.content;
  const { head_content: head, list } = parsed.msgmenu;
  return `${head}\n${list.map(({ content }, index) => `${index + 1}. ${content}`).join('\n')}`;
}
