import { createHmac, randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readDay } from './answering/calculations/read-day.ts';
import { writeFigure } from './answering/calculations/write-figure.ts';
import { maskPersonalData } from './answering/personal-data.ts';
import type { Assistant } from './assistant.ts';
import type { Cases, CasesParts } from './cases.ts';
import type { Config } from './config.ts';
import { readCannedReplies } from './console/cases/read-canned-replies.ts';
import { CASE_OVERSEERS, CASE_WORKERS } from './console/cases/viewer.ts';
import { createDialogs } from './dialogs/create-dialogs.ts';
import type { CaseCard } from './domain/card.ts';
import { makeCaseCode, makeCaseNumber, parseCaseCode, parseCaseNumber } from './domain/case-number.ts';
import type { Desk } from './domain/desk.ts';
import { LANGUAGES, type Language, type LocalizedText } from './domain/language.ts';
import type { Slots, SlotValue } from './domain/slots.ts';
import { hasEnded, mentionedIn, owedReplyBy, type Ticket, VISITOR } from './domain/ticket.ts';
import { addWorkingMinutes, isWorkingTime, workingMinutesBetween } from './domain/working-time.ts';
import { createHandoff } from './handoff/create-handoff.ts';
import type { HandoffParts } from './handoff/handoff-parts.ts';
import { type SlaTargets, slaOf, type WorkingTime } from './handoff/sla.ts';
import { checkRouting } from './leads/check-routing.ts';
import { DUTY_DESK, desksOf } from './leads/desks-of.ts';
import { prefillFrom } from './leads/prefill.ts';
import { readCalendar } from './leads/read-calendar.ts';
import { readRouting } from './leads/read-routing.ts';
import { readScoring } from './leads/read-scoring.ts';
import { routeLead } from './leads/route-lead.ts';
import { refuseFaults } from './leads/rule-fault.ts';
import { scoreLead } from './leads/score-lead.ts';
import type { Named } from './notices/case-notice.ts';
import type { CaseDesk } from './turn/case-desk.ts';
import { createForms } from './turn/forms.ts';
import { readsAsQuestion } from './understanding/reads-as-question.ts';

const DIALOG = 'qualify-lead';
/** Channels in which an officer can write back. */
const REACHABLE = ['directline'];

/** A working day has nine hours. */
const TARGETS: SlaTargets = { nextReplyMinutes: 9 * 60, resolutionMinutes: 10 * 9 * 60, soonMinutes: 120 };

/** What cases need of the assistant. */
export type CasesAssistant = Pick<Assistant, 'dialogs' | 'knowledge' | 'namesIn' | 'ask' | 'answer'>;

/**
 * Joins dialogs, leads, handoff and notices to what a turn and the console need of cases. null, and `onFault` is told,
 * when scoring, routing or holidays are broken or do not fit the tables: questions are answered all the same.
 */
