import type { Language } from '../languages.ts';
import { en } from './page-texts.en.ts';
import { zhHans } from './page-texts.zh-hans.ts';
import { zhHant } from './page-texts.zh-hant.ts';

/** A question someone in this position asks. `question` is what the button says to the chat. */
export interface Example {
  readonly audience: string;
  readonly question: string;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly points?: readonly string[];
}

/** Every sentence of the website page. Written for each language, not converted. */
export interface PageTexts {
  readonly title: string;
  readonly description: string;
  readonly skip: string;
  readonly name: string;
  readonly owner: string;
  readonly languages: string;
  readonly headline: string;
  readonly lead: string;
  readonly automatedNote: string;
  readonly ask: string;
  readonly person: string;
  /** What the visitor says by pressing it; the server knows these words. */
  readonly personMessage: string;
  readonly examplesTitle: string;
  readonly examplesLead: string;
  readonly examples: readonly [Example, Example, Example];
  readonly askThis: string;
  readonly answersTitle: string;
  readonly answers: readonly { readonly title: string; readonly text: string }[];
  readonly sections: readonly Section[];
  readonly embedTitle: string;
  readonly embedLead: string;
  readonly embedNotes: readonly string[];
  readonly footer: readonly string[];
}

const TEXTS: Readonly<Record<Language, PageTexts>> = { en, 'zh-Hant': zhHant, 'zh-Hans': zhHans };

export function pageTexts(language: Language): PageTexts {
  return TEXTS[language];
}
