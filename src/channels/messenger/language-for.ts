import type { Language } from '../../domain/language.ts';
import type { KnownAddress } from './address-store.ts';
import type { MessengerChannel, MessengerId } from './channel.ts';

/** Before a person's own words tell: those who write to Hong Kong's accounts abroad, and those in WeChat. */
const DEFAULT_LANGUAGE: Readonly<Record<MessengerId, Language>> = {
  whatsapp: 'zh-Hant',
  wechat: 'zh-Hans',
  wecom: 'zh-Hans',
  azure: 'en',
};

/** In which language a person is spoken to: by their own words, else by their app's setting, else by the app. */
export function languageFor(
  { language, address }: Pick<KnownAddress, 'language' | 'address'>,
  channel: Pick<MessengerChannel, 'id' | 'languageOf'>,
): Language {
  return language ?? channel.languageOf?.(address) ?? DEFAULT_LANGUAGE[channel.id];
}