export async function createCases(
  assistant: CasesAssistant,
  { folders, notify }: Pick<Config, 'folders' | 'notify'>,
  parts: CasesParts,
  onFault: (error: unknown) => void,
): Promise<Cases | null> {
  const { clock } = parts;
  const rules = await readRules(folders, assistant).catch(onFault);
  if (rules === undefined) return null;
  const { wording, forms, intents, calculations } = assistant.dialogs;
  const tables = () => assistant.knowledge().tables;
  const desks = () => desksOf(rules.routing, tables());
  const deskOf = (id: string) => desks().find((desk) => desk.id === id);
  const engine = createDialogs({
    forms,
    wording,
    words: calculations.words,
    person: intents.person,
    findNames: assistant.namesIn,
    provinces: () => tables().provinces,
    markets: () => tables().markets,
    readDay,
    writeAmount: (value, currency, language) => writeFigure({ kind: 'money', value, currency }, language),
  });
  const describeSlot = (slot: string, value: SlotValue | undefined, language: Language) =>
    engine.describe(DIALOG, slot, value, language);
  const named = (ticket: Ticket, slot: string): readonly Named[] => {
    const ids = ticket.fields[slot];
    if (!Array.isArray(ids)) return [];
    return ids.map((id: string) => ({ id, name: inAll((language) => describeSlot(slot, [id], language).shown) }));
  };
  const working: WorkingTime = {
    add: (start, minutes) => addWorkingMinutes(start, minutes, rules.calendar),
    between: (from, to) => workingMinutesBetween(from, to, rules.calendar),
  };
  const handoff = createHandoff({
    store: parts.tickets,
    clock,
    random: (limit) => randomInt(limit),
    makeId: () => crypto.randomUUID(),
    makeCaseNumber,
    parseCaseNumber,
    makeCaseCode: (ticket) => makeCaseCode(numbersFrom(parts.secret, ticket)),
    parseCaseCode,
    route: (fields, language) => route(fields, language, rules, tables(), desks()),
    promise: (desk, at) => addWorkingMinutes(at, desk.replyWithinHours * 60, rules.calendar).toISOString(),
    workingMinutes: working.between,
    deskOf,
    ...peopleOf(parts),
    say: wording,
    notify: async (ticket, event) =>
      parts.noticesOf(ticket, event, {
        isOfficerAway: !isWorkingTime(clock(), rules.calendar),
        mentioned: await mailsOfAbsent(mentionedIn(event), parts),
      }),
    onChange: parts.onChange,
  });
  const nameOf = (id: string) => deskOf(id)?.name ?? rules.routing.duty.name;
  const deskName = (id: string, language: Language) => nameOf(id)[language];
  const cases = caseDesk({ parts, handoff, deskName, statusUrl: `${notify.publicUrl}/case` });
  return {
    handoff,
    desks,
    deskName,
    describeSlot,
    names: {
      desk: nameOf,
      needs: (ticket) => named(ticket, 'needs'),
      markets: (ticket) => named(ticket, 'markets'),
      // The form asks for a preferred time in words; no call-back is agreed by the program.
      callBack: () => null,
    },
    standingOf: (ticket, now) => slaOf(ticket, now, TARGETS, working),
    ask: (text, history, language) => assistant.ask(text, history, language),
    cannedReplies: await readCannedReplies(join(folders.dialogs, 'canned-replies.yaml')),
    forms: {
      cases,
      respond: createForms({
        dialogs: engine,
        cases,
        prefill: ({ turns }) => {
          const asked = turns.map(({ original, standalone }) => ({
            original,
            entities: assistant.namesIn(standalone),
          }));
          const { slots, summary } = prefillFrom(asked, {
            rules: rules.routing.prefill,
            provinces: tables().provinces,
          });
          // Sectors of the lexicon are finer than those of the form.
          const known = Object.entries(slots).filter(([slot]) => slot !== 'sector');
          return { slots: Object.fromEntries(known), summary };
        },
        readsAsQuestion,
        answer: assistant.answer,
        wording,
        mask: maskPersonalData,
        isReachable: (channel) => REACHABLE.includes(channel),
      }),
    },
  };
}

/** dialogs/scoring.yaml, routing.yaml and the holidays, checked: without them no case can be promised anything. */
async function readRules({ knowledge, dialogs }: Config['folders'], assistant: CasesAssistant) {
  const read = async (folder: string, name: string): Promise<unknown> =>
    parse(await readFile(join(folder, name), 'utf8'));
  const scoring = readScoring(await read(dialogs, 'scoring.yaml'));
  const content = await read(dialogs, 'routing.yaml');
  const routing = readRouting(content, scoring.roughUsdRates);
  const { tables, lexicon } = assistant.knowledge();
  const terms = new Set(lexicon.map(({ id }) => id));
  refuseFaults(checkRouting(content, { tables, terms, roughUsdRates: scoring.roughUsdRates }));
  const calendar = readCalendar(routing.hours, await read(join(knowledge, 'tables'), 'holidays.yaml'));
  return { scoring, routing, calendar };
}

type Rules = Awaited<ReturnType<typeof readRules>>;

