import { describe, expect, it } from 'vitest';
import { questionWords } from '../../../src/retrieval/lexical/question-words.ts';

const known = new Set(['tax', 'rate', 'w:税率', '补贴', 'w:公司']);
const knows = (term: string) => known.has(term);

describe('questionWords', () => {
  it.each([
    ['What is the tax rate for drones?', [], ['tax', 'rate', '?drones']],
    ['税率是多少，火星公司', [], ['税率', '?火星', '公司']],
    // In the script of the question, though terms are folded.
    ['衛星公司稅率', [], ['?衛星', '公司', '稅率']],
    ['treasury centre tax', ['treasury centre'], ['treasury centre', 'tax']],
    ['！？', [], []],
  ])('%s', (text, said, expected) => {
    expect(questionWords(text, knows, said).map(({ word, isKnown }) => (isKnown ? word : `?${word}`))).toEqual(
      expected,
    );
  });
});
