import type { Suggestion } from '../domain/answer.ts';
import type { AnswerWords } from '../domain/calculation.ts';
import type { Card, Progress } from '../domain/card.ts';
import type { DialogOutcome, RunningDialog } from '../domain/dialog.ts';
import type { Language } from '../domain/language.ts';
import type { Slots } from '../domain/slots.ts';
import type { Market, Province } from '../domain/tables.ts';
import type { Entity } from '../domain/understanding.ts';
import type { Wording } from '../domain/wording.ts';
import { advanceForm } from './advance-form.ts';
import { type DescribedSlot, describeSlot } from './describe-slot.ts';
import type { Forms } from './dialog-definition.ts';
import { beginForm, openQuestion } from './form-replies.ts';
import type { DialogReply } from './form-turn.ts';
import { createReadCommand, type ReadCommand } from './read-command.ts';

export interface DialogsParts {
  readonly forms: Forms;
  readonly wording: Wording;
  /** Words of «yes», «no» and «not sure»: those of the calculations. */
  readonly words: AnswerWords;
  /** A wish for a person is for the turn to answer, whatever was asked: patterns of intents.yaml. */
  readonly person: readonly RegExp[];
  /** Markets and amounts that a text names (the gazetteer). */
  readonly findNames: (text: string) => readonly Entity[];
  readonly provinces: () => readonly Province[];
  readonly markets: () => readonly Market[];
  /** The first full date of a text as YYYY-MM-DD. */
  readonly readDay: (text: string) => string | null;
  readonly writeAmount: (value: number, currency: string | null, language: Language) => string;
}

export interface DialogEngine {
  /** Begins a dialog with what the conversation knows; personal data and unknown slots in it are left aside. */
  readonly start: (dialog: string, prefill: Slots, language: Language, now: Date) => DialogOutcome;
  /** One message further. Never throws on what a visitor writes. */
  readonly advance: (running: RunningDialog, reply: DialogReply, now: Date) => DialogOutcome;
  /** The question that is open, said again; null when there is no such dialog any more. */
  readonly askAgain: (running: RunningDialog, language: Language, now: Date) => AskedAgain | null;
  /** Label and value of a slot for people: for the brief and the console. */
  readonly describe: (
    dialog: string,
    slot: string,
    value: Slots[string] | undefined,
    language: Language,
  ) => DescribedSlot;
}

export interface AskedAgain {
  readonly text: string;
  readonly suggestions: readonly Suggestion[];
  readonly card?: Card;
  readonly progress?: Progress;
}

/** Walks the dialogs of dialogs/, one reply at a time. Keeps nothing: all state is in the running dialog. */
export function createDialogs(parts: DialogsParts): DialogEngine {
  const commands = new Map<string, ReadCommand>(
    [...parts.forms.dialogs].map(([id, dialog]) => [id, createReadCommand(dialog, parts.forms.commands)]),
  );
  return {
    start: (id, prefill, language, now) => {
      const dialog = parts.forms.dialogs.get(id);
      if (dialog === undefined) throw new Error(`dialogs/ has no dialog «${id}»`);
      return beginForm({ dialog, language, now, parts }, prefill);
    },
    advance: (running, reply, now) => {
      const dialog = parts.forms.dialogs.get(running.dialog);
      const readCommand = commands.get(running.dialog);
      if (dialog === undefined || readCommand === undefined)
        return { kind: 'said', running: null, text: parts.wording('form.gone', reply.language), suggestions: [] };
      return advanceForm({ dialog, language: reply.language, now, parts }, running, reply, readCommand);
    },
    askAgain: (running, language, now) => {
      const dialog = parts.forms.dialogs.get(running.dialog);
      return dialog === undefined ? null : openQuestion({ dialog, language, now, parts }, running);
    },
    describe: (id, slot, value, language) => {
      const dialog = parts.forms.dialogs.get(id);
      return dialog === undefined
        ? { label: slot, shown: '', isPersonal: true }
        : describeSlot(dialog, slot, value, language, parts);
    },
  };
}
