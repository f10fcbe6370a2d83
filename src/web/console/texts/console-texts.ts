import type { Language } from '../../languages.ts';
import { type ConsoleTexts, en } from './console-texts.en.ts';
import { zhHans } from './console-texts.zh-hans.ts';
import { zhHant } from './console-texts.zh-hant.ts';

export const CONSOLE_TEXTS: Readonly<Record<Language, ConsoleTexts>> = { en, 'zh-Hant': zhHant, 'zh-Hans': zhHans };
