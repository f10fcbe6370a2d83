import { type Answer, NO_EVIDENCE, type Suggestion } from '../domain/answer.ts';
import type { CaseCard } from '../domain/card.ts';
import { hongKongTimeInWords } from '../domain/case-in-words.ts';
import { hongKongDay } from '../domain/clock.ts';
import type { ConversationState } from '../domain/conversation.ts';
import type { DialogOutcome, RunningDialog } from '../domain/dialog.ts';
import type { Language } from '../domain/language.ts';
import type { IncomingMessage } from '../domain/message.ts';
import type { Slots } from '../domain/slots.ts';
import type { Understanding } from '../domain/understanding.ts';
import type { Wording } from '../domain/wording.ts';
import type { CaseDesk, VisitorCase } from './case-desk.ts';
import { type Answered, type AnswerTurn, maskQuestion, nextState } from './next-state.ts';

/** The dialog that leads to a case. */
const LEAD_DIALOG = 'qualify-lead';
const MOST_POINTS = 5;

export interface FormParts {
  readonly dialogs: {
    start(dialog: string, prefill: Slots, language: Language, now: Date): DialogOutcome;
    advance(running: RunningDialog, heard: Heard, now: Date): DialogOutcome;
  };
  readonly cases: CaseDesk;
  /** What the conversation has said already, and its last questions. */
  readonly prefill: (state: ConversationState) => { readonly slots: Slots; readonly summary: string };
  /** Whether a message reads like a question to the knowledge base rather than like what was asked for. */
  readonly readsAsQuestion: (text: string) => boolean;
  readonly answer: AnswerTurn;
  readonly wording: Wording;
  /** Blacks out identity and card numbers before anything is stored. */
  readonly mask: (text: string) => string;
  /** Channels in which an officer can write back. */
  readonly isReachable: (channel: string) => boolean;
}

/** A visitor's message as a dialog hears it. */
export interface Heard {
  readonly text: string;
  readonly language: Language;
  readonly isQuestion: boolean;
}

export interface Turn {
  readonly message: IncomingMessage;
  readonly state: ConversationState;
  readonly understanding: Understanding;
  readonly now: Date;
}

/** An answer with what the next turn will remember. */
export interface Formed {
  readonly answer: Answer;
  readonly state: ConversationState;
}

/** null: nothing of a form or a case is meant; the knowledge base answers. */
export type RespondInForm = (turn: Turn) => Promise<Formed | null>;

/** The part of a turn that comes before the knowledge base. */
export interface Forms {
  readonly respond: RespondInForm;
  /** What is said of the case that this message opened; null when it opened none. Depends on nothing that may fail. */
  readonly confirmOpening: (message: IncomingMessage, state: ConversationState) => Promise<Formed | null>;
}

/** Forms and what a visitor says about a case. */
export function createForms(parts: FormParts): Forms {
  const { dialogs, cases, wording } = parts;

  async function take(turn: Turn, outcome: DialogOutcome): Promise<Formed> {
    switch (outcome.kind) {
      case 'said':
        return formed(turn, 'dialog', outcome, outcome.running);
      case 'aside': {
        const { understanding, state, now } = turn;
        const answered = await parts.answer({ understanding, state, today: hongKongDay(now), retrieval: null });
        return aside(turn, { ...answered, answer: maskQuestion(answered.answer, parts.mask) }, outcome);
      }
      case 'submit': {
        const { message, understanding, state } = turn;
        const opening = await cases.open({
          conversation: message.conversation,
          message: message.id,
          channel: message.channel,
          language: understanding.language,
          fields: outcome.slots,
          withheld: outcome.withheld,
          summary: parts.prefill(state).summary,
          consent: outcome.consent,
        });
        if (opening.kind === 'blocked')
          return formed(turn, 'handoff', sayBlocked(opening.until, understanding.language, wording), null);
        return formed(turn, 'handoff', sayOpened(opening.card, understanding.language, wording), null);
      }
    }
  }

  async function aboutCase(turn: Turn): Promise<Formed | null> {
    const { message, understanding } = turn;
    const { intent, language, original } = understanding;
    const rating = ratingIn(original);
    if (rating !== null) {
      const isRated = await cases.rate(message.conversation, rating);
      return isRated ? formed(turn, 'handoff', say(wording('case.rated', language)), null) : null;
    }
    if (intent.kind !== 'case' && intent.kind !== 'person') return null;
    const until = intent.kind === 'person' ? await cases.blockedUntil(message.conversation) : null;
    if (until !== null) return formed(turn, 'handoff', sayBlocked(until, language, wording), null);
    const current = await cases.current(message.conversation, language);
    if (current?.isOpen !== true) {
      if (intent.kind === 'case') return formed(turn, 'handoff', say(wording('case.none', language)), null);
      return null;
    }
    if (intent.kind === 'person' || intent.about === 'status')
      return formed(turn, 'handoff', sayState(current, language, wording), null);
    if (intent.about === 'withdraw') return formed(turn, 'handoff', askWithdrawal(current, language, wording), null);
    const deletes = intent.about === 'confirm-withdrawal';
    await cases.end(message.conversation, deletes);
    const key = deletes ? 'case.withdrawn' : 'case.queueLeft';
    return formed(turn, 'handoff', say(wording(key, language, { number: current.card.number })), null);
  }

  async function respond(turn: Turn): Promise<Formed | null> {
    const { message, state, understanding, now } = turn;
    const { intent, language } = understanding;
    if (intent.kind === 'attack' || !parts.isReachable(message.channel)) return null;
    const running = state.dialog ?? null;
    if (running !== null) {
      const isQuestion = intent.kind === 'person' ? false : parts.readsAsQuestion(understanding.original);
      return take(turn, dialogs.advance(running, { text: understanding.original, language, isQuestion }, now));
    }
    const said = await aboutCase(turn);
    if (said !== null || intent.kind !== 'person') return said;
    return take(turn, dialogs.start(LEAD_DIALOG, parts.prefill(state).slots, language, now));
  }

  return {
    respond: async (turn) => {
      const said = await respond(turn);
      return said && { ...said, answer: maskQuestion(said.answer, parts.mask) };
    },
    confirmOpening: async (message, state) => {
      const card = await cases.openedBy(message);
      if (card === null) return null;
      const text = parts.mask(message.text.toWellFormed());
      const understanding = { language: card.language, original: text, standalone: text };
      return formed({ understanding, state }, 'handoff', sayOpened(card, card.language, wording), null);
    },
  };
}

