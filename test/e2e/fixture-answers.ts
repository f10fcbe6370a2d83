import type { Answer, AnswerTable, Citation, Suggestion } from '../../src/domain/answer.ts';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';

/** What the fake core says, in the shape of the answer contract. Words from the founding knowledge. */
type FixtureAnswer = Pick<Answer, 'text' | 'citations' | 'suggestions'> & { readonly table?: AnswerTable };

export interface FixtureTexts {
  readonly taxQuestion: string;
  readonly tax: FixtureAnswer;
  readonly tableQuestion: string;
  readonly table: FixtureAnswer;
  readonly refusal: FixtureAnswer;
}

function citation(
  language: Language,
  mark: number,
  title: string,
  publisher: string,
  url: string,
  isPastReview = false,
): Citation {
  return {
    mark,
    article: 'profits-tax-two-tier',
    section: 'rates',
    title,
    publisher,
    url,
    sourceDate: 'undated',
    checkedOn: isPastReview ? '2025-10-07' : '2026-11-22',
    ageDays: isPastReview ? 411 : 2,
    isPastReview,
    language,
  };
}

function question(label: string): Suggestion {
  return { kind: 'question', label, text: label };
}

const IRD = 'https://www.ird.gov.hk/eng/faq/2tr.htm';
const CDTA = 'https://www.ird.gov.hk/eng/tax/dta_inc.htm';

