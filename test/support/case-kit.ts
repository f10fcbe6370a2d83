import { createAttachments } from '../../src/attachments/create-attachments.ts';
import type { Account, Role } from '../../src/console/accounts/account.ts';
import { createSessions } from '../../src/console/accounts/sessions.ts';
import type { DescribeSlot, StandingOf, TranscriptSource } from '../../src/console/cases/case-parts.ts';
import { caseRoutes } from '../../src/console/cases/case-routes.ts';
import type { OfficerStore } from '../../src/console/cases/officer-store.ts';
import { readCannedReplies } from '../../src/console/cases/read-canned-replies.ts';
import { type ConsoleRoute, createGuard } from '../../src/console/console-route.ts';
import { createReadYaml } from '../../src/dialogs/read-yaml.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Attachments } from '../../src/domain/attachment.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import type { RouteResponse } from '../../src/server/route.ts';
import { account } from '../contracts/account-store.ts';
import { answerTo } from '../fakes/fake-core.ts';
import { createMemoryAttachmentStore } from '../fakes/memory-attachment-store.ts';
import { createMemoryCases, type MemoryCases } from '../fakes/memory-cases.ts';
import { createMemoryOfficerStore } from '../fakes/memory-officer-store.ts';
import { type CallRequest, type ConsoleKit, callRoute, createConsoleKit } from './console-kit.ts';
import { DIALOGS_DIR } from './folders.ts';
import { ticket as makeTicket } from './ticket.ts';

export interface CaseKit {
  readonly storage: ConsoleKit['storage'];
  readonly routes: readonly ConsoleRoute[];
  readonly cases: MemoryCases;
  readonly officers: OfficerStore;
  readonly attachments: Attachments;
  /** Conversations in which typing was shown. */
  readonly typed: readonly string[];
  /** Conversation and message that were shown as seen. */
  readonly seen: readonly string[];
  /** Conversation and values of templates that were sent. */
  readonly sentTemplates: readonly (readonly [conversation: string, values: string])[];
  /** What the assistant was asked. */
  readonly asked: readonly (readonly [text: string, history: readonly string[], language: string])[];
  readonly now: () => Date;
  readonly wait: (ms: number) => void;
  readonly signIn: (role: Role, rest?: Partial<Account>, desks?: readonly string[]) => Promise<SignedInPerson>;
  readonly call: (request: CallRequest) => Promise<RouteResponse>;
}

export interface SignedInPerson {
  readonly id: string;
  readonly name: string;
  readonly cookie: string;
}

export const FILE_LIMITS = { bytes: 2000, perCase: 2 };

export const DESKS = [
  { id: 'tax-desk', name: { en: 'Tax desk', 'zh-Hant': '稅務服務台', 'zh-Hans': '税务服务台' } },
  { id: 'law-desk', name: { en: 'Law desk', 'zh-Hant': '法律服務台', 'zh-Hans': '法律服务台' } },
];

const TEMPLATE = { name: 'officer_replied', language: 'en', text: 'A reply on case {{1}}', gaps: 1 };

const describeSlot: DescribeSlot = (slot, value, language) => ({
  label: `${slot} (${language})`,
  shown: typeof value === 'object' ? JSON.stringify(value) : `${String(value)} (${language})`,
});

/** Late after the promised time, soon within two hours of it, nothing owed after a reply or the end. */
const standingOf: StandingOf = ({ state, firstReplyAt, openedAt, promisedBy }, now) => {
  if (firstReplyAt !== null || !['new', 'claimed'].includes(state)) return { urgency: 'none', waitingSince: null };
  const leftMs = Date.parse(promisedBy) - now.getTime();
  const urgency = leftMs < 0 ? 'late' : leftMs < 2 * 3_600_000 ? 'soon' : 'in-time';
  return { urgency, waitingSince: openedAt };
};

