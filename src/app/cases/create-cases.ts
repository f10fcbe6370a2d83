import { randomInt } from 'node:crypto';
import { readDay } from '../../answering/calculations/read-day.ts';
import { writeFigure } from '../../answering/calculations/write-figure.ts';
import { maskPersonalData } from '../../answering/personal-data.ts';
import type { Assistant } from '../../assistant.ts';
import type { Config } from '../../config.ts';
import { readCannedReplies } from '../../console/cases/read-canned-replies.ts';
import { CONSOLE_POLICY } from '../../console/policy.ts';
import { createDialogs } from '../../dialogs/create-dialogs.ts';
import { makeCaseNumber, parseCaseCode, parseCaseNumber } from '../../domain/case-number.ts';
import { inAll, type Language } from '../../domain/language.ts';
import { officeHoursInWords } from '../../domain/office-hours-in-words.ts';
import type { SlotValue } from '../../domain/slots.ts';
import type { Ticket } from '../../domain/ticket.ts';
import {
  addWorkingMinutes,
  HOURS_OF_WORKING_DAY,
  isWorkingTime,
  workingMinutesBetween,
} from '../../domain/working-time.ts';
import { createHandoff } from '../../handoff/create-handoff.ts';
import { type SlaTargets, slaOf, type WorkingTime } from '../../handoff/sla.ts';
import { prefillFrom } from '../../leads/prefill.ts';
import type { Named } from '../../notices/case-notice.ts';
import { createLimit } from '../../server/create-limit.ts';
import { askAgain } from '../../turn/ask-again.ts';
import { createForms } from '../../turn/forms.ts';
import { readsAsQuestion } from '../../understanding/reads-as-question.ts';
import { reachOf } from '../reach-of.ts';
import { caseCodes } from './case-codes.ts';
import { caseNotifier } from './case-notifier.ts';
import { casePeople } from './case-people.ts';
import { LEAD_DIALOG, readCaseRules } from './case-rules.ts';
import type { Cases, CasesParts } from './cases.ts';
import { createCaseDesk } from './create-case-desk.ts';
import { createFindAbsence } from './find-absence.ts';
import { asksWithdrawal, withdrawalIn } from './withdrawal-in.ts';
import { withoutCaseCode } from './without-case-code.ts';

const DAY_MINUTES = HOURS_OF_WORKING_DAY * 60;
const TARGETS: SlaTargets = { nextReplyMinutes: DAY_MINUTES, resolutionMinutes: 10 * DAY_MINUTES, soonMinutes: 120 };

/** What cases need of the assistant. */
export type CasesAssistant = Pick<Assistant, 'dialogs' | 'knowledge' | 'holidays' | 'namesIn' | 'ask' | 'answer'>;

/**
 * Joins dialogs, leads, handoff and notices to what a turn and the console need of cases. null, and `onFault` is told,
 * when scoring, routing or holidays are broken or do not fit the tables: questions are answered all the same.
 */
export async function createCases(
  assistant: CasesAssistant,
  { messengers }: Pick<Config, 'messengers'>,
  parts: CasesParts,
  onFault: (error: unknown) => void,
): Promise<Cases | null> {
  const { clock } = parts;
  const rules = await readCaseRules(assistant).catch(onFault);
  if (rules === undefined) return null;
  const { calendar, desks, deskOf } = rules;
  const { wording } = assistant.dialogs;
  const engine = joinDialogs(assistant);
  const describeSlot = (slot: string, value: SlotValue | undefined, language: Language) =>
    engine.describe(LEAD_DIALOG, slot, value, language);
  const named = (ticket: Ticket, slot: string): readonly Named[] => {
    const ids = ticket.fields[slot];
    if (!Array.isArray(ids)) return [];
    return ids.map((id: string) => ({ id, name: inAll((language) => describeSlot(slot, [id], language).shown) }));
  };
  const working: WorkingTime = {
    add: (start, minutes) => addWorkingMinutes(start, minutes, calendar),
    between: (from, to) => workingMinutesBetween(from, to, calendar),
  };
  const people = casePeople(parts);
  const handoff = createHandoff({
    store: parts.tickets,
    clock,
    random: (limit) => randomInt(limit),
    makeId: () => crypto.randomUUID(),
    ...caseCodes(parts.secret),
    makeCaseNumber,
    parseCaseNumber,
    parseCaseCode,
    route: rules.route,
    promise: (desk, at) => working.add(at, desk.replyWithinHours * 60).toISOString(),
    workingMinutes: working.between,
    deskOf,
    ...people,
    say: wording,
    notify: caseNotifier(parts, calendar),
    onChange: parts.onChange,
  });
  const deskName = (id: string, language: Language) => rules.deskName(id)[language];
  const statusUrl = (language: Language, number: string) =>
    `${parts.publicUrl()}/case?lang=${language}&number=${encodeURIComponent(number)}`;
  const absenceAt = createFindAbsence({ calendar, desks, officers: people.officers, clock });
  // As many as the page /case lets one address try.
  const limitCodes = createLimit(CONSOLE_POLICY.tries, CONSOLE_POLICY.triesWindowSeconds);
  const cases = createCaseDesk({ tickets: parts.tickets, handoff, deskName, statusUrl, absenceAt, limitCodes });
  const mask = (text: string) => withoutCaseCode(maskPersonalData(text), assistant.dialogs.intents);
  const forms = createForms({
    dialogs: engine,
    cases,
    prefill: ({ turns }) =>
      prefillFrom(
        turns.map(({ original, standalone }) => ({ original, entities: assistant.namesIn(standalone) })),
        { rules: rules.routing.prefill, provinces: assistant.knowledge().tables.provinces },
      ),
    readsAsQuestion,
    withdrawalIn: (words) => withdrawalIn(words, assistant.dialogs.intents),
    asksWithdrawal: (text) => asksWithdrawal(text, assistant.dialogs.intents),
    answer: assistant.answer,
    wording,
    mask,
    isReachable: (channel) => reachOf(channel, messengers) !== null,
  });
  return {
    handoff,
    desks,
    deskName,
    statusUrl,
    officeHours: (language) => officeHoursInWords(calendar, language),
    describeSlot,
    names: {
      desk: rules.deskName,
      needs: (ticket) => named(ticket, 'needs'),
      markets: (ticket) => named(ticket, 'markets'),
    },
    standingOf: (ticket, now) => slaOf(ticket, now, TARGETS, working),
    isWorkingTime: (at) => isWorkingTime(at, calendar),
    ask: (text, history, language) => assistant.ask(text, history, language),
    cannedReplies: readCannedReplies(await assistant.dialogs.read('canned-replies.yaml')),
    forms: { ...forms, cases },
    mask,
    askAgain: (state, language) => askAgain(state, { language, now: clock(), openQuestion: engine.askAgain }),
  };
}

function joinDialogs({ dialogs, knowledge, namesIn }: CasesAssistant) {
  const { wording, forms, intents, calculations } = dialogs;
  return createDialogs({
    forms,
    wording,
    words: calculations.words,
    person: intents.person,
    findNames: namesIn,
    provinces: () => knowledge().tables.provinces,
    markets: () => knowledge().tables.markets,
    readDay,
    writeAmount: (value, currency, language) => writeFigure({ kind: 'money', value, currency }, language),
  });
}
