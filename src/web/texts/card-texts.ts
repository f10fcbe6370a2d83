import type { Language } from '../languages.ts';

/** The words of forms, briefs, cases and desk messages in the chat. */
export interface CardTexts {
  readonly progress: (done: number, of: number) => string;
  readonly briefTitle: string;
  readonly withheld: string;
  readonly empty: string;
  readonly prefilled: string;
  readonly change: string;
  readonly leaveOut: string;
  readonly putBack: string;
  /** What the buttons of a row say; dialogs/ knows these words. The first waits in the composer for its end. */
  readonly sayChange: (label: string) => string;
  readonly sayLeaveOut: (label: string) => string;
  readonly sayPutBack: (label: string) => string;
  readonly consentTitle: string;

  readonly caseTitle: string;
  readonly caseNumber: string;
  readonly caseCode: string;
  readonly codeOnce: string;
  readonly copyNumber: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly promisedBy: string;
  readonly desk: string;
  readonly state: string;
  readonly queue: string;
  readonly queueCount: (before: number) => string;
  readonly leaveQueue: string;
  /** What the button says; dialogs/ knows these words. */
  readonly sayLeaveQueue: string;
  readonly statusPage: string;
  readonly saveSummary: string;

  readonly officer: string;
  readonly officerSaid: (signature: string) => string;
  readonly noticeSaid: string;
  readonly officerTyping: string;

  readonly save: string;
  readonly saveText: string;
  readonly savePrint: string;
  readonly savePdf: string;
  readonly pdfUnderWay: string;
  readonly pdfFailed: string;
}

const TEXTS: Readonly<Record<Language, CardTexts>> = {
  en: {
    progress: (done, of) => `Question ${done} of ${of}`,
    briefTitle: 'What would be sent',
    withheld: 'Left out',
    empty: 'Not said',
    prefilled: 'from the conversation',
    change: 'Change',
    leaveOut: 'Leave out',
    putBack: 'Put back',
    sayChange: (label) => `Change ${label}: `,
    sayLeaveOut: (label) => `Leave out ${label}`,
    sayPutBack: (label) => `Put back ${label}`,
    consentTitle: 'How it is used',
    caseTitle: 'Your case',
    caseNumber: 'Case number',
    caseCode: 'Access code',
    codeOnce: 'Write this down: it is shown once.',
    copyNumber: 'Copy number',
    copied: 'Copied',
    copyFailed: 'Select the number and copy it.',
    promisedBy: 'First reply by',
    desk: 'With',
    state: 'State',
    queue: 'Before you',
    queueCount: (before) => (before === 0 ? 'Nobody: you are next' : before === 1 ? '1 case' : `${before} cases`),
    leaveQueue: 'Leave the queue',
    sayLeaveQueue: 'Leave the queue',
    statusPage: 'Status page',
    saveSummary: 'Save a summary',
    officer: 'Officer',
    officerSaid: (signature) => `Officer ${signature}:`,
    noticeSaid: 'Notice:',
    officerTyping: 'The officer is typing',
    save: 'Save conversation',
    saveText: 'Save as a text file',
    savePrint: 'Open to print',
    savePdf: 'Save as PDF',
    pdfUnderWay: 'Preparing the PDF…',
    pdfFailed: 'The PDF could not be made. The text file still can be saved.',
  },
  'zh-Hant': {
    progress: (done, of) => `第 ${done} 題，共 ${of} 題`,
    briefTitle: '將會發送的內容',
    withheld: '不發送',
    empty: '未填寫',
    prefilled: '取自對話',
    change: '更改',
    leaveOut: '不發送',
    putBack: '加回',
    sayChange: (label) => `更改${label}：`,
    sayLeaveOut: (label) => `不發送${label}`,
    sayPutBack: (label) => `加回${label}`,
    consentTitle: '資料用途',
    caseTitle: '你的個案',
    caseNumber: '個案編號',
    caseCode: '查詢碼',
    codeOnce: '請記下，只顯示這一次。',
    copyNumber: '複製編號',
    copied: '已複製',
    copyFailed: '請選取編號後自行複製。',
    promisedBy: '首次回覆不遲於',
    desk: '負責',
    state: '狀態',
    queue: '前面等候',
    queueCount: (before) => (before === 0 ? '沒有，下一個就是你' : `${before} 宗`),
    leaveQueue: '離開輪候',
    sayLeaveQueue: '離開輪候',
    statusPage: '查詢進度',
    saveSummary: '儲存摘要',
    officer: '專員',
    officerSaid: (signature) => `專員 ${signature}：`,
    noticeSaid: '通知：',
    officerTyping: '專員正在輸入',
    save: '儲存對話',
    saveText: '儲存為文字檔',
    savePrint: '開啟列印版',
    savePdf: '儲存為 PDF',
    pdfUnderWay: '正在製作 PDF…',
    pdfFailed: '暫時未能製作 PDF，可先儲存文字檔。',
  },
  'zh-Hans': {
    progress: (done, of) => `第 ${done} 题，共 ${of} 题`,
    briefTitle: '将要发送的内容',
    withheld: '不发送',
    empty: '未填写',
    prefilled: '取自对话',
    change: '更改',
    leaveOut: '不发送',
    putBack: '加回',
    sayChange: (label) => `改一下${label}：`,
    sayLeaveOut: (label) => `不发送${label}`,
    sayPutBack: (label) => `加回${label}`,
    consentTitle: '信息用途',
    caseTitle: '您的个案',
    caseNumber: '个案编号',
    caseCode: '查询码',
    codeOnce: '请记下，只显示这一次。',
    copyNumber: '复制编号',
    copied: '已复制',
    copyFailed: '请选中编号后自行复制。',
    promisedBy: '首次回复不晚于',
    desk: '承办',
    state: '状态',
    queue: '前面排队',
    queueCount: (before) => (before === 0 ? '没有，下一个就是您' : `${before} 件`),
    leaveQueue: '离开队列',
    sayLeaveQueue: '离开队列',
    statusPage: '查询进度',
    saveSummary: '保存摘要',
    officer: '专员',
    officerSaid: (signature) => `专员 ${signature}：`,
    noticeSaid: '通知：',
    officerTyping: '专员正在输入',
    save: '保存对话',
    saveText: '保存为文本文件',
    savePrint: '打开打印版',
    savePdf: '保存为 PDF',
    pdfUnderWay: '正在生成 PDF…',
    pdfFailed: '暂时无法生成 PDF，可先保存文本文件。',
  },
};

export function cardTexts(language: Language): CardTexts {
  return TEXTS[language];
}