export const FIXTURES: Readonly<Record<Language, FixtureTexts>> = {
  'zh-Hans': {
    taxQuestion: '两级制利得税率是多少？',
    tax: {
      text: '首200万港元应评税利润按8.25%，其余按16.5%；同一集团只有一家公司可用。[1]\n\n- 非法人业务首200万港元按7.5%，其余按15%。[1]\n- 公司每年最多可节省165,000港元。\n- 已选用财资、租赁或保险税收优惠的公司，不能再适用两级制税率。[2]',
      citations: [
        citation('zh-Hans', 1, '利得税两级制：常见问题', '税务局', IRD),
        citation('zh-Hans', 2, '企业财资中心税务宽减', '税务局', 'https://www.ird.gov.hk/eng/tax/bus_ctc.htm', true),
      ],
      suggestions: [
        question('集团里每家公司都能用8.25%吗？'),
        question('利得税报税表什么时候到期？'),
        { kind: 'more', label: '继续说', text: '更多' },
      ],
    },
    tableQuestion: '香港和越南、沙特的税收协定税率',
    table: {
      text: '香港与越南、沙特阿拉伯的全面性避免双重征税协定，预提税上限如下。[1]',
      citations: [citation('zh-Hans', 1, '全面性避免双重课税协定一览', '税务局', CDTA)],
      table: {
        caption: '香港全面性避免双重征税协定：预提税上限',
        columns: ['国家', '股息', '利息', '特许权使用费', '生效'],
        rows: [
          ['越南', '10%', '10%', '7% / 10%', '2009年8月12日'],
          ['沙特阿拉伯', '5%', '0%', '5% / 8%', '2018年9月1日'],
        ],
      },
      suggestions: [question('怎样申请居民身份证明书？')],
    },
    refusal: {
      text: '我手上的资料没有这一项。投资推广署可以回答，要我帮您转给专员吗？',
      citations: [],
      suggestions: [{ kind: 'person', label: '转人工', text: '转人工' }],
    },
  },
  'zh-Hant': {
    taxQuestion: '利得稅兩級制的稅率是多少？',
    tax: {
      text: '首200萬港元應評稅利潤按8.25%，其餘按16.5%；同一集團只有一間公司可用。[1]\n\n- 非法團業務首200萬港元按7.5%，其餘按15%。[1]\n- 公司每年最多可節省165,000港元。\n- 已選用財資、租賃或保險稅務優惠的公司，不可再用兩級制稅率。[2]',
      citations: [
        citation('zh-Hant', 1, '利得稅兩級制：常見問題', '稅務局', IRD),
        citation('zh-Hant', 2, '企業財資中心稅務寬減', '稅務局', 'https://www.ird.gov.hk/eng/tax/bus_ctc.htm', true),
      ],
      suggestions: [question('集團內每間公司都可用8.25%嗎？'), { kind: 'more', label: '繼續', text: '更多' }],
    },
    tableQuestion: '香港與越南、沙特的稅收協定稅率',
    table: {
      text: '香港與越南、沙特阿拉伯的全面性避免雙重課稅協定，預扣稅上限如下。[1]',
      citations: [citation('zh-Hant', 1, '全面性避免雙重課稅協定一覽', '稅務局', CDTA)],
      table: {
        caption: '香港全面性避免雙重課稅協定：預扣稅上限',
        columns: ['國家', '股息', '利息', '特許權使用費', '生效'],
        rows: [
          ['越南', '10%', '10%', '7% / 10%', '2009年8月12日'],
          ['沙特阿拉伯', '5%', '0%', '5% / 8%', '2018年9月1日'],
        ],
      },
      suggestions: [question('如何申請居民身份證明書？')],
    },
    refusal: {
      text: '我手上的資料沒有這一項。投資推廣署可以回答，要我幫你轉給專員嗎？',
      citations: [],
      suggestions: [{ kind: 'person', label: '轉人工', text: '轉人工' }],
    },
  },
  en: {
    taxQuestion: 'What is the two-tier profits tax rate?',
    tax: {
      text: 'The first HK$2 million of a company’s assessable profits is taxed at 8.25% and the rest at 16.5%; only one company in a group may use it.[1]\n\n- Unincorporated businesses pay 7.5% on the first HK$2 million and 15% on the rest.[1]\n- A company saves up to HK$165,000 a year.\n- A company that has elected a treasury, leasing or insurance tax concession **cannot** also use the two-tiered rates.[2]',
      citations: [
        citation('en', 1, 'Two-tiered profits tax rates: frequently asked questions', 'Inland Revenue Department', IRD),
        citation(
          'en',
          2,
          'Profits tax concession for corporate treasury centres',
          'Inland Revenue Department',
          'https://www.ird.gov.hk/eng/tax/bus_ctc.htm',
          true,
        ),
      ],
      suggestions: [
        question('Can every company in a group use 8.25%?'),
        question('When is the profits tax return due?'),
        { kind: 'more', label: 'More', text: 'more' },
      ],
    },
    tableQuestion: 'Treaty rates between Hong Kong and Vietnam or Saudi Arabia',
    table: {
      text: 'Hong Kong’s double taxation agreements with Vietnam and Saudi Arabia cap withholding tax as follows.[1]',
      citations: [
        citation('en', 1, 'Comprehensive double taxation agreements concluded', 'Inland Revenue Department', CDTA),
      ],
      table: {
        caption: 'Hong Kong’s double taxation agreements: withholding tax caps',
        columns: ['Country', 'Dividends', 'Interest', 'Royalties', 'In force'],
        rows: [
          ['Vietnam', '10%', '10%', '7% / 10%', '12 August 2009'],
          ['Saudi Arabia', '5%', '0%', '5% / 8%', '1 September 2018'],
        ],
      },
      suggestions: [question('How do we get a certificate of resident status?')],
    },
    refusal: {
      text: 'My material does not cover this. InvestHK can answer; shall I pass you to an officer?',
      citations: [],
      suggestions: [{ kind: 'person', label: 'Talk to a person', text: 'I would like to talk to a person' }],
    },
  },
};

/** The answer to a fixture's question in whatever language; a refusal to anything else. */
export function fixtureAnswer(text: string, pageLanguage: Language): Partial<Answer> {
  for (const language of LANGUAGES) {
    const fixture = FIXTURES[language];
    if (text === fixture.taxQuestion) return { ...fixture.tax, language };
    if (text === fixture.tableQuestion) return { ...fixture.table, language };
  }
  return { ...FIXTURES[pageLanguage].refusal, language: pageLanguage, status: 'unanswerable_no_content' };
}
