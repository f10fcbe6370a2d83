import type { Feedback, FeedbackReason } from '../../domain/feedback.ts';
import type { Language } from '../languages.ts';
import { en } from './chat-texts.en.ts';
import { zhHans } from './chat-texts.zh-hans.ts';
import { zhHant } from './chat-texts.zh-hant.ts';

/** Every sentence of the chat window. A key that one language lacks does not compile. */
export interface ChatTexts {
  readonly name: string;
  readonly automated: string;
  readonly documentTitle: string;
  readonly switchLanguage: string;
  readonly person: string;
  /** What the visitor says by pressing «talk to a person»; the server knows these words. */
  readonly personMessage: string;
  readonly close: string;

  readonly composerLabel: string;
  readonly placeholder: string;
  /** While a form asks something that names no hint of its own. */
  readonly answerPlaceholder: string;
  /** While an officer has the chat. */
  readonly officerPlaceholder: string;
  readonly send: string;
  readonly sendHint: string;
  readonly left: (characters: number) => string;
  readonly over: (characters: number) => string;

  readonly transcript: string;
  readonly assistantSaid: string;
  readonly visitorSaid: string;
  readonly lookingUp: string;
  readonly newMessages: string;
  readonly sending: string;
  /** Below the last message, when the officer has it on the screen. */
  readonly seen: string;
  readonly sendFailed: string;
  readonly sendAgain: string;

  readonly files: {
    readonly attach: string;
    /** Types and limits, for those who hear the page and as a hint. */
    readonly hint: (megabytes: number, left: number) => string;
    readonly sending: (name: string, percent: number) => string;
    readonly sent: (name: string) => string;
    readonly failed: (name: string) => string;
    readonly full: string;
    readonly tooLarge: (name: string, megabytes: number) => string;
    readonly save: (name: string) => string;
    readonly notOpened: string;
  };

  readonly sources: string;
  readonly source: (mark: number) => string;
  readonly checked: (date: string) => string;
  readonly pastReview: string;
  readonly opensInNewTab: string;
  readonly table: string;
  readonly nextQuestions: string;
  /** Before the titles of sections that can be opened. */
  readonly furtherSections: string;
  readonly sourceCount: (count: number) => string;

  readonly feedback: {
    readonly question: string;
    readonly helpful: string;
    readonly notHelpful: string;
    readonly why: string;
    readonly reasons: Readonly<Record<FeedbackReason, string>>;
    /** Said once it is kept. */
    readonly kept: Readonly<Record<Feedback['verdict'], string>>;
    readonly failed: string;
  };

  readonly connecting: string;
  readonly reconnecting: string;
  readonly offline: string;
  readonly busy: (seconds: number) => string;
  readonly failed: string;
  readonly tryNow: string;
  /** Before the link to InvestHK, when there is no conversation to go on with. */
  readonly meanwhile: string;
  readonly empty: string;
}

const TEXTS: Readonly<Record<Language, ChatTexts>> = { en, 'zh-Hant': zhHant, 'zh-Hans': zhHans };

export function chatTexts(language: Language): ChatTexts {
  return TEXTS[language];
}
