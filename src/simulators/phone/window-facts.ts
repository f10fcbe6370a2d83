import type { WindowLeft } from '../window-left.ts';
import type { PhoneScreen } from './phone.ts';

const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Hong_Kong',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** What is left of the vendor's window, as the page says it. */
export function windowFacts(rule: string, { messages, until }: WindowLeft): PhoneScreen['facts'] {
  return [
    { label: '规则', value: rule },
    { label: '可发送至', value: until === null ? '已关闭，待访客发消息' : `${TIME.format(new Date(until))}（香港）` },
    ...(messages === null ? [] : [{ label: '还可发送', value: `${messages} 条` }]),
  ];
}
