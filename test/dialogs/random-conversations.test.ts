import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningDialog } from '../../src/domain/dialog.ts';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { createRealDialogs, FormVisitor, type RealDialogs } from '../support/dialog-engine.ts';

let real: RealDialogs;
beforeAll(async () => {
  real = await createRealDialogs();
});

/** An answer to each question, by its step. */
const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  needs: ['1', '税务', 'banking and visas'],
  company: ['Cloudsail Ltd', '云帆科技，深圳', '雲帆有限公司'],
  sector: ['2', '制造业', 'Technology'],
  stage: ['1', '3', '已有计划'],
  plan: ['越南', 'US$5 million', 'Thailand, HK$30 million, within a year'],
  size: ['US$5 million', '半年内', 'HK$30 million, within a year'],
  registration: ['12345678'],
  entity: ['Not yet', '有，12345678', '已有'],
  question: ['How is a dividend taxed?', '股息怎么征税'],
  contact: ['Chan Tai Man, CFO', '陈大文'],
  ways: ['chan@example.com', '9123 4567', '微信：chan88，下午'],
};
const BRIEF = 'Agree and send';
const STEERING = {
  correct: ['改一下，公司是天帆科技', 'change the company to Skysail'],
  change: ['更改公司', 'change the sector'],
  back: ['back', '上一题'],
  restart: ['重新开始', 'start again'],
  skip: ['skip', '跳过', '略過'],
  withhold: ['不想发电话', 'leave out the email'],
  noise: ['!!!', '', 'qwerty@@', '🤷', '<b>x</b>', '1'.repeat(3_000)],
  resume: ['continue', '繼續'],
} as const;
type Move =
  | { readonly kind: 'answer'; readonly pick: number }
  | { readonly kind: keyof typeof STEERING; readonly pick: number }
  | { readonly kind: 'question' | 'person' | 'repeat' | 'leave' | 'cancel'; readonly pick: number };

const moves = (kinds: readonly Move['kind'][], most: number) =>
  fc.array(fc.record({ kind: fc.constantFrom(...kinds), pick: fc.nat(20) }), { maxLength: most });
const ANY: readonly Move['kind'][] = [
  'answer', 'answer', 'answer', 'question', 'person', 'repeat', 'leave', 'cancel', 'correct', 'change', 'back', 'restart',
  'skip', 'withhold', 'noise', 'resume',
]; // biome-ignore format: one list
const RUNS = { numRuns: 60, seed: 20_261_127 };

function answerTo(running: RunningDialog, pick: number): string {
  const asked = running.asked ?? '';
  if (asked === 'brief') return BRIEF;
  if (asked.startsWith('change:')) return 'skip';
  const answers = ANSWERS[asked] ?? [];
  return answers[pick % answers.length] ?? '';
}

/** Makes the move; the words that were said. */
function make(chat: FormVisitor, move: Move, last: string): string {
  const running = chat.running!;
  const pickOf = (list: readonly string[]) => list[move.pick % list.length]!;
  switch (move.kind) {
    case 'answer':
      return say(answerTo(running, move.pick));
    case 'question':
      chat.say('What does a company secretary do?', true);
      return last;
    case 'person':
      return say('转人工');
    case 'repeat':
      return say(last);
    case 'leave':
      chat.wait(61);
      return last;
    case 'cancel':
      return say('cancel');
    default:
      return say(pickOf(STEERING[move.kind]));
  }
  function say(text: string): string {
    chat.say(text);
    return text;
  }
}

const language = fc.constantFrom<Language>(...LANGUAGES);

describe('a conversation of random moves', () => {
  it('never crashes, always says something, and ends only by cancelling or agreeing', () => {
    fc.assert(
      fc.property(language, moves(ANY, 25), (spoken, sequence) => {
        const chat = new FormVisitor(real.engine, spoken);
        let last = '1';
        for (const move of sequence) {
          last = make(chat, move, last);
          if (chat.running === null) {
            expect(chat.outcome.kind === 'submit' ? BRIEF : 'cancel').toBe(last);
            return;
          }
          expect(chat.text.trim()).not.toBe('');
          expect(chat.text).not.toMatch(/\{\w+\}|undefined|\[object/u);
        }
      }),
      RUNS,
    );
  });

  it('loses a value only by going back, starting again or being corrected', () => {
    const gentle = ANY.filter((kind) => kind !== 'back' && kind !== 'restart' && kind !== 'cancel');
    fc.assert(
      fc.property(language, moves(gentle, 25), (spoken, sequence) => {
        const chat = new FormVisitor(real.engine, spoken);
        let last = '1';
        for (const move of sequence) {
          const before = chat.slots;
          last = make(chat, move, last);
          if (chat.running === null) return;
          for (const [slot, value] of Object.entries(before)) {
            const isCorrected = /改|change/u.test(last) || chat.running.filled.at(-1) === slot;
            if (isCorrected) expect(chat.slots[slot], slot).toBeDefined();
            else expect(chat.slots[slot], slot).toEqual(value);
          }
        }
      }),
      RUNS,
    );
  });

  it('never asks for what is known or was passed over', () => {
    const steps = new Map(real.dialogs.forms.dialogs.get('qualify-lead')!.steps.map((step) => [step.id, step]));
    fc.assert(
      fc.property(language, moves(ANY, 25), (spoken, sequence) => {
        const chat = new FormVisitor(real.engine, spoken, { markets: ['vietnam'], sector: 'technology' });
        let last = '1';
        for (const move of sequence) {
          last = make(chat, move, last);
          if (chat.running === null) return;
          const { asked, slots, skipped } = chat.running;
          const step = steps.get(asked ?? '');
          if (step?.kind !== 'ask' && step?.kind !== 'choose') continue;
          const keys = step.oneOf.length > 0 ? step.oneOf : step.slots.slice(0, 1);
          expect(keys.filter((slot) => slots[slot] !== undefined)).toEqual([]);
          expect(keys.every((slot) => skipped.includes(slot))).toBe(false);
          expect(['plan', 'sector']).not.toContain(asked);
        }
      }),
      RUNS,
    );
  });

  it('ends in a case as soon as the questions are answered, whatever came before', () => {
    const lasting = ANY.filter((kind) => kind !== 'cancel');
    fc.assert(
      fc.property(language, moves(lasting, 20), (spoken, sequence) => {
        const chat = new FormVisitor(real.engine, spoken);
        let last = '1';
        for (const move of sequence) {
          last = make(chat, move, last);
          if (chat.running === null) return;
        }
        let turns = 0;
        chat.say('continue');
        while (chat.running !== null && turns < 15) {
          chat.say(answerTo(chat.running, 0));
          turns += 1;
        }
        expect(chat.outcome.kind).toBe('submit');
        const slots = chat.outcome.kind === 'submit' ? chat.outcome.slots : {};
        expect(slots['needs']).toBeDefined();
        expect(slots['contactName']).toBeDefined();
        expect(slots['email'] ?? slots['phone'] ?? slots['wechat']).toBeDefined();
      }),
      RUNS,
    );
  });

  it('gives the same outcome for the same words', () => {
    fc.assert(
      fc.property(language, moves(ANY, 15), (spoken, sequence) => {
        const outcomes = [0, 1].map(() => {
          const chat = new FormVisitor(real.engine, spoken);
          let last = '1';
          for (const move of sequence) if (chat.running !== null) last = make(chat, move, last);
          return chat.outcome;
        });
        expect(outcomes[0]).toEqual(outcomes[1]);
      }),
      { ...RUNS, numRuns: 20 },
    );
  });
});
