import type { Language } from '../../domain/language.ts';
import { localized } from './localized.ts';
import type { CannedReply, Placeholder } from './read-canned-replies.ts';

/** The reply with what is known of the case; a placeholder with nothing to say stays visible, to be filled in by hand. */
export function fillCannedReply(
  reply: CannedReply,
  valueOf: (placeholder: Placeholder, language: Language) => string,
): CannedReply {
  const text = localized((language) =>
    reply.text[language].replace(/\{(number|officer|company|promise)\}/gu, (braced, name: Placeholder) => {
      const value = valueOf(name, language);
      return value === '' ? braced : value;
    }),
  );
  return { ...reply, text };
}

const FORMATS: Readonly<Record<Language, { readonly locale: string; readonly zone: string }>> = {
  en: { locale: 'en-GB', zone: ' (Hong Kong time)' },
  'zh-Hant': { locale: 'zh-HK', zone: '（香港時間）' },
  'zh-Hans': { locale: 'zh-CN', zone: '（香港时间）' },
};

/** "27 November 2026 17:30 (Hong Kong time)", and the same in Chinese. */
export function promiseText(promisedBy: string, language: Language): string {
  const { locale, zone } = FORMATS[language];
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Asia/Hong_Kong' });
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Asia/Hong_Kong' });
  const at = new Date(promisedBy);
  return `${day.format(at)} ${time.format(at)}${zone}`;
}
