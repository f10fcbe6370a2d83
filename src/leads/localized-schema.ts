import { z } from 'zod';

const text = z.string().trim().min(1);

/** The same text in the three languages, none of them empty. */
export const localizedSchema = z.strictObject({ en: text, 'zh-Hant': text, 'zh-Hans': text });
