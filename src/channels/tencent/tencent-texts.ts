import type { Language, LocalizedText } from '../../domain/language.ts';

/** Under choices that can be tapped. */
const TAP: LocalizedText = {
  en: 'Tap one, or type your question.',
  'zh-Hant': '點選一項，或直接輸入問題。',
  'zh-Hans': '点选一项，或直接输入问题。',
};

export function tapWords(language: Language): string {
  return TAP[language];
}
