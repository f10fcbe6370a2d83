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
  const matches = (pattern: RegExp) => pattern.test(text) || (joined !== text && pattern.test(joined));
  for (const attack of patterns.attack) {
    if (attack.patterns.some(matches) && !attack.except.some(matches)) return { kind: 'attack', about: attack.about };
  }
  const wish = patterns.case.find(([, wishes]) => wishes.some((pattern) => pattern.test(text)))?.[0];
  if (wish !== undefined) return { kind: 'case', about: wish };
  if (patterns.person.some((pattern) => pattern.test(text))) return { kind: 'person' };
  if (patterns.more.some((pattern) => pattern.test(text))) return { kind: 'more' };
  const about = readSmallTalk(text, patterns);
  return about === null ? { kind: 'question' } : { kind: 'small-talk', about };
}

/** Small talk as a whole, or in parts («你好呀，在吗»): every part must be some; the last part tells what it is about. */
function readSmallTalk(text: string, patterns: IntentPatterns): string | null {
  const kindOf = (part: string) =>
    patterns.smallTalk.find(([, talk]) => talk.some((pattern) => pattern.test(part)))?.[0] ?? null;
  const whole = kindOf(text);
  if (whole !== null) return whole;
  const parts = text
    .split(/[,，.。!！?？~～;；、]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const kinds = parts.map(kindOf);
  return kinds.length > 1 && kinds.every((kind) => kind !== null) ? (kinds.at(-1) ?? null) : null;
}

/** "i g n o r e" and "忽 略" → joined, so that spacing does not hide words. */
function joinSpacedLetters(text: string): string {
  return text
    .replace(/(?<=\p{Script=Han})[\s._*-]+(?=\p{Script=Han})/gu, '')
    .replace(/\b(?:[a-z0-9][\s._*-]){3,}[a-z0-9]\b/gu, (letters) => letters.replace(/[\s._*-]/gu, ''));
}
