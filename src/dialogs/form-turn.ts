import type { AnswerWords } from '../domain/calculation.ts';
import { hongKongDay } from '../domain/clock.ts';
import type { Language } from '../domain/language.ts';
import type { Entity } from '../domain/understanding.ts';
import type { DescribeSlotParts } from './describe-slot.ts';
import type { DialogDefinition, Forms, SlotDefinition } from './dialog-definition.ts';
import type { ReadingContext } from './validators/validator.ts';

/** One message to a dialog that goes on. */
export interface DialogReply {
  readonly text: string;
  readonly language: Language;
  /** The message reads like a question to the knowledge base. */
  readonly isQuestion: boolean;
}

/** What one reply of a form needs to know, besides the form's state. */
export interface FormTurn {
  readonly dialog: DialogDefinition;
  readonly language: Language;
  readonly now: Date;
  readonly parts: DescribeSlotParts & {
    readonly forms: Pick<Forms, 'consent'>;
    readonly words: AnswerWords;
    readonly person: readonly RegExp[];
    readonly findNames: (text: string) => readonly Entity[];
    readonly readDay: (text: string) => string | null;
  };
}

export function contextOf({ parts, now }: FormTurn, slot: SlotDefinition): ReadingContext {
  return {
    slot,
    findNames: parts.findNames,
    provinces: parts.provinces(),
    readDay: parts.readDay,
    today: hongKongDay(now),
    words: parts.words,
  };
}

/** A sentence of every form, by its key below «form». */
export function say(turn: FormTurn, key: string, values: Readonly<Record<string, string>> = {}): string {
  return turn.parts.wording(`form.${key}`, turn.language, values);
}