interface Said {
  readonly text: string;
  readonly suggestions: readonly Suggestion[];
  readonly card?: Answer['card'];
  readonly progress?: Answer['progress'];
}

function say(text: string): Said {
  return { text, suggestions: [] };
}

/** What the words of a form need of a turn. */
interface Spoken {
  readonly understanding: Pick<Understanding, 'language' | 'original' | 'standalone'>;
  readonly state: ConversationState;
}

/** Words of a form rest on no passage, and later questions do not lean on them. */
function formed(turn: Spoken, status: 'dialog' | 'handoff', said: Said, running: RunningDialog | null): Formed {
  const { understanding, state } = turn;
  const { language, original, standalone } = understanding;
  return {
    answer: {
      status,
      completeness: 'none',
      language,
      text: said.text,
      ...(said.card !== undefined && { card: said.card }),
      ...(said.progress !== undefined && { progress: said.progress }),
      citations: [],
      suggestions: said.suggestions,
      question: { original, standalone },
      evidence: { ...NO_EVIDENCE, reason: running === null ? 'a case or the end of a form' : `form ${running.dialog}` },
    },
    state: { ...state, language, failuresInARow: 0, calculation: null, dialog: running },
  };
}

/** The answer of the knowledge base, and then the form's question again. */
function aside(turn: Turn, answered: Answered, outcome: Extract<DialogOutcome, { kind: 'aside' }>): Formed {
  const { again, running } = outcome;
  const { answer } = answered;
  return {
    answer: {
      ...answer,
      text: `${answer.text}\n\n---\n\n${again.text}`,
      suggestions: again.suggestions,
      ...(again.progress !== undefined && { progress: again.progress }),
    },
    state: { ...nextState(turn.state, answer.language, answered), dialog: running },
  };
}

function sayOpened(card: CaseCard, language: Language, wording: Wording): Said {
  return { text: wording('case.opened', language, { number: card.number }), card, suggestions: [] };
}

function sayBlocked(until: string, language: Language, wording: Wording): Said {
  return say(wording('case.blocked', language, { time: hongKongTimeInWords(until, language) }));
}

function sayState({ card, waitingBefore }: VisitorCase, language: Language, wording: Wording): Said {
  const state = wording(`case.state.${card.state}`, language);
  const key = waitingBefore === 0 ? 'case.waitingFirst' : 'case.waitingBefore';
  const waiting = waitingBefore === null ? [] : [wording(key, language, { count: String(waitingBefore) })];
  // Chinese sentences follow one another without a space.
  const between = language === 'en' ? ' ' : '';
  return {
    text: [wording('case.isOpen', language, { number: card.number, state }), ...waiting].join(between),
    card,
    suggestions: [option('case.askWithdrawal', language, wording)],
  };
}

function askWithdrawal({ card }: VisitorCase, language: Language, wording: Wording): Said {
  return {
    text: wording('case.confirmWithdrawal', language, { number: card.number }),
    suggestions: [
      option('case.withdrawNow', language, wording),
      option('case.leaveQueue', language, wording),
      option('case.status', language, wording),
    ],
  };
}

function option(key: string, language: Language, wording: Wording): Suggestion {
  const text = wording(`${key}.label`, language);
  return { kind: 'option', label: text, text };
}

/** «4», «4分», «４ 分», "4 points": nothing else in the message. */
function ratingIn(text: string): number | null {
  const points = /^([1-5])\s*(?:分|points?|\/\s*5)?$/u.exec(text.normalize('NFKC').trim())?.[1];
  const rating = Number(points);
  return points !== undefined && rating <= MOST_POINTS ? rating : null;
}
