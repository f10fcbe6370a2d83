import type { Language } from './language.ts';

/**
 * The language behind a BCP 47 tag such as "zh-HK", "zh-CN" or "en-GB"; undefined when we do not speak it.
 * Hong Kong, Macao and Taiwan read Traditional, and so does everybody who asks for Cantonese; all other Chinese is
 * taken as Simplified (CLDR likely subtags).
 */
export function languageOfTag(tag: string | undefined): Language | undefined {
  if (tag === undefined) return undefined;
  const [primary, ...subtags] = tag.trim().toLowerCase().replaceAll('_', '-').split('-');
  if (primary === 'en') return 'en';
  if (primary === 'yue') return subtags.includes('hans') ? 'zh-Hans' : 'zh-Hant';
  if (primary !== 'zh') return undefined;
  if (subtags.includes('hans')) return 'zh-Hans';
  return subtags.some((subtag) => TRADITIONAL_SUBTAGS.has(subtag)) ? 'zh-Hant' : 'zh-Hans';
}

const TRADITIONAL_SUBTAGS = new Set(['hant', 'hk', 'mo', 'tw']);
