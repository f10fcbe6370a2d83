import type { Language } from '../languages.ts';

/** The loader's own few words; the chat's texts load with the chat. */
export interface WidgetTexts {
  readonly launcher: string;
  readonly panel: string;
}

export const WIDGET_TEXTS: Readonly<Record<Language, WidgetTexts>> = {
  en: { launcher: 'Ask GoGlobal', panel: 'GoGlobal Assistant, automated' },
  'zh-Hant': { launcher: '問出海', panel: '問出海，自動問答助理' },
  'zh-Hans': { launcher: '问出海', panel: '问出海，自动问答助手' },
};
