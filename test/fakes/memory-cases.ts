import type { TranscriptSource } from '../../src/console/cases/case-parts.ts';
import type { MentionStore } from '../../src/console/cases/mention-store.ts';
import type { Clock } from '../../src/domain/clock.ts';
import type { Actor, Ticket, TicketEvent } from '../../src/domain/ticket.ts';
import { companyKey } from '../../src/handoff/company-key.ts';
import type { CommandOutcome, Handoff, TicketCommand } from '../../src/handoff/handoff.ts';
import type { DeskMessage, TicketFilter, TicketNote, TicketStore } from '../../src/handoff/ticket-store.ts';
import { transition } from '../../src/handoff/transition.ts';

export interface MemoryCases {
  readonly tickets: TicketStore;
  readonly mentions: MentionStore;
  readonly handoff: Pick<Handoff, 'act' | 'tick' | 'refresh' | 'subscribe'>;
  readonly transcript: (conversation: string, limit: number) => Promise<readonly TranscriptSource[]>;
  /** As if the visitor had opened it. */
  readonly add: (ticket: Ticket, lines?: readonly TranscriptSource[]) => void;
  /** Outside of any command: what listeners then hear. */
  readonly change: (id: string, change: Partial<Ticket>) => Ticket;
}

export interface MemoryCasesOptions {
  readonly clock: Clock;
  readonly desks: readonly string[];
  /** Account ids of those who may take a case, and which of them are supervisors. */
  readonly officers: () => Promise<ReadonlyMap<string, 'officer' | 'supervisor'>>;
}

const ENDED: readonly Ticket['state'][] = ['resolved', 'withdrawn', 'merged'];

