import { normaliseText } from '../chinese/han-runs.ts';
import type { Intent } from '../domain/understanding.ts';
import type { IntentPatterns } from '../domain/wording.ts';

/**
 * What a cleaned message is when it is not a question. Order matters: an attack may look like anything else, and a wish
 * for a person outranks small talk.
 */
export function classifyIntent(cleaned: string, patterns: IntentPatterns, hasHiddenText: boolean): Intent {
  if (hasHiddenText) return { kind: 'attack', about: 'injection' };
  const text = normaliseText(cleaned).replace(/\s+/gu, ' ').trim();
  const joined = joinSpacedLetters(text);
  for (const [about, attacks] of patterns.attack) {
    if (attacks.some((pattern) => pattern.test(text) || (joined !== text && pattern.test(joined)))) return { kind: 'attack', about };
  }
  if (patterns.person.some((pattern) => pattern.test(text))) return { kind: 'person' };
  if (patterns.more.some((pattern) => pattern.test(text))) return { kind: 'more' };
  for (const [about, talk] of patterns.smallTalk) {
    if (talk.some((pattern) => pattern.test(text))) return { kind: 'small-talk', about };
  }
  return { kind: 'question' };
}

/** "i g n o r e" and "忽 略" → joined, so that spacing does not hide words. */
function joinSpacedLetters(text: string): string {
  return text
    .replace(/(?<=\p{Script=Han})[\s._*-]+(?=\p{Script=Han})/gu, '')
    .replace(/\b(?:[a-z0-9][\s._*-]){3,}[a-z0-9]\b/gu, (letters) => letters.replace(/[\s._*-]/gu, ''));
}
