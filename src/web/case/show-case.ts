import { caseStateInWords, hongKongTimeInWords } from '../../domain/case-in-words.ts';
import { ENDED_STATES } from '../../domain/ticket.ts';
import type { Language } from '../languages.ts';
import type { CaseStatus } from './ask-server.ts';
import type { CaseTexts } from './case-texts.ts';
import { element } from './element.ts';

export interface CaseActions {
  /** Asks the server and resolves to false when it refused; what it says is shown by the caller. */
  readonly withdraw: () => Promise<boolean>;
  readonly lookAgain: () => void;
}

/** A case as facts, with the ways on. */
export function showCase(
  status: CaseStatus,
  language: Language,
  texts: CaseTexts,
  actions: CaseActions,
): readonly HTMLElement[] {
  const time = (instant: string): string => hongKongTimeInWords(instant, language);
  const isOver = (ENDED_STATES as readonly string[]).includes(status.state);
  const facts: readonly (readonly [string, string])[] = [
    [texts.state, caseStateInWords(status.state, language)],
    [texts.desk, status.desk],
    ...(status.queuePosition === null ? [] : [[texts.queue, texts.queueCount(status.queuePosition)] as const]),
    ...(status.promisedBy === null ? [] : [[texts.promisedBy, time(status.promisedBy)] as const]),
    ...(isOver || status.officeHours === undefined
      ? []
      : [[texts.officeHours, texts.hours(status.officeHours)] as const]),
    [texts.openedAt, time(status.openedAt)],
    ...(status.lastMessageAt === null ? [] : [[texts.lastMessageAt, time(status.lastMessageAt)] as const]),
  ];
  const again = element('button', { type: 'button', class: 'button button-quiet' }, texts.lookAgain);
  again.addEventListener('click', actions.lookAgain);
  return [
    element('h2', { class: 'case-number' }, status.number),
    element(
      'dl',
      { class: 'facts' },
      ...facts.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
    ),
    element('p', { class: 'note' }, texts.asOf(time(status.asOf))),
    element(
      'p',
      { class: 'actions' },
      ...(isOver ? [] : [element('a', { class: 'button', href: `/chat?lang=${language}` }, texts.goOn)]),
      again,
    ),
    ...(isOver ? [] : [withdrawal(texts, actions)]),
  ];
}

/** Two steps: what cannot be undone is asked for again, in place, with the harmless way first. */
function withdrawal(texts: CaseTexts, actions: CaseActions): HTMLElement {
  const opener = element('button', { type: 'button', class: 'button button-bad' }, texts.withdraw);
  const yes = element('button', { type: 'button', class: 'button button-bad' }, texts.withdrawYes);
  const no = element('button', { type: 'button', class: 'button button-quiet' }, texts.withdrawNo);
  const question = element(
    'div',
    { class: 'confirm', role: 'group', 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-what' },
    element('h3', { id: 'confirm-title' }, texts.withdrawTitle),
    element('p', { id: 'confirm-what' }, texts.withdrawWhat),
    element('p', { class: 'actions' }, no, yes),
  );
  question.hidden = true;
  const close = (): void => {
    question.hidden = true;
    opener.hidden = false;
    opener.focus();
  };
  opener.addEventListener('click', () => {
    question.hidden = false;
    opener.hidden = true;
    no.focus();
  });
  no.addEventListener('click', close);
  question.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  yes.addEventListener('click', () => {
    yes.disabled = true;
    void actions.withdraw().then((isDone) => {
      yes.disabled = false;
      if (!isDone) close();
    });
  });
  return element('div', { class: 'withdrawal' }, opener, question);
}
