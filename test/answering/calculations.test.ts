import { beforeAll, describe, expect, it } from 'vitest';
import type { Assistant } from '../../src/assistant.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { faultsOf, knownUrls } from '../support/check-answer.ts';
import { realAssistant } from '../support/real-assistant.ts';
import { createVisitor } from '../support/visitor.ts';

let assistant: Assistant;
let urls: ReadonlySet<string>;
beforeAll(async () => {
  assistant = await realAssistant();
  urls = knownUrls(assistant.knowledge());
});

/** What a visitor says, and what the answer must be like. */
interface Line {
  readonly says: string;
  /** null: one word more or less in the knowledge moves the trained thresholds, so it may be answered or asked back. */
  readonly status: Answer['status'] | null;
  readonly text?: RegExp;
  readonly not?: RegExp;
  /** Labels of the buttons. */
  readonly options?: readonly string[];
  readonly from?: 'tables' | 'article';
}

const SCRIPTS: readonly { readonly about: string; readonly language: Language; readonly lines: readonly Line[] }[] = [
  {
    about: 'profits tax, then another amount, then a fact',
    language: 'zh-Hans',
    lines: [
      {
        says: '我们香港公司今年赚了五百万港元，要交多少利得税？',
        status: 'answered',
        text: /657,000港元.*66万港元/su,
        from: 'tables',
      },
      { says: '那800万呢？', status: 'answered', text: /1,152,000港元/u },
      { says: '我们有关联公司已用两级税率', status: 'answered', text: /1,317,000港元/u },
      { says: '两级制利得税率是多少？', status: 'answered', from: 'article', not: /不是承诺/u },
    ],
  },
  {
    about: 'profits tax whose amount is asked for, also in the right currency',
    language: 'zh-Hant',
    lines: [
      { says: '幫我計算一下利得稅', status: 'clarification', text: /應評稅利潤是多少港元/u },
      { says: '一百萬美元', status: 'clarification', text: /港元/u },
      { says: '兩百萬蚊', status: 'answered', text: /162,000港元.*165,000港元/su },
    ],
  },
  {
    about: 'profits tax at one dollar above the band',
    language: 'en',
    lines: [
      { says: 'How much profits tax would we pay on HK$2,000,001?', status: 'answered', text: /HK\$162,000\.17/u },
      { says: 'What about HK$2 million?', status: 'answered', text: /HK\$162,000,/u },
    ],
  },
  {
    about: 'an outbound investment of exactly US$300 million',
    language: 'zh-Hans',
    lines: [
      {
        says: '我们打算投资三亿美元在越南建厂，要走备案还是核准？',
        status: 'clarification',
        options: ['地方或民营企业', '中央企业', '个人'],
      },
      { says: '地方或民营企业', status: 'clarification', options: ['不敏感', '属敏感类', '不清楚'] },
      { says: '不敏感', status: 'answered', text: /向国家发改委备案.*1\. .*2\. .*证书.*3\. .*第837号/su },
      { says: '那2.9亿美元呢？', status: 'answered', text: /省级发展改革部门备案/u },
    ],
  },
  {
    about: 'an outbound investment, with small talk in between',
    language: 'zh-Hant',
    lines: [
      { says: '我哋係民企，想投資5000萬人民幣去泰國設廠，要行咩手續？', status: 'clarification', text: /是否敏感/u },
      { says: '唔該', status: 'smalltalk' },
      { says: '屬敏感類', status: 'answered', text: /路徑是核准/u },
    ],
  },
  {
    about: 'an outbound investment that a central enterprise makes',
    language: 'en',
    lines: [
      {
        says: 'We are a central enterprise and want to invest in Germany. Which ODI route applies to us?',
        status: 'clarification',
      },
      { says: 'Not sure', status: 'answered', text: /1\. First compare.*State assets.*files with the NDRC/su },
    ],
  },
  {
    about: 'dividends from one market, then another',
    language: 'zh-Hant',
    lines: [
      { says: '馬來西亞附屬公司派息五百萬美元返香港，要扣幾多稅？', status: 'answered', text: /450萬美元至475萬美元/u },
      { says: '咁泰國呢？', status: 'answered', text: /450萬美元/u, not: /475/u },
    ],
  },
  {
    about: 'dividends whose market is asked for, and unknown',
    language: 'en',
    lines: [
      {
        says: 'Our Hong Kong company receives a dividend of US$1 million, how much tax is withheld?',
        status: 'clarification',
        text: /which market/u,
      },
      { says: 'the United States', status: 'unanswerable_no_content' },
    ],
  },
  {
    about: 'the cost of a company',
    language: 'zh-Hans',
    lines: [
      { says: '在香港注册公司一共要多少钱？', status: 'clarification', options: ['网上', '纸质'] },
      { says: '网上', status: 'clarification', options: ['1年', '3年'] },
      { says: '3年', status: 'answered', text: /7,715港元.*7,265港元/su },
    ],
  },
  {
    about: 'a late annual return',
    language: 'en',
    lines: [
      { says: 'Calculate the late fee for our NAR1', status: 'clarification', text: /anniversary/u },
      { says: '1 March 2026', status: 'answered', text: /HK\$2,610.*12 April 2026/su },
    ],
  },
  {
    about: 'a late annual return by months in characters',
    language: 'zh-Hant',
    lines: [{ says: '我哋周年申報表遲咗四個月，要交幾多錢？', status: 'answered', text: /1,740港元/u }],
  },
  {
    about: 'the BUD Fund, one question at a time',
    language: 'zh-Hans',
    lines: [
      { says: '我们能申请BUD专项基金吗？', status: 'clarification', options: ['是', '否', '不清楚'] },
      { says: '是', status: 'clarification', text: /上市公司/u },
      { says: '没有上市', status: 'clarification', text: /实质业务/u },
      { says: '不清楚', status: 'clarification', text: /哪个市场/u },
      {
        says: '越南',
        status: 'answered',
        text: /可能符合，因为公司在香港登记；没有上市.*仍未知：香港公司在港有没有实质业务/su,
      },
    ],
  },
  {
    about: 'the loan guarantee, from facts in the question',
    language: 'en',
    lines: [
      {
        says: 'Are we eligible for SFGS? We are a Hong Kong company, not listed, operating for 8 months.',
        status: 'answered',
        text: /does not fit because.*8 months.*12.*no extension was found/su,
      },
    ],
  },
  {
    about: 'credit insurance, in Cantonese',
    language: 'zh-Hant',
    lines: [
      { says: '我哋合唔合資格買ECIC出口信用保險？', status: 'clarification' },
      { says: '係', status: 'clarification', text: /賬期/u },
      { says: '120日', status: 'clarification', text: /制裁/u },
      { says: '唔係', status: 'answered', text: /可能符合.*賬期120天/su, not: /仍未知/u },
    ],
  },
  {
    about: 'a new subject ends it',
    language: 'zh-Hans',
    lines: [
      { says: '在香港注册公司一共要多少钱？', status: 'clarification' },
      { says: '两级制利得税率是多少？', status: 'answered', from: 'article' },
      { says: '网上', status: null, not: /商业登记证选/u },
    ],
  },
  {
    about: 'it can be stopped, and an unclear answer is asked about again',
    language: 'zh-Hans',
    lines: [
      { says: '帮我算一下利得税', status: 'clarification' },
      { says: '差不多吧', status: 'clarification', text: /没有读懂/u },
      { says: '算了', status: 'smalltalk', text: /已停止计算/u },
      { says: '一百万港元', status: 'clarification', not: /利得税约为/u },
    ],
  },
];

