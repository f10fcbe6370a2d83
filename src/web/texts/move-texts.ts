import type { Language } from '../languages.ts';

/** The words of a conversation that goes on elsewhere: the dialog, and what stands where it has left. */
export interface MoveTexts {
  readonly open: string;
  readonly title: string;
  readonly lead: string;
  readonly close: string;
  readonly making: string;
  readonly failed: string;
  readonly codeTitle: string;
  /** The symbols one by one, for those who hear the page. */
  readonly codeSpoken: (code: string) => string;
  readonly left: (minutes: string) => string;
  readonly expired: string;
  readonly renew: string;
  readonly app: Readonly<Record<string, string>>;
  readonly scan: (app: string) => string;
  readonly qr: (app: string) => string;
  readonly openApp: (app: string) => string;
  readonly sendTo: (app: string, account: string) => string;
  /** Which company carries the messages from now on. */
  readonly carrier: Readonly<Record<string, string>>;
  readonly carriesTitle: string;
  readonly carriesConversation: string;
  readonly carriesForm: string;
  readonly carriesCase: (number: string) => string;
  readonly once: string;
  readonly comeBackTitle: string;
  readonly comeBackLead: string;
  readonly comeBackWithLink: string;
  readonly codeLabel: string;
  readonly comeBack: string;
  readonly comeBackFailed: string;
  readonly moved: (app: string) => string;
  readonly beginAnew: string;
}

