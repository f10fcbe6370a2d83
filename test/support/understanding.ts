import { readDialogs } from '../../src/dialogs/read-dialogs.ts';
import { type ConversationState, EMPTY_STATE, type PastTurn } from '../../src/domain/conversation.ts';
import type { Knowledge } from '../../src/domain/knowledge.ts';
import type { Language } from '../../src/domain/language.ts';
import type { Intent, Understanding } from '../../src/domain/understanding.ts';
import { readKnowledge } from '../../src/knowledge/read-knowledge.ts';
import { classifyIntent } from '../../src/understanding/classify-intent.ts';
import { cleanText, hasHiddenText } from '../../src/understanding/clean-text.ts';
import { createGazetteer, type Gazetteer } from '../../src/understanding/gazetteer.ts';
import { understand } from '../../src/understanding/understand.ts';
import { DIALOGS_DIR, KNOWLEDGE_DIR } from './folders.ts';

/** Understanding over the real tables, terms and patterns, without retrieval. */
export interface RealUnderstanding {
  readonly knowledge: Knowledge;
  readonly gazetteer: Gazetteer;
  readonly classify: (text: string) => Intent;
  readonly understand: (text: string, state?: ConversationState, pageLanguage?: Language | null) => Understanding;
}

export async function createRealUnderstanding(): Promise<RealUnderstanding> {
  const [{ intents }, { knowledge }] = await Promise.all([readDialogs(DIALOGS_DIR), readKnowledge(KNOWLEDGE_DIR)]);
  const gazetteer = createGazetteer(knowledge.tables, knowledge.lexicon);
  const titleOf = (id: string, language: Language) =>
    knowledge.articles.find((article) => article.id === id)?.texts[language].title ?? null;
  return {
    knowledge,
    gazetteer,
    classify: (text) => classifyIntent(cleanText(text), intents, hasHiddenText(text)),
    understand: (text, state = EMPTY_STATE, pageLanguage = null) =>
      understand(text, state, pageLanguage, { gazetteer, intents, titleOf }),
  };
}

/** A conversation in which these turns were heard, oldest first. */
export function stateAfter(
  language: Language,
  ...turns: readonly (Partial<PastTurn> & { readonly question: string })[]
): ConversationState {
  return {
    ...EMPTY_STATE,
    language,
    turns: turns.map(({ question, ...rest }) => ({
      original: question,
      standalone: question,
      status: 'answered',
      articles: [],
      answerText: '',
      ...rest,
    })),
  };
}
