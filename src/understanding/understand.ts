import type { ConversationState } from '../domain/conversation.ts';
import type { Language } from '../domain/language.ts';
import type { Understanding } from '../domain/understanding.ts';
import type { IntentPatterns } from '../domain/wording.ts';
import { classifyIntent } from './classify-intent.ts';
import { cleanText, hasHiddenText } from './clean-text.ts';
import { detectLanguage } from './detect-language.ts';
import { asksNothingMore, namesNoSubject } from './follow-up-cues.ts';
import type { Gazetteer } from './gazetteer.ts';
import { ASPECTS, type PreviousTurn, rewriteFollowUp } from './rewrite-follow-up.ts';

export interface UnderstandingParts {
  readonly gazetteer: Gazetteer;
  readonly intents: IntentPatterns;
  /** Title of an article; null when it is gone. */
  readonly titleOf: (article: string, language: Language) => string | null;
}

/** A message with its conversation → language, intent, entities and a stand-alone question. Deterministic. */
export function understand(
  text: string,
  state: ConversationState,
  pageLanguage: Language | null,
  parts: UnderstandingParts,
): Understanding {
  const original = cleanText(text);
  const { isCantonese, isMixed, isCertain, ...detected } = detectLanguage(original, state.language, pageLanguage);
  // A form asks for names and numbers, which are in no language of their own.
  const keepsLanguage = !isCertain && state.dialog != null;
  const language = keepsLanguage ? (state.language ?? detected.language) : detected.language;
  const intent = classifyIntent(original, parts.intents, hasHiddenText(text));
  const base = { language, isCantonese, isMixed, original };
  if (intent.kind !== 'question')
    return { ...base, intent, standalone: original, wasRewritten: false, lacksSubject: false, entities: [] };

  const own = parts.gazetteer(original);
  const previous = readPrevious(state, language, parts);
  const { standalone, wasRewritten, goesOn } = rewriteFollowUp(original, own, previous, language);
  return {
    ...base,
    intent: { kind: wasRewritten ? 'follow-up' : 'question' },
    standalone,
    wasRewritten,
    goesOn,
    ...(wasRewritten && goesOn && !namesNoSubject(original, language) ? { ownWords: original } : {}),
    lacksSubject: !wasRewritten && namesNoSubject(original, language),
    asksNothingMore: asksNothingMore(
      original,
      own.filter(({ kind, id }) => kind !== 'amount' && !ASPECTS.has(id)).map(({ text: name }) => name),
      language,
    ),
    entities: standalone === original ? own : parts.gazetteer(standalone),
  };
}

/** The latest turn that was about the subject: small talk and refused messages are stepped over. */
function readPrevious(state: ConversationState, language: Language, parts: UnderstandingParts): PreviousTurn | null {
  const turn = state.turns.findLast((past) => past.status === 'answered' || past.status === 'clarification');
  if (turn === undefined) return null;
  const [article] = turn.articles;
  return {
    standalone: turn.standalone,
    entities: parts.gazetteer(turn.standalone),
    title: turn.status === 'answered' && article !== undefined ? parts.titleOf(article, language) : null,
  };
}