const TEXTS: Readonly<Record<Language, MoveTexts>> = {
  en: {
    open: 'Continue on your phone',
    title: 'Continue on your phone',
    lead: 'Scan or open a link, or send the code in the app. The conversation then goes on there and stops here.',
    close: 'Close',
    making: 'Making a code…',
    failed: 'No code could be made. Please try again later.',
    codeTitle: 'Code',
    codeSpoken: (code) => `Code: ${[...code.replaceAll('-', '')].join(' ')}`,
    left: (minutes) => `${minutes} left; works once`,
    expired: 'This code has expired.',
    renew: 'Make a new code',
    app: {
      whatsapp: 'WhatsApp',
      wechat: 'WeChat',
      wecom: 'WeChat customer service',
      azure: 'the other app',
      directline: 'the website',
    },
    scan: (app) => `Scan with ${app === 'WhatsApp' ? 'the camera of your phone' : 'WeChat'}`,
    qr: (app) => `QR code that opens ${app} with the code`,
    openApp: (app) => `Open ${app} on this device`,
    sendTo: (app, account) => `Or send the code in ${app} to our account${account === '' ? '' : `: ${account}`}.`,
    carrier: {
      whatsapp:
        'WhatsApp LLC (Meta) carries the messages under its own privacy policy; they may be kept outside Hong Kong.',
      wechat: 'Tencent (WeChat) carries the messages under its own privacy policy; they may be kept outside Hong Kong.',
      wecom:
        'Tencent (WeCom and WeChat) carries the messages under its own privacy policy; they may be kept outside Hong Kong.',
    },
    carriesTitle: 'What goes along',
    carriesConversation: 'The conversation so far, and its language',
    carriesForm: 'What you have entered in the form',
    carriesCase: (number) => `Your case ${number}; replies arrive in the app`,
    once: 'Whoever has the code can carry the conversation away. Do not pass it on.',
    comeBackTitle: 'Back from an app',
    comeBackLead: 'In the app, write “continue on the website”. Then open the link, or enter the code here.',
    comeBackWithLink: 'The conversation from the app goes on here, and stops there.',
    codeLabel: 'Code from the app',
    comeBack: 'Continue here',
    comeBackFailed: 'The conversation could not be brought here. Please try again.',
    moved: (app) => `This conversation goes on in ${app}.`,
    beginAnew: 'Begin a new conversation here',
  },
  'zh-Hant': {
    open: '在手機上繼續',
    title: '在手機上繼續',
    lead: '掃描二維碼、打開連結，或在應用程式發送轉移碼。對話會轉到那邊繼續，這裏不再更新。',
    close: '關閉',
    making: '正在產生轉移碼…',
    failed: '未能產生轉移碼，請稍後再試。',
    codeTitle: '轉移碼',
    codeSpoken: (code) => `轉移碼：${[...code.replaceAll('-', '')].join(' ')}`,
    left: (minutes) => `尚餘 ${minutes}，只可使用一次`,
    expired: '轉移碼已過期。',
    renew: '取得新的轉移碼',
    app: { whatsapp: 'WhatsApp', wechat: '微信', wecom: '微信客服', azure: '另一個應用程式', directline: '網站' },
    scan: (app) => (app === 'WhatsApp' ? '用手機鏡頭掃描' : '用微信掃描'),
    qr: (app) => `二維碼：打開${app}並帶上轉移碼`,
    openApp: (app) => `在這部裝置打開${app}`,
    sendTo: (app, account) => `也可以在${app}把轉移碼發給我們的帳號${account === '' ? '' : `：${account}`}。`,
    carrier: {
      whatsapp: '訊息由 WhatsApp LLC（Meta 旗下）傳送，按其私隱政策處理，資料可能存放在香港以外。',
      wechat: '訊息由騰訊（微信）傳送，按其私隱政策處理，資料可能存放在香港以外。',
      wecom: '訊息由騰訊（企業微信及微信）傳送，按其私隱政策處理，資料可能存放在香港以外。',
    },
    carriesTitle: '一併轉移的內容',
    carriesConversation: '至今的對話和所用語言',
    carriesForm: '表格已填的內容',
    carriesCase: (number) => `個案 ${number}，回覆會發到應用程式`,
    once: '持有轉移碼的人可以轉走對話，請勿轉發。',
    comeBackTitle: '由應用程式轉回',
    comeBackLead: '在應用程式輸入「回到網頁」，再打開收到的連結，或在這裏輸入轉移碼。',
    comeBackWithLink: '應用程式裏的對話會轉到這裏繼續，那邊不再更新。',
    codeLabel: '應用程式提供的轉移碼',
    comeBack: '在這裏繼續',
    comeBackFailed: '未能轉到這裏，請再試一次。',
    moved: (app) => `這段對話已轉到${app}。`,
    beginAnew: '在這裏開始新的對話',
  },
  'zh-Hans': {
    open: '在手机上继续',
    title: '在手机上继续',
    lead: '扫描二维码、打开链接，或在应用里发送转移码。对话会转到那边继续，这里不再更新。',
    close: '关闭',
    making: '正在生成转移码…',
    failed: '未能生成转移码，请稍后再试。',
    codeTitle: '转移码',
    codeSpoken: (code) => `转移码：${[...code.replaceAll('-', '')].join(' ')}`,
    left: (minutes) => `还剩 ${minutes}，只能使用一次`,
    expired: '转移码已过期。',
    renew: '获取新的转移码',
    app: { whatsapp: 'WhatsApp', wechat: '微信', wecom: '微信客服', azure: '另一个应用', directline: '网站' },
    scan: (app) => (app === 'WhatsApp' ? '用手机相机扫描' : '用微信扫一扫'),
    qr: (app) => `二维码：打开${app}并带上转移码`,
    openApp: (app) => `在本设备打开${app}`,
    sendTo: (app, account) => `也可以在${app}里把转移码发给我们的账号${account === '' ? '' : `：${account}`}。`,
    carrier: {
      whatsapp: '消息由 WhatsApp LLC（Meta 旗下）传送，按其隐私政策处理，数据可能存放在香港以外。',
      wechat: '消息由腾讯（微信）传送，按其隐私政策处理，数据可能存放在香港以外。',
      wecom: '消息由腾讯（企业微信及微信）传送，按其隐私政策处理，数据可能存放在香港以外。',
    },
    carriesTitle: '一并转移的内容',
    carriesConversation: '至今的对话和所用语言',
    carriesForm: '表单已填的内容',
    carriesCase: (number) => `个案 ${number}，回复会发到应用里`,
    once: '持有转移码的人可以转走对话，请勿转发。',
    comeBackTitle: '从应用转回',
    comeBackLead: '在应用里输入“回到网页”，再打开收到的链接，或在这里输入转移码。',
    comeBackWithLink: '应用里的对话会转到这里继续，那边不再更新。',
    codeLabel: '应用里收到的转移码',
    comeBack: '在这里继续',
    comeBackFailed: '未能转到这里，请再试一次。',
    moved: (app) => `这段对话已转到${app}。`,
    beginAnew: '在这里开始新的对话',
  },
};

export function moveTexts(language: Language): MoveTexts {
  return TEXTS[language];
}