describe('a calculation in a conversation', () => {
  it.each(SCRIPTS)('$language: $about', async ({ language, lines }) => {
    const visitor = createVisitor(assistant, language);
    for (const line of lines) {
      const answer = await visitor.says(line.says);
      if (line.status !== null) expect(answer.status, `${line.says}\n${answer.text}`).toBe(line.status);
      expect(answer.language, line.says).toBe(language);
      expect(faultsOf(answer, urls), line.says).toEqual([]);
      if (line.text !== undefined) expect(answer.text).toMatch(line.text);
      if (line.not !== undefined) expect(answer.text).not.toMatch(line.not);
      if (line.options !== undefined)
        expect(answer.suggestions.filter(({ kind }) => kind === 'option').map(({ label }) => label)).toEqual(
          line.options,
        );
      if (line.from !== undefined)
        expect(answer.citations[0]?.article === 'tables' ? 'tables' : 'article', line.says).toBe(line.from);
    }
  });

  it('counts no question of ours as a failure: nobody is sent to a person for it', async () => {
    const visitor = createVisitor(assistant, 'zh-Hans');
    await visitor.says('我们能申请BUD专项基金吗？');
    await visitor.says('是');
    const { suggestions } = await visitor.says('否');
    expect(suggestions.some(({ kind }) => kind === 'person')).toBe(false);
    expect((await visitor.state())?.failuresInARow).toBe(0);
  });

  it.each(LANGUAGES)('never promises, and says who confirms, in %s', async (language) => {
    const question = {
      en: 'How much tax do we pay on HK$5 million?',
      'zh-Hant': '我哋賺500萬要交幾多利得稅？',
      'zh-Hans': '我们赚500万要交多少利得税？',
    };
    const { text } = await assistant.ask(question[language], [], language);
    expect(text).toMatch(
      {
        en: /estimate.*not a promise.*Inland Revenue/su,
        'zh-Hant': /估算，不是承諾.*稅務局/su,
        'zh-Hans': /估算，不是承诺.*税务局/su,
      }[language],
    );
  });

  it.each([
    'What is the two-tiered profits tax rate?',
    '两级制利得税率是多少？',
    '3亿美元以上的项目向谁备案？',
    '周年申報表逾期罰幾多？',
    '成立香港公司要多少錢？',
    'BUD基金谁可以申请？',
    '越南的股息预提税是多少？',
    'Can a Mainland parent apply for the BUD Fund?',
    '新加坡公司赚500万要交多少税？',
    '2026年预算案有没有减利得税',
  ])('is not begun by the plain question «%s»', async (question) => {
    const { evidence } = await assistant.ask(question);
    expect(evidence.reason).not.toMatch(/^calculat/u);
  });

  it('takes over hardly any example question of an article', { timeout: 120_000 }, async () => {
    const taken: string[] = [];
    let count = 0;
    for (const article of assistant.knowledge().articles) {
      for (const language of LANGUAGES) {
        for (const { text } of article.texts[language].questions.slice(0, 3)) {
          count++;
          if (/^calculat/u.test((await assistant.ask(text, [], language)).evidence.reason)) taken.push(text);
        }
      }
    }
    expect(taken.length / count, taken.join('\n')).toBeLessThan(0.01);
  });
});

