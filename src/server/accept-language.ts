import type { Language } from '../domain/language.ts';
import { languageOfTag } from '../domain/language-of-tag.ts';

/** Most visitors read Simplified Chinese (docs/answering.md). */
const DEFAULT_LANGUAGE: Language = 'zh-Hans';

/** The best of our languages for an Accept-Language header (RFC 9110 section 12.5.4). */
export function acceptLanguage(header: string | undefined): Language {
  let best = DEFAULT_LANGUAGE;
  let bestWeight = 0;
  for (const part of (header ?? '').slice(0, 500).split(',')) {
    const [tag, ...parameters] = part.split(';');
    const language = languageOfTag(tag);
    const weight = weightOf(parameters);
    if (language !== undefined && weight > bestWeight) {
      best = language;
      bestWeight = weight;
    }
  }
  return best;
}

function weightOf(parameters: readonly string[]): number {
  const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
  if (quality === undefined) return 1;
  const weight = Number(quality.trim().slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
