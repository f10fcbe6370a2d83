import type { Answer, Suggestion } from '../../src/domain/answer.ts';
import type { BriefCard, CaseCard } from '../../src/domain/card.ts';
import type { Language } from '../../src/domain/language.ts';

/** A form, its brief, the case that came of it and the marks after its end, as a dialog would say them. */
interface CardFixture {
  readonly asked: Partial<Answer>;
  readonly brief: Partial<Answer> & { readonly card: BriefCard };
  readonly opened: Partial<Answer> & { readonly card: CaseCard };
  readonly rating: Partial<Answer>;
}

export const CASE_CODE = 'R7QK-M2XD-9TPW';
export const CASE_NUMBER = 'GG2611-7K4PM-X';

type Words = Readonly<Record<'ask' | 'check' | 'consent' | 'agree' | 'cancel' | 'opened' | 'desk' | 'rate', string>> & {
  readonly options: readonly string[];
  readonly rows: readonly (readonly [slot: string, label: string, shown: string])[];
  readonly marks: readonly string[];
};

const WORDS: Readonly<Record<Language, Words>> = {
  'zh-Hans': {
    ask: '贵公司主要做什么业务？写一两句即可，也可以选一项。',
    options: ['制造', '软件和信息服务', '跨境电商', '医疗器械', '跳过'],
    check: '请核对以下内容。您同意后才会发给专员。',
    rows: [
      ['company', '公司名称', '深圳前海星辰智能装备制造股份有限公司（东南亚事业部）'],
      ['need', '需求', '在香港设立区域总部，负责越南和印度尼西亚的采购与资金管理，计划明年第二季度前完成银行开户。'],
      ['market', '目标市场', '越南、印度尼西亚'],
      ['phone', '电话', '13800001234'],
      ['email', '电子邮件', ''],
    ],
    consent: '以上内容仅用于跟进本次咨询，会交给投资推广署和您选定的机构，保存180天后删除。您可以随时撤回。',
    agree: '同意并发送',
    cancel: '先不发送',
    opened: '已经提交。专员会在下面的时间前首次回复您。',
    desk: '投资推广署内地业务组',
    rate: '这次服务您打几分？',
    marks: ['1 分', '2 分', '3 分', '4 分', '5 分'],
  },
  'zh-Hant': {
    ask: '貴公司主要從事甚麼業務？寫一兩句即可，亦可選一項。',
    options: ['製造', '軟件及資訊服務', '跨境電商', '醫療儀器', '略過'],
    check: '請核對以下內容，你同意後才會交給專員。',
    rows: [
      ['company', '公司名稱', '深圳前海星辰智能裝備製造股份有限公司（東南亞事業部）'],
      ['need', '需求', '在香港設立地區總部，負責越南及印尼的採購與資金管理。'],
      ['market', '目標市場', '越南、印尼'],
      ['phone', '電話', '13800001234'],
      ['email', '電郵', ''],
    ],
    consent: '以上內容只用於跟進本次查詢，會交給投資推廣署及你選定的機構，保存180天後刪除。你可隨時撤回。',
    agree: '同意並傳送',
    cancel: '暫不傳送',
    opened: '已提交。專員會在以下時間前首次回覆你。',
    desk: '投資推廣署內地業務組',
    rate: '你會給這次服務幾分？',
    marks: ['1 分', '2 分', '3 分', '4 分', '5 分'],
  },
  en: {
    ask: 'What does your company mainly do? One or two sentences are enough, or choose one.',
    options: ['Manufacturing', 'Software and information services', 'E-commerce', 'Medical devices', 'Skip'],
    check: 'Please check what would be sent. Nothing is sent before you agree.',
    rows: [
      ['company', 'company name', 'Shenzhen Qianhai Stellar Intelligent Equipment Manufacturing Co., Ltd.'],
      ['need', 'need', 'A regional headquarters in Hong Kong for purchasing and treasury in Vietnam and Indonesia.'],
      ['market', 'target market', 'Vietnam, Indonesia'],
      ['phone', 'phone', '+86 138 0000 1234'],
      ['email', 'e-mail', ''],
    ],
    consent:
      'This is used only to follow up this enquiry. It goes to Invest Hong Kong and the bodies you chose, and is deleted after 180 days. You can withdraw it at any time.',
    agree: 'Agree and send',
    cancel: 'Not now',
    opened: 'Your enquiry is with an officer now, who will first reply by the time below.',
    desk: 'Invest Hong Kong, Mainland Business Unit',
    rate: 'How would you rate this service?',
    marks: ['1 poor', '2', '3', '4', '5 very good'],
  },
};

export function cardFixture(language: Language): CardFixture {
  const words = WORDS[language];
  const option = (text: string): Suggestion => ({ kind: 'option', label: text, text });
  const base = { language, status: 'dialog', completeness: 'none', citations: [] } as const;
  return {
    asked: { ...base, text: words.ask, progress: { done: 2, of: 9 }, suggestions: words.options.map(option) },
    brief: {
      ...base,
      text: words.check,
      progress: { done: 9, of: 9, hint: 'Choose above' },
      suggestions: [words.agree, words.cancel].map(option),
      card: {
        kind: 'brief',
        rows: words.rows.map(([slot, label, shown]) => ({
          slot,
          label,
          shown,
          isPrefilled: slot === 'market',
          isWithheld: slot === 'phone',
          isPersonal: slot === 'phone' || slot === 'email',
        })),
        consent: { version: '2026-11', text: words.consent },
      },
    },
    opened: {
      ...base,
      text: words.opened,
      suggestions: [],
      card: {
        kind: 'case',
        number: CASE_NUMBER,
        code: CASE_CODE,
        state: 'new',
        desk: words.desk,
        promisedBy: '2026-11-30T03:30:00.000Z',
        statusUrl: `https://assistant.example/case?number=${CASE_NUMBER}`,
        language,
      },
    },
    rating: { ...base, text: words.rate, suggestions: words.marks.map(option) },
  };
}

/** «form», «brief», «case», «rate» get their fixture in the language of the page; anything else is not known. */
export function cardAnswer(text: string, language: Language): Partial<Answer> | undefined {
  const fixture = cardFixture(language);
  return { form: fixture.asked, brief: fixture.brief, case: fixture.opened, rate: fixture.rating }[text];
}
