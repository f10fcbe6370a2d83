import { readDay } from '../../src/answering/calculations/read-day.ts';
import { writeFigure } from '../../src/answering/calculations/write-figure.ts';
import { createDialogs, type DialogEngine, type DialogsParts } from '../../src/dialogs/create-dialogs.ts';
import { type Dialogs, readDialogs } from '../../src/dialogs/read-dialogs.ts';
import type { DialogOutcome, RunningDialog } from '../../src/domain/dialog.ts';
import type { Language } from '../../src/domain/language.ts';
import type { Slots } from '../../src/domain/slots.ts';
import { DIALOGS_DIR } from './folders.ts';
import { createRealUnderstanding } from './understanding.ts';

export interface RealDialogs {
  readonly dialogs: Dialogs;
  readonly parts: DialogsParts;
  readonly engine: DialogEngine;
}

/** The engine over the real dialogs, tables and gazetteer. */
export async function createRealDialogs(): Promise<RealDialogs> {
  const [dialogs, { knowledge, gazetteer }] = await Promise.all([readDialogs(DIALOGS_DIR), createRealUnderstanding()]);
  const parts: DialogsParts = {
    forms: dialogs.forms,
    wording: dialogs.wording,
    words: dialogs.calculations.words,
    person: dialogs.intents.person,
    findNames: gazetteer,
    provinces: () => knowledge.tables.provinces,
    markets: () => knowledge.tables.markets,
    readDay,
    writeAmount: (value, currency, language) => writeFigure({ kind: 'money', value, currency }, language),
  };
  return { dialogs, parts, engine: createDialogs(parts) };
}

/** A visitor in the enquiry, one message per minute. */
export class FormVisitor {
  outcome: DialogOutcome;
  running: RunningDialog | null = null;
  now = Date.parse('2026-11-27T02:00:00Z');
  private readonly engine: DialogEngine;
  private readonly language: Language;

  constructor(engine: DialogEngine, language: Language, prefill: Slots = {}) {
    this.engine = engine;
    this.language = language;
    this.outcome = this.keep(engine.start('qualify-lead', prefill, language, new Date(this.now)));
  }

  say(text: string, isQuestion = false): DialogOutcome {
    if (this.running === null) throw new Error(`the dialog is over; «${text}» cannot be said`);
    this.now += 60_000;
    const reply = { text, language: this.language, isQuestion };
    return this.keep(this.engine.advance(this.running, reply, new Date(this.now)));
  }

  sayAll(...texts: readonly string[]): DialogOutcome {
    for (const text of texts) this.say(text);
    return this.outcome;
  }

  wait(minutes: number): void {
    this.now += minutes * 60_000;
  }

  /** What is on the screen now. */
  get text(): string {
    if (this.outcome.kind === 'said') return this.outcome.text;
    return this.outcome.kind === 'aside' ? this.outcome.again.text : '';
  }

  get labels(): string[] {
    if (this.outcome.kind === 'said') return this.outcome.suggestions.map(({ label }) => label);
    return this.outcome.kind === 'aside' ? this.outcome.again.suggestions.map(({ label }) => label) : [];
  }

  get slots(): Slots {
    return this.running?.slots ?? {};
  }

  private keep(outcome: DialogOutcome): DialogOutcome {
    this.outcome = outcome;
    this.running = outcome.kind === 'submit' ? null : outcome.running;
    return outcome;
  }
}
