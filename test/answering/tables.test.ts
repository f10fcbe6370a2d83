import { beforeAll, describe, expect, it } from 'vitest';
import type { Assistant } from '../../src/assistant.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import type { Provenance } from '../../src/domain/provenance.ts';
import type { Tables } from '../../src/domain/tables.ts';
import { faultsOf, knownUrls } from '../support/check-answer.ts';
import { realAssistant } from '../support/real-assistant.ts';

/** A row that may be spoken and cited. */
const isCitable = (row: Provenance) => row.confidence !== 'unverified' && row.linkOk && row.source !== null;
const shown = (answer: Answer) => [answer.text, ...(answer.table?.rows.flat() ?? [])].join('\n');

describe('a precise question is answered from its row', () => {
  let assistant: Assistant;
  let tables: Tables;
  let urls: ReadonlySet<string>;
  beforeAll(async () => {
    assistant = await realAssistant();
    tables = assistant.knowledge().tables;
    urls = knownUrls(assistant.knowledge());
  });
  const ask = (language: Language, question: string) => assistant.ask(question, [], language);
  /** Asks in every language about every row and tells which answers lack what they should say. */
  async function lacking<Row>(
    rows: readonly Row[],
    question: (row: Row, language: Language) => string,
    expected: (row: Row, language: Language) => readonly string[],
  ): Promise<string[]> {
    const faults: string[] = [];
    for (const row of rows) {
      for (const language of LANGUAGES) {
        const asked = question(row, language);
        const answer = await ask(language, asked);
        const missing = expected(row, language).filter((words) => !shown(answer).includes(words));
        if (answer.status !== 'answered' || answer.language !== language || missing.length > 0)
          faults.push(`${asked} → ${answer.status} ${answer.language}, without ${missing.join(' | ')}`);
        faults.push(...faultsOf(answer, urls).map((fault) => `${asked} → ${fault}`));
      }
    }
    return faults;
  }
  const market = (id: string) => tables.markets.find((row) => row.id === id)!;

  const dividendTax = () =>
    lacking(
      tables.agreements.filter(
        ({ cdta }) => cdta !== null && isCitable(cdta) && cdta.status === 'in_force' && cdta.rates?.dividends,
      ),
      ({ market: id }, language) =>
        ({
          en: `What is the withholding tax on dividends from ${market(id).name.en}?`,
          'zh-Hant': `${market(id).name['zh-Hant']}的股息預扣稅率是多少？`,
          'zh-Hans': `${market(id).name['zh-Hans']}的股息预提税率是多少？`,
        })[language],
      ({ cdta, market: id }, language) => [cdta!.rates!.dividends!.text[language], market(id).name[language]],
    );

  it('the tax that a treaty lets the other side keep, for every treaty in force', async () => {
    expect(tables.agreements.filter(({ cdta }) => cdta?.status === 'in_force').length).toBeGreaterThan(20);
    expect(await dividendTax()).toEqual([]);
  });

  it('all three rates as a table, when no payment is named', async () => {
    const answers = await Promise.all([
      ask('en', 'What are the withholding tax rates for Vietnam?'),
      ask('zh-Hant', '越南的預扣稅率'),
      ask('zh-Hans', '越南的税收协定税率'),
    ]);
    const rates = tables.agreements.find((row) => row.market === 'vietnam')!.cdta!.rates!;
    for (const answer of answers) {
      expect(answer.table?.rows.map(([, rate]) => rate)).toEqual(
        [rates.dividends, rates.interest, rates.royalties].flatMap((rate) =>
          rate === null ? [] : [rate.text[answer.language]],
        ),
      );
      expect(answer.table?.columns).toHaveLength(2);
    }
  });

  it('no treaty where there is none, and never a rate', async () => {
    const { articles } = assistant.knowledge();
    const treaties = articles.find(({ id }) => id === 'double-tax-agreements');
    // Where an article speaks of the market, it says more than that there is no treaty.
    const isInArticle = (id: string) =>
      articles.some(({ markets }) => markets.includes(id)) ||
      treaties?.texts.en.sections.some(({ text }) => text.includes(market(id).name.en)) === true;
    const without = tables.agreements.filter(
      ({ market: id, cdta }) => cdta !== null && isCitable(cdta) && cdta.status !== 'in_force' && !isInArticle(id),
    );
    expect(without.length).toBeGreaterThan(0);
    for (const { market: id } of without) {
      const answer = await ask('en', `What is the withholding tax rate on dividends from ${market(id).name.en}?`);
      expect(shown(answer)).toContain('no comprehensive tax treaty in force');
      expect(shown(answer)).not.toMatch(/\d+(\.\d+)?%/u);
    }
  });

  it('the agreements with a market', async () => {
    for (const [language, question] of [
      ['en', 'Which agreements does Hong Kong have with Malaysia?'],
      ['zh-Hant', '香港同馬來西亞有哪些協定？'],
      ['zh-Hans', '香港和马来西亚有哪些协定？'],
    ] as const) {
      const answer = await ask(language, question);
      expect(answer).toMatchObject({ status: 'answered', language });
      expect(answer.table?.rows.length).toBeGreaterThanOrEqual(2);
      expect(faultsOf(answer, urls)).toEqual([]);
    }
  });

  it('the office that covers a province, for every province whose source may be shown', async () => {
    const office = (id: string) => tables.mainlandOffices.find((row) => row.id === id)!;
    const provinces = tables.provinces.filter(
      (row) => row.confidence !== 'unverified' && (isCitable(row) || isCitable(office(row.office))),
    );
    expect(provinces.length).toBeGreaterThanOrEqual(20);
    const question = ({ name }: { name: Record<Language, string> }, language: Language) =>
      ({
        en: `Which Hong Kong office covers ${name.en}?`,
        'zh-Hant': `${name['zh-Hant']}歸邊個辦事處管？`,
        'zh-Hans': `${name['zh-Hans']}归哪个办事处管？`,
      })[language];
    expect(
      await lacking(provinces, question, (row, language) => [office(row.office).name[language], row.name[language]]),
    ).toEqual([]);
  });

  it('the office of a city, by its province', async () => {
    expect((await ask('zh-Hans', '东莞归哪个办事处管？')).text).toMatch(
      /^东莞（广东）由香港特别行政区政府驻粤经济贸易办事处负责。\[1\]/u,
    );
    expect((await ask('zh-Hant', '成都歸邊個辦事處負責？')).text).toContain('四川');
    expect((await ask('en', 'Which office covers Shenzhen?')).text).toContain('(Guangdong)');
  });

  it('the office abroad that covers a market, where its source may be shown', async () => {
    const offices = tables.overseasOffices.filter((row) => isCitable(row) && row.economies.length > 0);
    const covered = offices.flatMap((row) => row.economies.map((id) => ({ id, row })));
    // A market with several offices is answered from one of them.
    const single = covered.filter(
      ({ id }) => tables.overseasOffices.filter((row) => row.economies.includes(id)).length === 1,
    );
    expect(single.length).toBeGreaterThan(0);
    const question = ({ id }: { id: string }, language: Language) =>
      ({
        en: `Which ETO covers ${market(id).name.en}?`,
        'zh-Hant': `${market(id).name['zh-Hant']}由邊個經貿辦負責？`,
        'zh-Hans': `${market(id).name['zh-Hans']}由哪个经贸办负责？`,
      })[language];
    expect(await lacking(single, question, ({ row }, language) => [row.name[language]])).toEqual([]);
  });

  it('how to reach a body, for every body with something to reach it by', async () => {
    const bodies = tables.agencies.filter((row) => isCitable(row) && (row.website ?? row.phone ?? row.email) !== null);
    expect(bodies.length).toBeGreaterThan(20);
    const question = ({ name }: { name: Record<Language, string> }, language: Language) =>
      ({
        en: `What is the website of the ${name.en}?`,
        'zh-Hant': `${name['zh-Hant']}網站`,
        'zh-Hans': `${name['zh-Hans']}网站`,
      })[language];
    expect(
      await lacking(bodies, question, (row, language) => [
        row.name[language],
        ...[row.website, row.phone, row.email].filter((value) => value !== null),
      ]),
    ).toEqual([]);
  });

  it.each([
    ['en', 'How much is the stamp duty on a transfer of Hong Kong shares?', '0.1%'],
    ['zh-Hant', '香港股票轉讓印花稅係幾多？', '0.1%'],
    ['zh-Hans', '香港股票转让印花税是多少？', '0.1%'],
    ['en', "How much is the married person's allowance?", 'HK$290,000 a year'],
    ['zh-Hant', '已婚人士免稅額係幾多錢？', '每年290,000港元'],
    ['zh-Hans', '已婚人士免税额是多少钱？', '每年290,000港元'],
  ] as const)('%s: «%s» with %s', async (language, question, amount) => {
    const answer = await ask(language, question);
    expect(answer).toMatchObject({ status: 'answered', language });
    expect(answer.text).toContain(amount);
    expect(faultsOf(answer, urls)).toEqual([]);
  });

  it.each([
    ['en', 'What is the website of HKPC, and how do I get a quotation for product testing?', 'quotation'],
    ['zh-Hant', '生產力局嘅網站係乜，搵佢哋做產品測試要點樣攞報價？', '報價'],
    ['zh-Hans', '生产力局的网站是什么，找他们做产品检测怎么报价？', '报价'],
  ] as const)('and what more was asked than how to reach a body: %s', async (language, question, said) => {
    const answer = await ask(language, question);
    expect(Object.keys(answer.evidence.quoted)).toEqual(['row:hkpc', expect.stringContaining(`/${language}#`)]);
    expect(answer.text).toContain(said);
    expect(faultsOf(answer, urls)).toEqual([]);
  });

  it.each([
    ['en', 'What is the website of HKPC?'],
    ['zh-Hant', '生產力局嘅網站係乜？'],
    ['zh-Hans', '生产力局的网站是什么？'],
  ] as const)('and the row alone when no more was asked: %s', async (language, question) => {
    expect(Object.keys((await ask(language, question)).evidence.quoted)).toEqual(['row:hkpc']);
  });

  it('no office abroad for a question about a representative office there', async () => {
    for (const [language, question] of [
      ['zh-Hans', '在泰国可以设代表办事处吗？'],
      ['zh-Hant', '喺泰國可唔可以設代表辦事處？'],
    ] as const)
      expect(Object.keys((await ask(language, question)).evidence.quoted)).not.toContain('row:bangkok');
  });

  it('a fee, told from its row or from an article, for four rows of five', async () => {
    const fees = tables.fees.filter(
      (row) => isCitable(row) && row.status === 'current' && row.unit === 'HKD' && typeof row.amount === 'number',
    );
    const question = ({ item }: { item: Record<Language, string> }, language: Language) =>
      ({
        en: `How much is the ${item.en}?`,
        'zh-Hant': `${item['zh-Hant']}係幾多錢？`,
        'zh-Hans': `${item['zh-Hans']}是多少钱？`,
      })[language];
    const faults = await lacking(fees, question, ({ amount }) => [amount!.toLocaleString('en-US')]);
    expect(faults.length / (fees.length * 3), faults.join('\n')).toBeLessThanOrEqual(0.2);
  });

  it('never an unverified row', async () => {
    const unverified = tables.fees.filter((row) => row.confidence === 'unverified');
    for (const row of unverified)
      expect(JSON.stringify((await ask('en', `How much is the ${row.item.en}?`)).evidence.quoted)).not.toContain(
        `row:${row.id}`,
      );
    for (const row of [...tables.agencies, ...tables.overseasOffices].filter(
      ({ confidence }) => confidence === 'unverified',
    )) {
      expect(
        JSON.stringify((await ask('en', `What is the website of the ${row.name.en}?`)).evidence.quoted),
      ).not.toContain(`row:${row.id}`);
    }
  });
});
