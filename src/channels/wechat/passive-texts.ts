import type { Language, LocalizedText } from '../../domain/language.ts';

/** Where an account can only answer within a response. */
const WORKING: LocalizedText = {
  en: 'Received, still working on it. Reply 1 in a moment to see the answer.',
  'zh-Hant': '已收到，正在處理。稍後回覆 1 查看答覆。',
  'zh-Hans': '已收到，正在处理。稍后回复 1 查看答复。',
};
const REST: LocalizedText = {
  en: '(Reply 1 for the rest.)',
  'zh-Hant': '（回覆 1 查看其餘內容）',
  'zh-Hans': '（回复 1 查看其余内容）',
};

export function passiveTexts(language: Language): { readonly working: string; readonly rest: string } {
  return { working: WORKING[language], rest: REST[language] };
}

/** Of a text nobody has understood yet: English when it has Latin letters only, else what WeChat's readers expect. */
export function likelyLanguage(text: string): Language {
  return /\p{Script=Latin}/u.test(text) && !/\p{Script=Han}/u.test(text) ? 'en' : 'zh-Hans';
}
