import type { Language } from '../../languages.ts';
import { chatTexts } from '../../texts/chat-texts.ts';

/** Web Chat's own tags for our languages. */
export const WEB_CHAT_LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-US',
  'zh-Hant': 'zh-HK',
  'zh-Hans': 'zh-CN',
};

/** Our words where Web Chat's would say «Bot». The rest (keyboard help) is Web Chat's own translation. */
export function localizedStrings(language: Language) {
  const texts = chatTexts(language);
  return (strings: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
    ...strings,
    // Not only the assistant speaks on that side: who it is stands in the words themselves (spoken-answer.ts).
    ACTIVITY_BOT_SAID_ALT: '',
    ACTIVITY_YOU_SAID_ALT: texts.visitorSaid,
    TRANSCRIPT_ARIA_LABEL_ALT: texts.transcript,
    TRANSCRIPT_LIVE_REGION_SEND_FAILED_ALT: texts.sendFailed,
    TYPING_INDICATOR_SINGLE_TEXT: texts.lookingUp,
    TYPING_INDICATOR_MULTIPLE_TEXT: texts.lookingUp,
  });
}