/** The officers' routes over cases in memory and accounts in a database of the test's own. */
export async function createCaseKit(answer: (text: string) => Partial<Answer> = () => ({})): Promise<CaseKit> {
  const base = await createConsoleKit();
  const { accounts } = base.storage;
  const officers = createMemoryOfficerStore();
  const cases = createMemoryCases({
    clock: base.now,
    desks: DESKS.map(({ id }) => id),
    officers: async () =>
      new Map(
        (await accounts.list()).flatMap(({ id, role, isDisabled }) =>
          !isDisabled && (role === 'officer' || role === 'supervisor') ? [[id, role] as const] : [],
        ),
      ),
  });
  const typed: string[] = [];
  const seen: string[] = [];
  const sentTemplates: (readonly [string, string])[] = [];
  const asked: (readonly [string, readonly string[], string])[] = [];
  const attachments = createAttachments({
    store: createMemoryAttachmentStore(cases.tickets),
    openCase: (conversation) => cases.tickets.findOpen(conversation),
    limits: FILE_LIMITS,
    scan: null,
    clock: base.now,
  });
  const routes = caseRoutes({
    guard: createGuard(createSessions(accounts, base.now)),
    accounts,
    officers,
    mentions: cases.mentions,
    handoff: cases.handoff,
    tickets: cases.tickets,
    insights: base.storage.insights,
    transcript: cases.transcript,
    desks: () => DESKS,
    describeSlot,
    standingOf,
    isWorkingTime: (at) => at.getUTCHours() < 10,
    ask: async (text, history, language) => {
      asked.push([text, history, language]);
      return { ...answerTo({ text }), ...answer(text) };
    },
    showTyping: async (conversation) => void typed.push(conversation),
    readings: base.storage.readings,
    showSeen: async (conversation, message) => void seen.push(`${conversation} ${message}`),
    cannedReplies: readCannedReplies(await createReadYaml(DIALOGS_DIR)('canned-replies.yaml')),
    templates: {
      window: async () => null,
      list: async () => [TEMPLATE],
      send: async (conversation, chosen) => {
        if (chosen.name !== TEMPLATE.name || chosen.values.length !== TEMPLATE.gaps) return false;
        sentTemplates.push([conversation, chosen.values.join()]);
        return true;
      },
    },
    files: {
      attachments,
      limits: FILE_LIMITS,
      line: (name) => `File: ${name}`,
    },
    clock: base.now,
  });
  let made = 0;
  return {
    storage: base.storage,
    routes,
    cases,
    officers,
    attachments,
    typed,
    seen,
    sentTemplates,
    asked,
    now: base.now,
    wait: base.wait,
    async signIn(role, rest = {}, desks = []) {
      made += 1;
      const fresh = account(`${role}-of-cases-${made}`, { role, ...rest });
      await accounts.add(fresh);
      await officers.change(fresh.id, { desks });
      const cookie = `goglobal_console=${await createSessions(accounts, base.now).open(fresh)}`;
      return { id: fresh.id, name: fresh.name, cookie };
    },
    call: (request) => callRoute(routes, request),
  };
}

/** A case of the tax desk, opened at the kit's beginning. */
export function ticket(id: string, rest: Partial<Ticket> = {}): Ticket {
  return makeTicket({
    id,
    number: `GG2611-${id.toUpperCase()}`,
    conversation: `conversation-${id}`,
    channel: 'web',
    desk: 'tax-desk',
    routing: { desk: 'tax-desk', next: [], rule: 'tax', reason: { en: 'Tax', 'zh-Hant': '稅務', 'zh-Hans': '税务' } },
    fields: {
      company: `Company of ${id}`,
      needs: ['tax', 'treasury'],
      markets: ['vn'],
      province: 'guangdong',
      contactName: 'Wang Xiaoming',
      contactTitle: 'Chief Financial Officer',
      email: 'wang@firm.example',
      phone: '+86 138 0013 8000',
      wechat: 'wangxm',
    },
    withheld: ['turnover'],
    summary: 'We want to know about profits tax.',
    consent: { version: '1', at: '2026-11-26T03:00:00.000Z' },
    openedAt: '2026-11-26T03:00:00.000Z',
    promisedBy: '2026-11-26T09:00:00.000Z',
    ...rest,
  });
}

export function visitorLine(id: string, text: string): TranscriptSource {
  return { id, author: 'visitor', at: '2026-11-26T03:00:00.000Z', text, answer: null };
}
