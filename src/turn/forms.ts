import { type Answer, NO_EVIDENCE, type Suggestion } from '../domain/answer.ts';
import type { CaseCard } from '../domain/card.ts';
import { caseStateInWords, hongKongTimeInWords } from '../domain/case-in-words.ts';
import { hongKongDay } from '../domain/clock.ts';
import type { ConversationState } from '../domain/conversation.ts';
import type { DialogOutcome, RunningDialog } from '../domain/dialog.ts';
import type { Language } from '../domain/language.ts';
import type { IncomingMessage } from '../domain/message.ts';
import type { Slots } from '../domain/slots.ts';
import type { Understanding } from '../domain/understanding.ts';
import type { Wording } from '../domain/wording.ts';
import type { Absence, CaseDesk, VisitorCase } from './case-desk.ts';
import { createNamedWithdrawal, type NamedWithdrawal } from './named-withdrawal.ts';
import { type Answered, type AnswerTurn, maskQuestion, nextState } from './next-state.ts';
import { withoutButtons } from './without-buttons.ts';

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
  /** Whether words beside a number and a code wish the case withdrawn, and whether they confirm it. */
  readonly withdrawalIn: (words: string) => 'asked' | 'confirmed' | null;
  /** Whether a message asks for the case of its own conversation to be withdrawn. */
  readonly asksWithdrawal: (text: string) => boolean;
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
  /** Hands a message to the officer who owns the chat. */
  readonly relay: NamedWithdrawal['relay'];
}

/** Forms and what a visitor says about a case. */
export function createForms(parts: FormParts): Forms {
  const { dialogs, cases, wording } = parts;
  const named = createNamedWithdrawal(parts);

  async function take(turn: Turn, outcome: DialogOutcome): Promise<Formed> {
    switch (outcome.kind) {
      case 'said':
        return formed(turn, 'dialog', outcome, outcome.running);
      case 'aside': {
        const { understanding, state, now } = turn;
        const answered = await parts.answer({ understanding, state, today: hongKongDay(now), retrieval: null });
        const answer = maskQuestion(answered.answer, parts.mask);
        return aside(turn, withoutButtons({ ...answered, answer }, wording), outcome);
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
        const absence = await cases.absence(message.conversation, understanding.language);
        return formed(turn, 'handoff', sayOpened(opening.card, absence, understanding.language, wording), null);
      }
    }
  }

  /** Of any case, by number and code, wherever it was opened: it need not be of this conversation. A form waits. */
  async function aboutNamedCase(turn: Turn): Promise<Formed | null> {
    const { message, state, understanding } = turn;
    const said = await named.hear(understanding.original, message.conversation, understanding.language);
    return said && formed(turn, 'handoff', said, state.dialog ?? null);
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
    if (intent.kind === 'person' || intent.about === 'status') {
      const isWaiting = current.card.state === 'new';
      const absence = isWaiting ? await cases.absence(message.conversation, language) : null;
      return formed(turn, 'handoff', sayState(current, absence, language, wording), null);
    }
    const { number } = current.card;
    switch (intent.about) {
      case 'withdraw':
        return formed(turn, 'handoff', askWithdrawal(current, language, wording), null);
      case 'confirm-withdrawal':
        await cases.withdraw(message.conversation);
        return formed(turn, 'handoff', say(wording('case.withdrawn', language, { number })), null);
      case 'leave-queue': {
        await cases.leaveQueue(message.conversation);
        const after = (await cases.current(message.conversation, language)) ?? current;
        return formed(turn, 'handoff', sayLeft(after.card, language, wording), null);
      }
    }
  }

  async function respond(turn: Turn): Promise<Formed | null> {
    const { message, state, understanding, now } = turn;
    const { intent, language } = understanding;
    if (intent.kind === 'attack') return null;
    const ofNamed = await aboutNamedCase(turn);
    if (ofNamed !== null || !parts.isReachable(message.channel)) return ofNamed;
    const running = state.dialog ?? null;
    if (running !== null) {
      const isQuestion = intent.kind === 'person' ? false : parts.readsAsQuestion(understanding.original);
      return take(turn, dialogs.advance(running, { text: understanding.original, language, isQuestion }, now));
    }
    const said = await aboutCase(turn);
    if (said !== null || intent.kind !== 'person') return said;
    const begun = dialogs.start(LEAD_DIALOG, parts.prefill(state).slots, language, now);
    const absence = await cases.absence(message.conversation, language);
    if (absence === null || begun.kind !== 'said') return take(turn, begun);
    // Before anything is asked: who wants to talk now should know that nobody is there.
    const words = sentences(language, sayAbsence(absence, language, wording), sayPromise(absence, language, wording));
    return take(turn, { ...begun, text: `${words}\n\n${begun.text}` });
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
      return formed({ understanding, state }, 'handoff', sayOpened(card, null, card.language, wording), null);
    },
    relay: (message) => named.relay(message),
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

function sayOpened(card: CaseCard, absence: Absence | null, language: Language, wording: Wording): Said {
  const opened = wording('case.opened', language, { number: card.number });
  const away =
    absence === null
      ? []
      : [sentences(language, sayAbsence(absence, language, wording), wording('case.goesOn', language))];
  return { text: [opened, ...away].join('\n\n'), card, suggestions: [] };
}

/** That nobody is on duty, when people are, and from when on. */
function sayAbsence({ why, hours, opensAt }: Absence, language: Language, wording: Wording): string {
  return wording(`case.absence.${why}`, language, { hours, opens: hongKongTimeInWords(opensAt, language) });
}

function sayPromise({ mostDays }: Absence, language: Language, wording: Wording): string {
  return wording('case.promise', language, { days: String(mostDays) });
}

/** The case goes on: by when somebody writes is said again. */
function sayLeft({ number, promisedBy }: CaseCard, language: Language, wording: Wording): Said {
  const left = wording('case.queueLeft', language, { number });
  if (promisedBy === null) return say(left);
  const time = hongKongTimeInWords(promisedBy, language);
  return say(sentences(language, left, wording('case.replyBy', language, { time })));
}

/** Chinese sentences follow one another without a space. */
function sentences(language: Language, ...said: readonly string[]): string {
  return said.join(language === 'en' ? ' ' : '');
}

function sayBlocked(until: string, language: Language, wording: Wording): Said {
  return say(wording('case.blocked', language, { time: hongKongTimeInWords(until, language) }));
}

function sayState({ card }: VisitorCase, absence: Absence | null, language: Language, wording: Wording): Said {
  const { number, waitingBefore = null } = card;
  const key = waitingBefore === 0 ? 'case.waitingFirst' : 'case.waitingBefore';
  return {
    text: sentences(
      language,
      wording('case.isOpen', language, { number, state: caseStateInWords(card.state, language) }),
      ...(waitingBefore === null ? [] : [wording(key, language, { count: String(waitingBefore) })]),
      ...(absence === null ? [] : [sayAbsence(absence, language, wording), wording('case.goesOn', language)]),
    ),
    card,
    suggestions: [option('case.askWithdrawal', language, wording)],
  };
}

function askWithdrawal({ card }: VisitorCase, language: Language, wording: Wording): Said {
  return {
    text: wording('case.confirmWithdrawal', language, { number: card.number }),
    suggestions: [
      option('case.withdrawNow', language, wording),
      ...((card.waitingBefore ?? null) === null ? [] : [option('case.leaveQueue', language, wording)]),
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
