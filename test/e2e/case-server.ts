import type { BrowserContextOptions, Page, WebSocketRoute } from 'playwright-core';
import type { Me, NoticeList } from '../../src/console/api.ts';
import {
  type CaseDetail,
  type CasePage,
  type CasePeople,
  type CaseRow,
  type CaseTemplate,
  LIVE_SIGNED_OUT,
  type LiveFrame,
  type MentionList,
  type OfficerList,
} from '../../src/console/cases/case-api.ts';
import type { Language } from '../../src/domain/language.ts';
import type { Refusal, TicketCommand } from '../../src/handoff/handoff.ts';
import { boardOver, DRAFT, FEW_ROWS, OWN, PEOPLE, pageOf, UNCLAIMED } from '../fixtures/cases/case-fixtures.ts';
import { OFFICERS, TEMPLATES } from '../fixtures/cases/officer-fixtures.ts';
import type { SharedSite } from './set-up-site.ts';

/** /console/api/cases as the browser's side sees it: what a test sets is answered, what is posted is kept. */
export interface CaseServer {
  rows: readonly CaseRow[];
  detail: CaseDetail;
  people: CasePeople;
  mentions: MentionList;
  notices: NoticeList;
  officers: OfficerList;
  templates: readonly CaseTemplate[];
  /** Bodies of POST /officers/… and of templates, files by name. */
  readonly posted: (readonly [path: string, body: unknown])[];
  /** What was sent again. */
  readonly replayed: unknown[];
  /** When set, the next commands are refused with it. */
  refusal: { readonly code: Refusal; readonly message: string } | null;
  /** When set, lists answer with this status. */
  failure: number | null;
  readonly commands: TicketCommand[];
  /** Queries of GET /cases, as they were asked. */
  readonly asked: string[];
  /** Slots that were revealed. */
  readonly revealed: string[];
  /** Messages of the visitor that were shown as seen. */
  readonly seen: string[];
  /** Addresses of the live socket, in the order in which it was opened. */
  readonly sockets: string[];
  push(frame: LiveFrame): void;
  hangUp(): Promise<void>;
  /** Ends the session, as the server tells an open page. */
  signOut(): Promise<void>;
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-Hant': 'zh-HK', 'zh-Hans': 'zh-CN' };

export interface OfficerPage {
  readonly page: Page;
  readonly server: CaseServer;
  readonly problems: string[];
}

/** The built console at a path, for somebody signed in with this role. */
export async function openConsole(
  { browser, url }: SharedSite,
  path: string,
  options: {
    readonly role?: Me['role'];
    readonly language?: Language;
    readonly context?: BrowserContextOptions;
    readonly set?: (server: CaseServer) => void;
  } = {},
): Promise<OfficerPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    locale: LOCALES[options.language ?? 'en'],
    ...options.context,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  const server = await serveCases(page, options.role ?? 'officer');
  options.set?.(server);
  await page.goto(`${url}/console/${path}`);
  await page.locator('main h1').waitFor();
  return { page, server, problems };
}