function route(
  fields: Slots,
  language: Language,
  { scoring, routing }: Rules,
  tables: ReturnType<CasesAssistant['knowledge']>['tables'],
  desks: readonly Desk[],
): ReturnType<HandoffParts['route']> {
  const lead = scoreLead(scoring, fields);
  const routing_ = routeLead(routing, fields, language, tables, lead.band);
  const desk = desks.find(({ id }) => id === routing_.desk) ?? desks.find(({ id }) => id === DUTY_DESK);
  if (desk === undefined) throw new Error('there is always a duty desk');
  return { routing: routing_, lead, desk };
}

/** Who has no page of the console open sees no badge there. */
async function mailsOfAbsent(accounts: readonly string[], { officers, isWatching }: CasesParts): Promise<string[]> {
  const absent = accounts.filter((account) => !isWatching(account));
  const found = await Promise.all(absent.map((account) => officers.find(account)));
  return found.flatMap(({ mail }) => (mail === null ? [] : [mail]));
}

function peopleOf({ accounts, officers }: CasesParts): Pick<HandoffParts, 'isSupervisor' | 'officerName'> {
  return {
    isSupervisor: async ({ kind, id }) => {
      if (kind !== 'officer') return false;
      const account = await accounts.find(id);
      return account !== undefined && CASE_OVERSEERS.some((role) => role === account.role);
    },
    officerName: async (id) => {
      const account = await accounts.find(id);
      if (account === undefined || account.isDisabled || !CASE_WORKERS.some((role) => role === account.role))
        return undefined;
      return (await officers.find(id)).signature?.['zh-Hans'] ?? account.name;
    },
  };
}

/** The handoff as a turn sees it: by conversation, in the visitor's language. */
function caseDesk({
  parts: { tickets },
  handoff,
  deskName,
  statusUrl,
}: {
  parts: CasesParts;
  handoff: Cases['handoff'];
  deskName: Cases['deskName'];
  statusUrl: string;
}): CaseDesk {
  const cardOf = (ticket: Ticket, language: Language, code: string | null): CaseCard => ({
    kind: 'case',
    number: ticket.number,
    code,
    state: ticket.state,
    desk: deskName(ticket.desk, language),
    promisedBy: owedReplyBy(ticket),
    statusUrl: `${statusUrl}?lang=${language}`,
    language,
  });
  return {
    relay: (message) => handoff.relay(message),
    open: async (request) => {
      const { ticket, code } = await handoff.open(request);
      return cardOf(ticket, request.language, code);
    },
    current: async (conversation, language) => {
      const ticket = await tickets.findLatest(conversation);
      if (ticket === undefined) return null;
      return {
        card: cardOf(ticket, language, null),
        isOpen: !hasEnded(ticket.state),
        waitingBefore: await handoff.queuePosition(ticket),
      };
    },
    end: async (conversation, deletes) => {
      const ticket = await tickets.findOpen(conversation);
      if (ticket === undefined) return false;
      const outcome = await handoff.act(ticket.id, { kind: deletes ? 'withdraw' : 'leave-queue' }, VISITOR);
      return outcome.kind === 'done';
    },
    rate: async (conversation, rating) => {
      const ticket = await tickets.findLatest(conversation);
      if (ticket?.state !== 'resolved' || ticket.rating !== null) return false;
      return (await handoff.act(ticket.id, { kind: 'rate', rating }, VISITOR)).kind === 'done';
    },
  };
}

/** Numbers that only we can make, and always make alike for one ticket: a turn that runs again says the same code. */
function numbersFrom(secret: Uint8Array, ticket: string): (limit: number) => number {
  let count = 0;
  return (limit) => {
    const digest = createHmac('sha256', secret).update(`case code ${ticket} ${count++}`).digest();
    // 48 bits against a limit of two digits: no number is noticeably likelier than another.
    return digest.readUIntBE(0, 6) % limit;
  };
}

function inAll(say: (language: Language) => string): LocalizedText {
  return Object.fromEntries(LANGUAGES.map((language) => [language, say(language)])) as Record<Language, string>;
}