describe('what is to come', () => {
  const UPCOMING = {
    en: 'What upcoming events are there?',
    'zh-Hant': '之後有咩活動？',
    'zh-Hans': '接下来有什么活动？',
  };

  it.each(LANGUAGES)('is what the table dates after today, with the date of its source, in %s', async (language) => {
    const answer = await assistant.ask(UPCOMING[language], [], language);
    expect(answer).toMatchObject({ status: 'answered', language });
    expect(answer.text).toMatch(/CorpID|數碼企業身份|数码企业身份/u);
    expect(answer.text).toMatch(/2024/u);
    expect(answer.text).not.toMatch(/Central Asia|中亞|中亚/u);
    expect(faultsOf(answer, urls)).toEqual([]);
  });

  it('is nothing once its month is over', async () => {
    const later = await realAssistant('2027-01-01');
    const answer = await later.ask(UPCOMING.en, [], 'en');
    expect(answer.text).toMatch(/^No dated event/u);
    expect(answer.text).not.toMatch(/planned for/u);
  });

  it.each(['Which upcoming delegations are planned?', '专班最近有什么考察团？'])('answers «%s»', async (question) => {
    expect((await assistant.ask(question)).evidence.reason).toMatch(/corporate-identity/u);
  });

  it('leaves a way to take part to the article', async () => {
    expect((await assistant.ask('想參加專班的海外考察團，可以點報名？')).citations[0]?.article).not.toBe('tables');
  });
});