async function serveCases(page: Page, role: Me['role']): Promise<CaseServer> {
  const me: Me = {
    name: 'li.ming',
    role,
    isExternal: false,
    mustChangePassword: false,
    hasAuthenticator: false,
    recoveryCodesLeft: 0,
    mayEditFiles: false,
    hasCases: true,
    hasAnnouncements: true,
  };
  let socket: WebSocketRoute | undefined;
  let isSignedIn = true;
  const server: CaseServer = {
    rows: FEW_ROWS,
    detail: UNCLAIMED,
    people: PEOPLE,
    mentions: { mentions: [] },
    notices: { dead: 0, waiting: 0, rows: [] },
    officers: OFFICERS,
    templates: TEMPLATES,
    posted: [],
    replayed: [],
    refusal: null,
    failure: null,
    commands: [],
    asked: [],
    revealed: [],
    seen: [],
    sockets: [],
    push: (frame) => socket?.send(JSON.stringify(frame)),
    hangUp: async () => await socket?.close({ code: 1012, reason: 'restart' }),
    signOut: async () => {
      isSignedIn = false;
      await socket?.close({ code: LIVE_SIGNED_OUT, reason: 'signed out' });
    },
  };
  await page.routeWebSocket(/\/console\/api\/live/, (opened) => {
    socket = opened;
    server.sockets.push(opened.url());
    opened.send(JSON.stringify({ kind: 'hello', sequence: 10 } satisfies LiveFrame));
  });
  await page.route('**/console/api/**', async (route) => {
    const request = route.request();
    const { pathname, searchParams, search } = new URL(request.url());
    const path = pathname.replace('/console/api', '');
    const isFile = request.headers()['content-type'] === 'application/octet-stream';
    const body = ((isFile ? null : request.postDataJSON()) ?? {}) as Record<string, unknown>;
    if (path === '/me')
      return await (isSignedIn
        ? route.fulfill({ json: me })
        : route.fulfill({ status: 401, json: { error: { code: 'Unauthorized', message: '' } } }));
    if (path === '/officers') return await route.fulfill({ json: server.officers });
    if (path.startsWith('/officers/')) {
      server.posted.push([path, body]);
      server.officers = afterOfficer(server.officers, path, body);
      return await route.fulfill({ json: { ...server.officers, count: 7 } });
    }
    if (path.endsWith('/templates')) return await route.fulfill({ json: server.templates });
    if (path.endsWith('/template')) {
      server.posted.push([path, body]);
      return await route.fulfill({ json: server.detail });
    }
    if (path.endsWith('/attachments')) {
      if (server.refusal !== null) return await route.fulfill({ status: 415, json: { error: server.refusal } });
      const [id, name] = [searchParams.get('id') ?? '', searchParams.get('name') ?? ''];
      server.posted.push([path, name]);
      server.detail = afterFile(server.detail, id, name);
      return await route.fulfill({ json: server.detail });
    }
    if (path === '/cases/board') return await route.fulfill({ json: boardOver(Number(searchParams.get('days'))) });
    if (path === '/cases/people') return await route.fulfill({ json: server.people });
    if (path === '/cases/availability') {
      const isAvailable = body['isAvailable'] === true;
      server.people = { ...server.people, me: { ...server.people.me, isAvailable } };
      return await route.fulfill({ json: server.people });
    }
    if (path === '/notices/count' || path === '/notices') return await route.fulfill({ json: server.notices });
    if (path.startsWith('/notices/replay')) {
      server.replayed.push(body);
      const rows = server.notices.rows.filter(({ id, kind }) => id !== body['id'] && kind !== body['kind']);
      server.notices = { dead: rows.filter(({ state }) => state === 'dead').length, waiting: 1, rows };
      return await route.fulfill({ json: server.notices });
    }
    if (path === '/mentions') return await route.fulfill({ json: server.mentions });
    if (path === '/mentions/read') {
      server.mentions = { mentions: server.mentions.mentions.filter((mention) => mention.case.id !== body['case']) };
      return await route.fulfill({ json: server.mentions });
    }
    if (path === '/cases') {
      server.asked.push(search);
      if (server.failure !== null)
        return await route.fulfill({
          status: server.failure,
          json: { error: { code: 'ServiceError', message: 'The store is away.' } },
        });
      return await route.fulfill({ json: listOf(server.rows, searchParams) });
    }
    if (path.endsWith('/act')) {
      const command = body['command'] as TicketCommand;
      server.commands.push(command);
      if (server.refusal !== null) return await route.fulfill({ status: 409, json: { error: server.refusal } });
      server.detail = afterCommand(server.detail, command);
      return await route.fulfill({ json: server.detail });
    }
    if (path.endsWith('/reveal')) {
      server.revealed.push(String(body['slot']));
      const shown = { en: '+86 138 0000 0000', 'zh-Hant': '+86 138 0000 0000', 'zh-Hans': '+86 138 0000 0000' };
      return await route.fulfill({ json: { slot: body['slot'], shown } });
    }
    if (path.endsWith('/draft')) return await route.fulfill({ json: DRAFT });
    if (path.endsWith('/seen')) {
      server.seen.push(String(body['message']));
      return await route.fulfill({ json: {} });
    }
    if (path.endsWith('/typing')) return await route.fulfill({ json: {} });
    return await route.fulfill({ json: server.detail });
  });
  return server;
}

function afterOfficer(list: OfficerList, path: string, body: Record<string, unknown>): OfficerList {
  const [, , id, action] = path.split('/');
  const change = action === 'hand-back' ? { load: 0, isAvailable: false } : body;
  return { ...list, officers: list.officers.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}

function afterFile(detail: CaseDetail, id: string, name: string): CaseDetail {
  const at = new Date().toISOString();
  const line = {
    id,
    author: 'officer' as const,
    signature: detail.signature,
    at,
    text: `文件：${name}`,
    citations: [],
  };
  const file = { id: `file-${id}`, message: id, author: 'officer' as const, name, size: 2_400_000, at };
  return {
    ...detail,
    version: detail.version + 1,
    transcript: [...detail.transcript, line],
    attachments: [...detail.attachments, { ...file, mediaType: 'application/pdf' }],
  };
}

function listOf(rows: readonly CaseRow[], query: URLSearchParams): CasePage {
  const chosen = rows.filter(
    (row) =>
      row.company.includes(query.get('search') ?? '') &&
      [row.desk.id, ''].includes(query.get('desk') ?? '') &&
      [row.language, ''].includes(query.get('language') ?? ''),
  );
  return pageOf(chosen, Number(query.get('page') ?? 1));
}

function afterCommand(detail: CaseDetail, command: TicketCommand): CaseDetail {
  const version = detail.version + 1;
  switch (command.kind) {
    case 'claim':
      return { ...OWN, version };
    case 'write':
      return {
        ...detail,
        version,
        transcript: [
          ...detail.transcript,
          {
            id: command.id,
            author: 'officer',
            signature: command.signature,
            at: new Date().toISOString(),
            text: command.text,
            citations: [],
          },
        ],
      };
    case 'note':
      return {
        ...detail,
        version,
        notes: [
          ...detail.notes,
          { id: String(version), at: new Date().toISOString(), author: 'li.ming', text: command.text },
        ],
      };
    case 'label':
      return { ...detail, version, labels: command.labels };
    default:
      return { ...detail, version };
  }
}
