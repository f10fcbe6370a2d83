import type { Language } from '../domain/language.ts';
import type { TicketEventKind } from '../domain/ticket.ts';

/** Changes that officers are told of. */
const NOTICE_KINDS = ['opened', 'passed-on', 'transferred', 'visitor-wrote', 'resolved'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export function isNoticeKind(what: TicketEventKind): what is NoticeKind {
  return (NOTICE_KINDS as readonly string[]).includes(what);
}

interface NoticeTexts {
  readonly titles: Readonly<Record<NoticeKind, string>>;
  /** What follows from it; empty when the title says all. */
  readonly next: Readonly<Record<NoticeKind, string>>;
  readonly labels: Readonly<
    Record<'number' | 'desk' | 'needs' | 'markets' | 'summary' | 'score' | 'promised' | 'open' | 'callBack', string>
  >;
  /** To somebody whom a note names. */
  readonly mention: { readonly title: string; readonly next: string };
  readonly footer: string;
  /** One line of a mail that has no table. */
  line(label: string, value: string): string;
}

export const NOTICE_TEXTS: Readonly<Record<Language, NoticeTexts>> = {
  en: {
    titles: {
      opened: 'New case',
      'passed-on': 'A case was passed on to your desk',
      transferred: 'A case was transferred to your desk',
      'visitor-wrote': 'The visitor has written',
      resolved: 'Case resolved',
    },
    next: {
      opened: 'Nobody has claimed it yet.',
      'passed-on': 'Nobody at the desk before claimed it in time.',
      transferred: 'The reason is in the case.',
      'visitor-wrote': 'No more mail comes about this case until an officer has written.',
      resolved: 'The assistant answers the visitor again.',
    },
    labels: {
      number: 'Case',
      desk: 'Desk',
      needs: 'Needs',
      markets: 'Markets',
      summary: 'About',
      score: 'Score',
      promised: 'Reply promised by',
      open: 'Open the case',
      callBack: 'Call back',
    },
    mention: {
      title: 'A note names you',
      next: 'Nothing of the note or the visitor is in this mail. The note is in the case.',
    },
    footer: 'Sent automatically by the GoGlobal assistant. Contact details are in the console only.',
    line: (label, value) => `${label}: ${value}`,
  },
  'zh-Hant': {
    titles: {
      opened: '新個案',
      'passed-on': '個案已轉到你的單位',
      transferred: '個案已轉交你的單位',
      'visitor-wrote': '訪客有新訊息',
      resolved: '個案已完成',
    },
    next: {
      opened: '暫未有專員接手。',
      'passed-on': '原單位未有在時限內接手。',
      transferred: '轉交原因見個案內。',
      'visitor-wrote': '在專員回覆之前，不會再就此個案發出電郵。',
      resolved: '訪客之後的問題由助理回答。',
    },
    labels: {
      number: '個案編號',
      desk: '負責單位',
      needs: '需要',
      markets: '目標市場',
      summary: '內容',
      score: '評分',
      promised: '承諾回覆時間',
      open: '開啟個案',
      callBack: '回電',
    },
    mention: { title: '有備註提到你', next: '此電郵不含備註內容及訪客資料，請到個案內查看。' },
    footer: '由問出海助理自動發出。聯絡資料只可在控制台查看。',
    line: (label, value) => `${label}：${value}`,
  },
  'zh-Hans': {
    titles: {
      opened: '新个案',
      'passed-on': '个案已转到您的单位',
      transferred: '个案已转交您的单位',
      'visitor-wrote': '访客有新消息',
      resolved: '个案已办结',
    },
    next: {
      opened: '暂无专员接手。',
      'passed-on': '原单位未在时限内接手。',
      transferred: '转交原因见个案内。',
      'visitor-wrote': '在专员回复之前，不再就此个案发送邮件。',
      resolved: '访客之后的问题由助手回答。',
    },
    labels: {
      number: '个案编号',
      desk: '负责单位',
      needs: '需求',
      markets: '目标市场',
      summary: '内容',
      score: '评分',
      promised: '承诺回复时间',
      open: '打开个案',
      callBack: '回电',
    },
    mention: { title: '有备注提到您', next: '此邮件不含备注内容及访客资料，请到个案内查看。' },
    footer: '由问出海助手自动发送。联系方式只能在控制台查看。',
    line: (label, value) => `${label}：${value}`,
  },
};
