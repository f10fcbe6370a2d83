import type { Language } from '../../domain/language.ts';

/** The words around a card in a client that shows text only. */
export interface CardTexts {
  readonly line: (label: string, value: string) => string;
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
}

const TEXTS: Readonly<Record<Language, CardTexts>> = {
  en: {
    line: (label, value) => `${label}: ${value}`,
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
  },
  'zh-Hant': {
    line: (label, value) => `${label}：${value}`,
    withheld: '不發送',
    empty: '未填寫',
    progress: (done, of) => `第 ${done} / ${of} 題`,
    number: '個案編號',
    code: '查詢碼',
    codeOnce: '請記下查詢碼，只顯示這一次。',
    desk: '負責',
    state: '狀態',
    promisedBy: '首次回覆不遲於',
    status: '查詢進度',
  },
  'zh-Hans': {
    line: (label, value) => `${label}：${value}`,
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
  },
};

export function cardTexts(language: Language): CardTexts {
  return TEXTS[language];
}
