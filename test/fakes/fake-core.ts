import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Core, MakeCore } from '../../src/app/core.ts';
import type { Editorial } from '../../src/console/editorial.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { EMPTY_STATE } from '../../src/domain/conversation.ts';
import type { Language } from '../../src/domain/language.ts';
import { type IncomingMessage, type Reply, replyIdFor } from '../../src/domain/message.ts';
import { createGiveUp } from '../../src/turn/give-up.ts';

export interface FakeCoreOptions {
  /** Called before each answer; throw or wait here. */
  readonly beforeAnswer?: (message: IncomingMessage) => Promise<void> | void;
  readonly answer?: (message: IncomingMessage) => Partial<Answer>;
  /** For the console's editors' pages; none when left out. */
  readonly editorial?: Editorial;
}

/** A core that answers «You said: …» and saves its turns like the real one; `handled` is what it was asked, in order. */
export function createFakeCore(options: FakeCoreOptions = {}): {
  readonly makeCore: MakeCore;
  readonly handled: IncomingMessage[];
} {
  const handled: IncomingMessage[] = [];
  const makeCore: MakeCore = async ({ store, clock, onAnswer }) => ({
    wording: realWording(),
    starters: (language) => [{ kind: 'question', label: `Starter ${language}`, text: `Starter ${language}` }],
    asksForWebsite: (text) => text === 'continue on the website',
    mask: (text) => text.replaceAll(/\d{8,}/g, '■'),
    editorial: options.editorial ?? null,
    cases: null,
    checks: [{ name: 'knowledge', run: () => Promise.resolve({ state: 'ok' }) }],
    indexInfo: () => ({ version: 'fake-1', builtAt: new Date(0), articles: 3, passages: 9 }),
    close: () => Promise.resolve(),
    giveUp: createGiveUp({
      store,
      clock,
      mask: (text) => text.replaceAll(/\d{8,}/g, '■'),
      wording: realWording(),
      forms: null,
    }),
    handleTurn: async (message, onThinking) => {
      const earlier = await store.findReply(message.conversation, message.id);
      if (earlier !== undefined) return earlier;
      await onThinking?.();
      await options.beforeAnswer?.(message);
      handled.push(message);
      const reply: Reply = {
        id: replyIdFor(message.id),
        conversation: message.conversation,
        at: clock().toISOString(),
        answer: { ...answerTo(message), ...options.answer?.(message) },
      };
      const expectedVersion = (await store.load(message.conversation))?.version ?? 0;
      await store.saveTurn({ message, reply, state: EMPTY_STATE, expectedVersion });
      onAnswer(reply.answer, message);
      return reply;
    },
  });
  return { makeCore, handled };
}

/** An answer with everything an answer can have. */
export function answerTo({ text, pageLanguage = 'en' }: Pick<IncomingMessage, 'text' | 'pageLanguage'>): Answer {
  return {
    status: 'answered',
    completeness: 'complete',
    language: pageLanguage,
    text: `You said: ${text} [1]`,
    citations: [
      {
        mark: 1,
        article: 'profits-tax',
        section: 'rates',
        title: 'Two-tiered profits tax',
        publisher: 'Inland Revenue Department',
        url: 'https://www.ird.gov.hk/eng/faq/2tr.htm',
        sourceDate: '2024-04',
        checkedOn: '2026-10-01',
        ageDays: 54,
        isPastReview: false,
        language: pageLanguage,
      },
    ],
    suggestions: [{ kind: 'question', label: 'And dividends?', text: 'What about dividends?' }],
    question: { original: text, standalone: text },
    evidence: {
      accepted: [{ passage: 'profits-tax/en#rates', score: 1.2 }],
      rejected: [],
      articles: [{ article: 'profits-tax', score: 1.2 }],
      confidence: 0.9,
      gap: 0.4,
      indexVersion: 'fake-1',
      quoted: {},
      timingsMs: { retrieve: 0.4, compose: 0.2 },
      reason: 'fake',
    },
  };
}

/** The sentences that visitors will really read, so that a key without words fails here. */
export function realWording(): Core['wording'] {
  const texts: unknown = parse(readFileSync(new URL('../../dialogs/wording.yaml', import.meta.url), 'utf8'));
  return (key: string, language: Language, values = {}) => {
    let node: unknown = texts;
    for (const part of key.split('.')) node = (node as Record<string, unknown> | undefined)?.[part];
    const text = (node as Record<string, string> | undefined)?.[language];
    if (text === undefined) throw new Error(`wording.yaml has no «${key}»`);
    return text.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`wording «${key}» needs {${name}}`);
      return value;
    });
  };
}