/** Tickets, their transcript and what officers do with them, in this process's memory, as src/handoff says it. */
export function createMemoryCases(options: MemoryCasesOptions): MemoryCases {
  const tickets = new Map<string, Ticket>();
  const events: TicketEvent[] = [];
  const notes: TicketNote[] = [];
  const lines = new Map<string, TranscriptSource[]>();
  const listeners = new Set<(ticket: Ticket) => void>();
  const now = () => options.clock().toISOString();
  const note = (event: Omit<TicketEvent, 'sequence'>) => {
    const sequence = events.filter(({ ticket }) => ticket === event.ticket).length + 1;
    events.push({ ...event, sequence });
  };
  const found = (filter: TicketFilter) =>
    [...tickets.values()].filter((ticket) => fits(ticket, filter)).toSorted(byUrgency);
  const findAll = (test: (ticket: Ticket) => boolean) => [...tickets.values()].filter(test);
  const say = (conversation: string, messages: readonly DeskMessage[]) => {
    const told = messages.map(({ id, author, signature, at, text }) => ({
      id,
      author,
      signature,
      at,
      text,
      answer: null,
    }));
    lines.set(conversation, [...(lines.get(conversation) ?? []), ...told]);
  };
  const has = (conversation: string, id: string) => lines.get(conversation)?.some((line) => line.id === id) === true;

  const store: TicketStore = {
    apply: async ({ ticket, expectedVersion, event, messages = [] }) => {
      if ((tickets.get(ticket.id)?.version ?? 0) !== expectedVersion) return 'lost-race';
      if (messages[0] !== undefined && has(ticket.conversation, messages[0].id)) return 'repeated-message';
      tickets.set(ticket.id, ticket);
      note(event);
      say(ticket.conversation, messages);
      return 'applied';
    },
    find: async (id) => tickets.get(id),
    findByNumber: async (number) => findAll((ticket) => ticket.number === number)[0],
    findOpen: async (conversation) =>
      findAll((ticket) => ticket.conversation === conversation && !ENDED.includes(ticket.state))[0],
    findLatest: async (conversation) => findAll((ticket) => ticket.conversation === conversation).at(-1),
    list: async (filter, { limit, offset }) => found(filter).slice(offset, offset + limit),
    count: async (filter) => found(filter).length,
    findSimilar: async ({ id, fields }) =>
      findAll((other) => other.id !== id && companyOf(other.fields) === companyOf(fields)),
    events: async (id) => events.filter(({ ticket }) => ticket === id),
    note: async (event) => note(event),
    addNote: async (added, event) => {
      notes.push(added);
      note(event);
    },
    notes: async (id) => notes.filter(({ ticket }) => ticket === id),
    loads: async () =>
      Map.groupBy(
        findAll(({ officer }) => officer !== null),
        ({ officer }) => officer ?? '',
      )
        .entries()
        .reduce((loads, [officer, own]) => loads.set(officer, own.length), new Map<string, number>()),
    lastOffers: async () =>
      new Map(events.flatMap(({ what, detail, at }) => (what === 'offered' ? [[detail['officer'] ?? '', at]] : []))),
    purge: async (before) => {
      const old = findAll(({ resolvedAt }) => resolvedAt !== null && resolvedAt < before.toISOString());
      for (const ticket of old) tickets.set(ticket.id, { ...ticket, fields: {} });
      return old.length;
    },
  };

  async function act(id: string, command: TicketCommand, actor: Actor): Promise<CommandOutcome> {
    const ticket = tickets.get(id);
    if (ticket === undefined) return { kind: 'refused', refusal: 'unknown', ticket: null };
    if (command.kind === 'write' && has(ticket.conversation, command.id)) return { kind: 'done', ticket };
    const officers = await options.officers();
    const step = transition(ticket, command, actor, now(), {
      isSupervisor: officers.get(actor.id) === 'supervisor',
      deskName: (desk) => (options.desks.includes(desk) ? desk : undefined),
      officerName: (officer) => (officers.has(officer) ? officer : undefined),
      mergeTarget: command.kind === 'merge' ? tickets.get(command.into) : undefined,
      say: (key) => key,
    });
    if (step.kind === 'refused') return { kind: 'refused', refusal: step.refusal, ticket };
    if (step.kind === 'unchanged') return { kind: 'done', ticket };
    if (command.kind === 'note')
      notes.push({ id: `note-${notes.length}`, ticket: id, at: now(), author: actor.id, ...command });
    // Notices to the visitor would stand between the lines that a test looks at.
    const messages = (step.messages ?? []).filter(({ author }) => author === 'officer');
    const outcome = await store.apply({ ...step, expectedVersion: ticket.version, messages });
    // Somebody was first: decide again on what is there now.
    if (outcome !== 'applied') return act(id, command, actor);
    for (const listener of listeners) listener(step.ticket);
    return { kind: 'done', ticket: step.ticket };
  }

  const readMentions = new Set<string>();
  const unreadOf = (account: string) =>
    notes.filter(({ id, mentions }) => mentions.includes(account) && !readMentions.has(`${id} ${account}`));

  return {
    tickets: store,
    mentions: {
      unread: async (account, limit) =>
        unreadOf(account)
          .toReversed()
          .slice(0, limit)
          .map(({ id, ticket, at, author, text }) => ({ note: id, ticket, at, author, text })),
      read: async (account, ticket) => {
        const marked = unreadOf(account).filter((note) => note.ticket === ticket);
        for (const { id } of marked) readMentions.add(`${id} ${account}`);
        return marked.length;
      },
    },
    handoff: {
      act,
      tick: () => Promise.resolve(),
      async refresh(conversation) {
        const ticket = await store.findOpen(conversation);
        if (ticket !== undefined) for (const listener of listeners) listener(ticket);
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    transcript: async (conversation, limit) => (lines.get(conversation) ?? []).slice(-limit),
    add(ticket, said = []) {
      tickets.set(ticket.id, ticket);
      lines.set(ticket.conversation, [...said]);
    },
    change(id, change) {
      const ticket = tickets.get(id);
      if (ticket === undefined) throw new Error(`no ticket ${id}`);
      const next = { ...ticket, ...change, version: ticket.version + 1 };
      tickets.set(id, next);
      for (const listener of listeners) listener(next);
      return next;
    },
  };
}

function companyOf({ company }: Ticket['fields']): string {
  return typeof company === 'string' ? companyKey(company) : '';
}

function fits(ticket: Ticket, filter: TicketFilter): boolean {
  const { states, desks, officer, languages, labels, bands, openedSince, openedBefore, isSpam, isSnoozed, search } =
    filter;
  const text = `${ticket.number}\n${JSON.stringify(ticket.fields['company'])}\n${ticket.summary}`.toLowerCase();
  return (
    (states === undefined || states.includes(ticket.state)) &&
    (desks === undefined || desks.includes(ticket.desk)) &&
    (officer === undefined || officer === ticket.officer) &&
    (languages === undefined || languages.includes(ticket.language)) &&
    (labels === undefined || labels.some((label) => ticket.labels.includes(label))) &&
    (bands === undefined || bands.includes(ticket.lead.band)) &&
    (openedSince === undefined || ticket.openedAt >= openedSince) &&
    (openedBefore === undefined || ticket.openedAt < openedBefore) &&
    (isSpam === undefined || isSpam === ticket.isSpam) &&
    (isSnoozed === undefined || isSnoozed === (ticket.snoozedUntil !== null)) &&
    (search === undefined || text.includes(search.toLowerCase()))
  );
}

/** By promised time among the unanswered, then by who waits longest. */
function byUrgency(a: Ticket, b: Ticket): number {
  const key = ({ firstReplyAt, promisedBy, lastVisitorAt, openedAt }: Ticket) =>
    firstReplyAt === null ? `0${promisedBy}` : `1${lastVisitorAt ?? openedAt}`;
  return key(a) < key(b) ? -1 : 1;
}
