import type { VendorMessage } from '../messenger/channel.ts';
import type { TextMenu } from '../tencent/render-texts.ts';

/** https://developer.work.weixin.qq.com/document/path/94677 (msgmenu) */
export function menuMessage({ head, items, tail }: TextMenu): VendorMessage {
  return {
    msgtype: 'msgmenu',
    msgmenu: {
      head_content: head,
      list: items.map(({ id, label }) => ({ type: 'click', click: { id, content: label } })),
      tail_content: tail,
    },
  };
}
