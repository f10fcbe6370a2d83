import { describe, expect, it } from 'vitest';
import { measure } from '../../src/evaluation/beir/measures.ts';
import { readQuestions } from '../../src/evaluation/evaluation-question.ts';
import { countFacts } from '../../src/evaluation/facts.ts';
import { wrongLanguage } from '../../src/evaluation/wrong-language.ts';

describe('readQuestions', () => {
  it('takes a foreign file with its own fields and without gold', () => {
    const { questions, faults } = readQuestions(
      '{"id": 7, "text": "hello", "type": ["x"], "expect": "whatever", "gold": {"a": 1}}\n\n{"text": "no id"}\nnot json\n',
    );
    expect(questions).toEqual([
      {
        id: '7',
        text: 'hello',
        language: undefined,
        type: '-',
        history: [],
        expect: undefined,
        articles: [],
        facts: [],
      },
    ]);
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['line 3', 'line 4']);
  });

  it('keeps the visitor’s turns of a history and expects an answer where there is gold', () => {
    const line = {
      id: 'a',
      text: 't',
      lang: 'zh',
      facts: ['5%'],
      history: [{ user: 'u1' }, { role: 'bot', text: 'b' }, 'u2'],
    };
    const [question] = readQuestions(JSON.stringify(line)).questions;
    expect(question).toMatchObject({ language: 'zh-Hans', history: ['u1', 'u2'], expect: 'answer', facts: [['5%']] });
  });
});

describe('countFacts', () => {
  it.each([
    ['至多 HK$2,000,000[1]。', [['HK$ 2000000']], 1],
    ['税率为**8.25%**，其后16.5％', [['8.25%'], ['16.5%', '17%'], ['20%']], 2],
  ])('%s', (text, facts, found) => {
    expect(countFacts(text, facts)).toBe(found);
  });
});

describe('wrongLanguage', () => {
  it('notices language and script, and allows a quoted name', () => {
    expect(wrongLanguage('两级制利得税', 'zh-Hans', 'zh-Hans')).toBeNull();
    expect(wrongLanguage('两级制利得税', 'zh-Hans', 'zh-Hant')).toContain('instead of');
    expect(wrongLanguage('這是兩級制利得稅率', 'zh-Hans', 'zh-Hans')).toContain('other script');
    expect(wrongLanguage('The rate is 8.25%', 'zh-Hans', 'zh-Hans')).toContain('Latin');
    expect(wrongLanguage('See 稅務局 for the two-tier rates of profits tax', 'en', 'en')).toBeNull();
  });
});

describe('measure', () => {
  it('computes what trec_eval computes', () => {
    const judged = new Map([
      ['a', 1],
      ['b', 1],
    ]);
    const result = measure([{ ranked: ['x', 'a', 'y', 'z', 'w', 'b'], judged }]);
    expect(result.recall5).toBe(0.5);
    expect(result.recall10).toBe(1);
    expect(result.mrr10).toBe(0.5);
    expect(result.ndcg5).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)), 10);
  });
});
