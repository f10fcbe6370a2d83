import type { CallBack, CallTime } from '../domain/call-back.ts';
import { hongKongTimeInWords } from '../domain/case-in-words.ts';
import type { Language } from '../domain/language.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Wording } from '../domain/wording.ts';
import type { DeskMessage } from './ticket-store.ts';

/** Before any time was proposed: the first that is agreed on gets the sequence 0. */
export const NO_CALL: CallBack = { proposed: null, agreed: null, sequence: -1, isReminded: false };

/** The agreed call that is still to come; null when there is none. */
export function heldCall({ callBack }: Pick<Ticket, 'callBack'>, at: string): CallTime | null {
  const agreed = callBack?.agreed ?? null;
  return agreed !== null && agreed.start > at ? agreed : null;
}

/** What the visitor is offered to say. The time is in the words, so that an old button agrees to nothing new. */
export function answerButtons(
  { start }: CallTime,
  language: Language,
  say: Wording,
): NonNullable<DeskMessage['suggestions']> {
  const time = hongKongTimeInWords(start, language);
  return [
    { label: say('handoff.agreeCall.label', language), text: say('handoff.agreeCall.says', language, { time }) },
    { label: say('handoff.declineCall.label', language), text: say('handoff.declineCall.says', language, { time }) },
  ];
}

/** Whether a message answers the proposed time; a button's short words, typed, count as well. */
export function callAnswerIn(
  text: string,
  { callBack, language }: Pick<Ticket, 'callBack' | 'language'>,
  say: Wording,
): 'agree-call' | 'decline-call' | null {
  const proposed = callBack?.proposed ?? null;
  if (proposed === null) return null;
  const said = keyOf(text);
  const [agree, decline] = answerButtons(proposed, language, say).map((button) =>
    [button.label, button.text].map(keyOf),
  );
  if (agree?.includes(said) === true) return 'agree-call';
  return decline?.includes(said) === true ? 'decline-call' : null;
}

function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s.。]+/gu, '');
}
