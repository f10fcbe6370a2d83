import type { Language } from '../domain/language.ts';

/** What is told of a call, to its officer and to the visitor. */
interface CallTexts {
  readonly titles: Readonly<Record<CallNews, string>>;
  /** What follows from it, for the officer. */
  readonly officer: Readonly<Record<CallNews, string>>;
  /** The same, for the visitor, who is not reminded. */
  readonly visitor: Readonly<Record<Exclude<CallNews, 'reminded'>, string>>;
  readonly time: string;
  readonly length: string;
  readonly minutes: (count: number) => string;
  /** The page on which a visitor looks up the case. */
  readonly status: string;
  readonly visitorFooter: string;
}

export type CallNews = 'agreed' | 'cancelled' | 'reminded';

export const CALL_TEXTS: Readonly<Record<Language, CallTexts>> = {
  en: {
    titles: { agreed: 'Call agreed', cancelled: 'Call cancelled', reminded: 'A call begins soon' },
    officer: {
      agreed: 'The visitor agreed to this time. The number to call is in the case.',
      cancelled: 'The call at this time does not take place.',
      reminded: 'The number to call is in the case.',
    },
    visitor: {
      agreed: 'An officer calls you at this time.',
      cancelled: 'The call at this time does not take place.',
    },
    time: 'Time',
    length: 'Length',
    minutes: (count) => `${count} minutes`,
    status: 'Look up the case',
    visitorFooter:
      'Sent automatically by the GoGlobal assistant, as you agreed that this address may be used for your case. Do not reply to this mail.',
  },
  'zh-Hant': {
    titles: { agreed: '已約定通話時間', cancelled: '通話已取消', reminded: '通話即將開始' },
    officer: {
      agreed: '訪客同意這個時間。電話號碼見個案內。',
      cancelled: '這個時間的通話不再進行。',
      reminded: '電話號碼見個案內。',
    },
    visitor: { agreed: '專員會在這個時間致電給你。', cancelled: '這個時間的通話不再進行。' },
    time: '時間',
    length: '時長',
    minutes: (count) => `${count}分鐘`,
    status: '查詢個案',
    visitorFooter: '由問出海助理自動發出；你曾同意以此電郵地址跟進個案。請勿回覆此電郵。',
  },
  'zh-Hans': {
    titles: { agreed: '已约定通话时间', cancelled: '通话已取消', reminded: '通话即将开始' },
    officer: {
      agreed: '访客同意这个时间。电话号码见个案内。',
      cancelled: '这个时间的通话不再进行。',
      reminded: '电话号码见个案内。',
    },
    visitor: { agreed: '专员会在这个时间致电给您。', cancelled: '这个时间的通话不再进行。' },
    time: '时间',
    length: '时长',
    minutes: (count) => `${count}分钟`,
    status: '查询个案',
    visitorFooter: '由问出海助手自动发送；您曾同意以此邮箱跟进个案。请勿回复此邮件。',
  },
};
