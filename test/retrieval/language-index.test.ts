import { describe, expect, it, vi } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { LanguageIndex } from '../../src/retrieval/language-index.ts';
import { createExpander } from '../../src/retrieval/synonyms.ts';
import type { VectorIndex } from '../../src/retrieval/vector-index.ts';

const COLLECTION = {
  passages: [
    {
      id: 'tax#rate',
      article: 'tax',
      heading: '税率',
      text: '利得税两级制税率 公司首200万港元利润的税率为8.25% profits tax rate',
    },
    { id: 'tax#file', article: 'tax', heading: '报税', text: '利得税报税表每年四月发出 profits tax return filing' },
    {
      id: 'bank#open',
      article: 'bank',
      heading: '开户',
      text: '香港公司开立银行账户 需要董事身份证明 bank account opening',
    },
    { id: 'visa#gep', article: 'visa', heading: '签证', text: '一般就业政策签证 雇员申请来港 employment visa' },
  ],
  articles: [
    { id: 'tax', questions: ['利得税税率是多少', '两级制利得税', 'What is the profits tax rate?'] },
    { id: 'bank', questions: ['香港公司怎么开户', '银行开户要什么材料', 'How do I open a bank account?'] },
    { id: 'visa', questions: ['员工怎么申请签证', '来港工作签证', 'How do I get a visa?'] },
  ],
};

function createIndex(
  language: Language,
  vectors: VectorIndex | null = null,
  onVectorFault: (error: unknown) => void = () => undefined,
) {
  const index = new LanguageIndex({
    language,
    collection: COLLECTION,
    model: null,
    vectors,
    vectorShare: 0.5,
    expand: createExpander([]),
    onVectorFault,
  });
  return (question: string) =>
    index.search({ question, history: { questions: [], lastAnswer: '' }, previousArticles: [], standsAlone: true });
}

describe('searching one language', () => {
  it.each([
    ['lidesuo shuilv', 'tax'],
    ['lideshui shuilv', 'tax'],
    ['li de shui shui lv', 'tax'],
    ['xianggang gongsi zenme kaihu', 'bank'],
    ['gongzuo qianzheng', 'visa'],
  ])('reads «%s» as pinyin and finds %s', async (question, article) => {
    const found = await createIndex('zh-Hans')(question);
    expect(found.arms).toBe('pinyin');
    expect(found.articles[0]?.article).toBe(article);
  });

  it.each([
    ['profits tax rate', 'tax'],
    ['How do I open a bank account?', 'bank'],
    ['employment visa', 'visa'],
  ])('reads «%s» as English even in a Chinese conversation', async (question, article) => {
    const found = await createIndex('zh-Hans')(question);
    expect(found.arms).toBe('lexical');
    expect(found.articles[0]?.article).toBe(article);
  });

  it('never takes an English visitor for one who types pinyin', async () => {
    expect((await createIndex('en')('li de shui shui lv')).arms).toBe('lexical');
  });

  it('finds the same in the other script', async () => {
    const search = createIndex('zh-Hant');
    const [hant, hans] = [await search('兩級制利得稅稅率'), await search('两级制利得税税率')];
    expect(hant.articles).toEqual(hans.articles);
    expect(hant.articles[0]?.article).toBe('tax');
  });

  it('mends a typing error', async () => {
    const search = createIndex('en');
    expect((await search('emploiment viza')).articles[0]?.article).toBe('visa');
  });

  it('carries on without vectors when they are down, and says so once per search', async () => {
    const onVectorFault = vi.fn();
    const search = createIndex('en', { nearest: () => Promise.reject(new Error('down')) }, onVectorFault);
    const found = await search('bank account');
    expect(found).toMatchObject({ arms: 'lexical', articles: [{ article: 'bank' }, ...found.articles.slice(1)] });
    expect(onVectorFault).toHaveBeenCalledTimes(1);
  });

  it('lets vectors lift an article that shares no word with the question', async () => {
    // Text 3 of the collection is the passage about visas.
    const search = createIndex('en', { nearest: () => Promise.resolve([{ item: 3, cosine: 0.9 }]) });
    const found = await search('hire people from abroad');
    expect(found).toMatchObject({ arms: 'hybrid', articles: [{ article: 'visa' }] });
  });

  it.each(['', '   ', '？', 'zzzz qqqq', '🙂'])('finds nothing for «%s», without a fault', async (question) => {
    const found = await createIndex('en')(question);
    expect(found.articles).toEqual([]);
    expect(Object.values(found.signals).every(Number.isFinite)).toBe(true);
  });

  it('gives finite signals for any text', async () => {
    const search = createIndex('zh-Hans');
    for (const question of ['税'.repeat(300), 'a '.repeat(150), '𠮷𠮷', '\ud800', 'tax\u0000税', '١٢٣']) {
      const { signals, inScope, rightness, articles } = await search(question);
      expect(
        [...Object.values(signals), inScope, rightness, ...articles.map(({ score }) => score)].every(Number.isFinite),
      ).toBe(true);
    }
  });
});
