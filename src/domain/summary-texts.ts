import type { Language } from './language.ts';

/** The words around a conversation that is taken along. */
export interface SummaryTexts {
  readonly title: string;
  readonly savedOn: (time: string) => string;
  readonly caseNumber: string;
  readonly noCode: string;
  readonly promisedBy: string;
  readonly desk: string;
  readonly state: string;
  readonly statusPage: string;
  readonly pageOf: (page: number, pages: number) => string;
  readonly shortened: string;
  readonly visitor: string;
  readonly assistant: string;
  readonly officer: string;
  readonly notice: string;
  readonly sources: string;
  readonly checked: (date: string) => string;
  readonly note: string;
  readonly print: string;
  readonly fileName: string;
  readonly nothing: string;
}

const TEXTS: Readonly<Record<Language, SummaryTexts>> = {
  en: {
    title: 'Conversation with the GoGlobal Assistant',
    savedOn: (time) => `Saved: ${time}`,
    caseNumber: 'Case number',
    noCode: 'The access code is not part of this record.',
    promisedBy: 'First reply promised by',
    desk: 'With',
    state: 'State',
    statusPage: 'Status page',
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
    shortened: 'The record holds the latest part of the conversation; what was said earlier is left out.',
    visitor: 'You',
    assistant: 'Assistant (automated)',
    officer: 'Officer',
    notice: 'Notice',
    sources: 'Sources',
    checked: (date) => `checked ${date}`,
    note: 'Answers of the assistant are automated. Check the cited pages before you decide.',
    print: 'Print, or save as PDF',
    fileName: 'goglobal-conversation',
    nothing: 'Nothing has been asked yet.',
  },
  'zh-Hant': {
    title: '問出海：對話紀錄',
    savedOn: (time) => `儲存時間：${time}`,
    caseNumber: '個案編號',
    noCode: '本紀錄不包括查詢碼。',
    promisedBy: '承諾首次回覆不遲於',
    desk: '負責',
    state: '狀態',
    statusPage: '查詢進度',
    pageOf: (page, pages) => `第 ${page} 頁，共 ${pages} 頁`,
    shortened: '對話較長，本紀錄只包括最近的部分。',
    visitor: '你',
    assistant: '助理（自動回覆）',
    officer: '專員',
    notice: '通知',
    sources: '資料來源',
    checked: (date) => `${date}核對`,
    note: '助理的答案為自動回覆，作決定前請查看所列網頁。',
    print: '列印，或存為 PDF',
    fileName: '問出海-對話紀錄',
    nothing: '尚未提問。',
  },
  'zh-Hans': {
    title: '问出海：对话记录',
    savedOn: (time) => `保存时间：${time}`,
    caseNumber: '个案编号',
    noCode: '本记录不包括查询码。',
    promisedBy: '承诺首次回复不晚于',
    desk: '承办',
    state: '状态',
    statusPage: '查询进度',
    pageOf: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
    shortened: '对话较长，本记录只包括最近的部分。',
    visitor: '您',
    assistant: '助手（自动回复）',
    officer: '专员',
    notice: '通知',
    sources: '来源',
    checked: (date) => `${date}核对`,
    note: '助手的答案为自动回复，作决定前请查看所列网页。',
    print: '打印，或存为 PDF',
    fileName: '问出海-对话记录',
    nothing: '尚未提问。',
  },
};

export function summaryTexts(language: Language): SummaryTexts {
  return TEXTS[language];
}
