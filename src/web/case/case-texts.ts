import type { Language } from '../languages.ts';

/** Every sentence of the status page. */
export interface CaseTexts {
  readonly title: string;
  readonly name: string;
  readonly owner: string;
  readonly languages: string;
  readonly headline: string;
  readonly lead: string;
  readonly needsScript: string;
  readonly number: string;
  readonly numberHint: string;
  readonly code: string;
  readonly codeHint: string;
  readonly look: string;
  readonly looking: string;
  readonly missingNumber: string;
  readonly missingCode: string;

  readonly state: string;
  readonly desk: string;
  readonly queue: string;
  readonly queueCount: (before: number) => string;
  readonly promisedBy: string;
  readonly officeHours: string;
  readonly hours: (week: string) => string;
  readonly openedAt: string;
  readonly lastMessageAt: string;
  readonly asOf: (time: string) => string;
  readonly goOn: string;
  readonly lookAgain: string;

  readonly withdraw: string;
  readonly withdrawTitle: string;
  readonly withdrawWhat: string;
  readonly withdrawYes: string;
  readonly withdrawNo: string;
  readonly withdrawing: string;
  readonly withdrawn: string;

  readonly unreachable: string;
}

const TEXTS: Readonly<Record<Language, CaseTexts>> = {
  en: {
    title: 'Your case: GoGlobal Assistant',
    name: 'GoGlobal Assistant',
    owner: 'GoGlobal Task Force, Hong Kong',
    languages: 'Language',
    headline: 'See how far your case is',
    lead: 'Enter the case number and the access code that the assistant showed when the case was opened.',
    needsScript: 'This page needs JavaScript. You can also ask the assistant, or contact InvestHK:',
    number: 'Case number',
    numberHint: 'For example GG2611-7K4PM-X',
    code: 'Access code',
    codeHint: 'Spaces and small letters do not matter.',
    look: 'Show the case',
    looking: 'Looking it up…',
    missingNumber: 'Enter the case number.',
    missingCode: 'Enter the access code.',
    state: 'State',
    desk: 'With',
    queue: 'Waiting before it',
    queueCount: (before) => (before === 0 ? 'None: it is next' : before === 1 ? '1 case' : `${before} cases`),
    promisedBy: 'First reply by',
    officeHours: 'Office hours',
    hours: (week) => `${week} (Hong Kong time), public holidays excepted`,
    openedAt: 'Opened',
    lastMessageAt: 'Last message',
    asOf: (time) => `As of ${time}`,
    goOn: 'Go on in the chat',
    lookAgain: 'Another case',
    withdraw: 'Withdraw and delete',
    withdrawTitle: 'Withdraw this case?',
    withdrawWhat: 'Nobody will reply to it any more, and the personal data you sent is deleted. This cannot be undone.',
    withdrawYes: 'Yes, withdraw and delete',
    withdrawNo: 'Keep the case',
    withdrawing: 'Withdrawing…',
    withdrawn: 'The case is withdrawn and the personal data is deleted.',
    unreachable: 'The server cannot be reached at the moment. Please try again.',
  },
  'zh-Hant': {
    title: '個案進度：問出海',
    name: '問出海',
    owner: '香港 · 內地企業出海專班',
    languages: '語言',
    headline: '查詢個案進度',
    lead: '請輸入個案編號，以及開立個案時助理顯示的查詢碼。',
    needsScript: '此頁需要啟用 JavaScript。你亦可詢問助理，或聯絡投資推廣署：',
    number: '個案編號',
    numberHint: '例如 GG2611-7K4PM-X',
    code: '查詢碼',
    codeHint: '空格和大小寫不影響查詢。',
    look: '查詢',
    looking: '正在查詢…',
    missingNumber: '請輸入個案編號。',
    missingCode: '請輸入查詢碼。',
    state: '狀態',
    desk: '負責',
    queue: '前面等候的個案',
    queueCount: (before) => (before === 0 ? '沒有，下一個就是你' : `${before} 宗`),
    promisedBy: '首次回覆不遲於',
    officeHours: '辦公時間',
    hours: (week) => `${week}（香港時間），公眾假期除外`,
    openedAt: '開立時間',
    lastMessageAt: '最近一則訊息',
    asOf: (time) => `截至${time}`,
    goOn: '到對話中繼續',
    lookAgain: '查詢另一個案',
    withdraw: '撤回並刪除',
    withdrawTitle: '要撤回這個個案嗎？',
    withdrawWhat: '撤回後不會再有人回覆，你提供的個人資料會刪除，不可復原。',
    withdrawYes: '確定撤回並刪除',
    withdrawNo: '保留個案',
    withdrawing: '正在撤回…',
    withdrawn: '個案已撤回，個人資料已刪除。',
    unreachable: '暫時未能連接伺服器，請稍後再試。',
  },
  'zh-Hans': {
    title: '个案进度：问出海',
    name: '问出海',
    owner: '香港 · 内地企业出海专班',
    languages: '语言',
    headline: '查询个案进度',
    lead: '请输入个案编号，以及开立个案时助手显示的查询码。',
    needsScript: '本页需要启用 JavaScript。您也可以询问助手，或联系投资推广署：',
    number: '个案编号',
    numberHint: '例如 GG2611-7K4PM-X',
    code: '查询码',
    codeHint: '空格和大小写不影响查询。',
    look: '查询',
    looking: '正在查询…',
    missingNumber: '请输入个案编号。',
    missingCode: '请输入查询码。',
    state: '状态',
    desk: '承办',
    queue: '前面排队的个案',
    queueCount: (before) => (before === 0 ? '没有，下一个就是您' : `${before} 件`),
    promisedBy: '首次回复不晚于',
    officeHours: '工作时间',
    hours: (week) => `${week}（香港时间），香港公众假期除外`,
    openedAt: '开立时间',
    lastMessageAt: '最近一条消息',
    asOf: (time) => `截至${time}`,
    goOn: '到对话中继续',
    lookAgain: '查询另一个案',
    withdraw: '撤回并删除',
    withdrawTitle: '要撤回这个个案吗？',
    withdrawWhat: '撤回后不会再有人回复，您提供的个人信息会被删除，无法恢复。',
    withdrawYes: '确认撤回并删除',
    withdrawNo: '保留个案',
    withdrawing: '正在撤回…',
    withdrawn: '个案已撤回，个人信息已删除。',
    unreachable: '暂时无法连接服务器，请稍后再试。',
  },
};

export function caseTexts(language: Language): CaseTexts {
  return TEXTS[language];
}
