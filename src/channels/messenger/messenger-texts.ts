import type { Language } from '../../domain/language.ts';

/** The words around an answer in an app that shows text: labels of a card, of a source, of choices. */
export interface MessengerTexts {
  readonly line: (label: string, value: string) => string;
  readonly source: (title: string, publisher: string, checkedOn: string) => string;
  readonly withheld: string;
  readonly empty: string;
  readonly progress: (done: number, of: number) => string;
  readonly number: string;
  readonly code: string;
  readonly codeOnce: string;
  readonly desk: string;
  readonly state: string;
  readonly promisedBy: string;
  readonly status: string;
  /** Before a list that «1», «2» … answer. */
  readonly choose: string;
  /** Over buttons whose answer stands in the message before. */
  readonly next: string;
  /** On what opens a list. */
  readonly options: string;
  readonly more: { readonly label: string; readonly says: string; readonly hint: string };
}

const TEXTS: Readonly<Record<Language, MessengerTexts>> = {
  en: {
    line: (label, value) => `${label}: ${value}`,
    source: (title, publisher, checkedOn) => `${title} (${publisher}, checked ${checkedOn})`,
    withheld: 'left out',
    empty: 'not said',
    progress: (done, of) => `Question ${done} of ${of}`,
    number: 'Case number',
    code: 'Access code',
    codeOnce: 'Write this code down: it is shown once.',
    desk: 'With',
    state: 'State',
    promisedBy: 'First reply by',
    status: 'Status page',
    choose: 'Reply with a number:',
    next: 'You can go on with:',
    options: 'Options',
    more: { label: 'More', says: 'more', hint: 'Reply «more» to go on.' },
  },
  'zh-Hant': {
    line: (label, value) => `${label}：${value}`,
    source: (title, publisher, checkedOn) => `${title}（${publisher}，${checkedOn}核對）`,
    withheld: '不提供',
    empty: '未填寫',
    progress: (done, of) => `第 ${done} / ${of} 題`,
    number: '個案編號',
    code: '查詢碼',
    codeOnce: '請記下查詢碼，只顯示這一次。',
    desk: '負責',
    state: '狀態',
    promisedBy: '首次回覆不遲於',
    status: '查詢進度',
    choose: '回覆數字即可選擇：',
    next: '你可以接着選：',
    options: '查看選項',
    more: { label: '更多', says: '更多', hint: '回覆「更多」繼續。' },
  },
  'zh-Hans': {
    line: (label, value) => `${label}：${value}`,
    source: (title, publisher, checkedOn) => `${title}（${publisher}，${checkedOn}核对）`,
    withheld: '不发送',
    empty: '未填写',
    progress: (done, of) => `第 ${done} / ${of} 题`,
    number: '个案编号',
    code: '查询码',
    codeOnce: '请记下查询码，只显示这一次。',
    desk: '承办',
    state: '状态',
    promisedBy: '首次回复不晚于',
    status: '查询进度',
    choose: '回复数字即可选择：',
    next: '您可以接着选：',
    options: '查看选项',
    more: { label: '更多', says: '更多', hint: '回复“更多”继续。' },
  },
};

export function messengerTexts(language: Language): MessengerTexts {
  return TEXTS[language];
}
