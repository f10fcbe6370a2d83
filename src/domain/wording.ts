import type { Language } from './language.ts';

/** A fixed sentence by its key, in the visitor's language; {name} places are filled from `values`. */
export type Wording = (key: string, language: Language, values?: Readonly<Record<string, string>>) => string;
