import { DAY_MS } from '../domain/clock.ts';
import type { OutboxEntry } from '../domain/outbox.ts';
import { type Actor, SYSTEM, type Ticket, type TicketEvent, VISITOR } from '../domain/ticket.ts';
import { callAnswerIn } from './call-back-rules.ts';
import { hashCaseCode, isCaseCode } from './case-code.ts';
import { findOverdue } from './find-overdue.ts';
import type { CaseRequest, CommandOutcome, Handoff, OpenOutcome, TicketCommand } from './handoff.ts';
import type { HandoffParts } from './handoff-parts.ts';
import type { DeskMessage } from './ticket-store.ts';
import { type Transition, transition } from './transition.ts';

/** A sender of spam opens no further case for so long after it was marked. */
const BLOCK_DAYS = 30;

/** Two officers who press the same button at once need two; more than five in a row is no accident. */
const ATTEMPTS = 5;

/** Cases from their opening to their end, over a store and the rules of routing and working time. */
export function createHandoff(parts: HandoffParts): Handoff {
  const { store } = parts;
  const listeners = new Set<(ticket: Ticket) => void>();

  function tell(ticket: Ticket, event: Omit<TicketEvent, 'sequence'>): void {
    parts.onChange(ticket, event);
    for (const listener of listeners) listener(ticket);
  }

  /** One decision on the ticket as it was read; "lost-race" when that is no longer how it is. */
  async function attempt(ticket: Ticket, command: TicketCommand, actor: Actor): Promise<CommandOutcome | 'lost-race'> {
    const decided = await decide(parts, ticket, command, actor);
    if (decided.kind === 'refused') return { ...decided, ticket };
    if (decided.kind === 'unchanged') return { kind: 'done', ticket };
    const stored = await keep(parts, ticket, command, decided);
    if (stored === 'lost-race') return stored;
    // The conversation has another open case by now, so this one cannot be opened again.
    if (stored === 'conversation-busy') return { kind: 'refused', refusal: 'wrong-state', ticket };
    if (stored === 'repeated-message') return { kind: 'done', ticket };
    tell(decided.ticket, decided.event);
    return { kind: 'done', ticket: decided.ticket };
  }

  /** Reads and decides again after a lost race. */
  async function act(
    read: () => Promise<Ticket | undefined>,
    commandFor: (ticket: Ticket) => TicketCommand,
    actor: Actor,
  ): Promise<CommandOutcome> {
    for (let count = 0; count < ATTEMPTS; count++) {
      const ticket = await read();
      if (ticket === undefined) return { kind: 'refused', refusal: 'unknown', ticket: null };
      const outcome = await attempt(ticket, commandFor(ticket), actor);
      if (outcome !== 'lost-race') return outcome;
    }
    return { kind: 'refused', refusal: 'lost-race', ticket: (await read()) ?? null };
  }

  async function blockedUntil(conversation: string): Promise<string | null> {
    const marked = await store.list({ conversation, isSpam: true }, { limit: MOST_MARKED, offset: 0 });
    const ends = await Promise.all(marked.map(async ({ id }) => endOfBlock(await store.events(id))));
    const last = ends.toSorted().at(-1) ?? '';
    return last > parts.clock().toISOString() ? last : null;
  }

  async function lookThrough(): Promise<void> {
    for (const { ticket, command } of await findOverdue(parts)) await attempt(ticket, command, SYSTEM);
  }
  const tick = oneAtATime(lookThrough);

  return {
    async open(request): Promise<OpenOutcome> {
      const id = parts.ticketIdFor(request.conversation, request.message);
      const code = parts.makeCaseCode(id);
      const earlier = await store.find(id);
      if (earlier !== undefined) return { kind: 'open-already', ticket: earlier, code };
      const until = await blockedUntil(request.conversation);
      if (until !== null) return { kind: 'blocked', until };
      for (let count = 0; count < ATTEMPTS; count++) {
        const open = await store.findOpen(request.conversation);
        if (open !== undefined) return { kind: 'open-already', ticket: open, code: parts.makeCaseCode(open.id) };
        const ticket = newTicket(parts, request, { id, code });
        const event = { ticket: ticket.id, at: ticket.openedAt, actor: VISITOR, what: 'opened', reason: '' } as const;
        const opened = { ...event, detail: { desk: ticket.desk } };
        const outbox = await parts.notify(ticket, opened);
        const outcome = await store.apply({ ticket, expectedVersion: 0, event: opened, outbox });
        if (outcome !== 'applied') continue;
        tell(ticket, opened);
        return { kind: 'opened', ticket, code };
      }
      throw new Error(`no case could be opened in ${ATTEMPTS} attempts`);
    },
    async openedBy(conversation, message) {
      const ticket = await store.find(parts.ticketIdFor(conversation, message));
      return ticket && { ticket, code: parts.makeCaseCode(ticket.id) };
    },
    blockedUntil,
    act: (id, command, actor) =>
      act(
        () => store.find(id),
        () => command,
        actor,
      ),
    async relay({ id, conversation, text }, told) {
      const commandFor = (ticket: Ticket): TicketCommand => {
        if (told !== undefined) return { kind: 'relay', id, text, told: told(ticket.language) };
        const kind = callAnswerIn(text, ticket, parts.say) ?? 'relay';
        return { kind, id, text };
      };
      const outcome = await act(() => store.findOpen(conversation), commandFor, VISITOR);
      if (outcome.kind === 'done') return 'relayed';
      if (outcome.refusal === 'lost-race')
        throw new Error(`a message lost the race ${ATTEMPTS} times in ${conversation}`);
      return 'not-owned';
    },
    async findForVisitor(typedNumber, typedCode) {
      const number = parts.parseCaseNumber(typedNumber);
      const ticket = number === undefined ? undefined : await store.findByNumber(number);
      return isCaseCode(parts.parseCaseCode(typedCode) ?? '', ticket?.codeHash) ? ticket : undefined;
    },
    async queuePosition({ id, state, desk, openedAt }) {
      if (state !== 'new' || hasLeftQueue(await store.events(id))) return null;
      return store.count({ states: ['new'], desks: [desk], openedBefore: openedAt, isSpam: false, isSnoozed: false });
    },
    tick,
    async refresh(conversation) {
      const ticket = await store.findOpen(conversation);
      if (ticket !== undefined) for (const listener of listeners) listener(ticket);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Cases of one conversation that were marked; more would be others’ doing. */
const MOST_MARKED = 20;

/** UTC instant; empty when the mark was taken off, or was never set. */
function endOfBlock(events: readonly TicketEvent[]): string {
  const mark = events.findLast(({ what }) => what === 'marked-spam');
  if (mark?.detail['isSpam'] !== 'true') return '';
  return new Date(Date.parse(mark.at) + BLOCK_DAYS * DAY_MS).toISOString();
}

/** Left since the case last came into a queue: whoever asks for a person anew waits again. */
function hasLeftQueue(events: readonly TicketEvent[]): boolean {
  return events.findLast(({ what }) => what === 'left-queue' || what === 'reopened')?.what === 'left-queue';
}

/** Two looks at once would offer one officer’s last free place twice. A call during a run is served by one run after it. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    running = work().finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (running === null) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}

function newTicket(
  parts: HandoffParts,
  { conversation, channel, language, fields, withheld, summary, consent }: CaseRequest,
  { id, code }: { readonly id: string; readonly code: string },
): Ticket {
  const now = parts.clock();
  const { routing, lead, desk } = parts.route(fields, language);
  return {
    id,
    conversation,
    channel,
    language,
    fields,
    withheld,
    summary,
    consent,
    number: parts.makeCaseNumber(now, parts.random),
    codeHash: hashCaseCode(code),
    state: 'new',
    officer: null,
    offer: null,
    desk: desk.id,
    routing,
    lead,
    labels: [],
    openedAt: now.toISOString(),
    promisedBy: parts.promise(desk, now),
    firstReplyAt: null,
    lastVisitorAt: null,
    lastOfficerAt: null,
    resolvedAt: null,
    snoozedUntil: null,
    mergedInto: null,
    rating: null,
    isSpam: false,
    callBack: null,
    version: 1,
  };
}

async function decide(parts: HandoffParts, ticket: Ticket, command: TicketCommand, actor: Actor): Promise<Transition> {
  const named = command.kind === 'transfer' ? command.officer : null;
  const officerName = named === null ? undefined : await parts.officerName(named, ticket.language);
  return transition(ticket, command, actor, parts.clock().toISOString(), {
    isSupervisor: await parts.isSupervisor(actor),
    deskName: (desk) => parts.deskOf(desk)?.name[ticket.language],
    officerName: () => officerName,
    mergeTarget: command.kind === 'merge' ? await parts.store.find(command.into) : undefined,
    say: parts.say,
  });
}

async function keep(
  parts: HandoffParts,
  before: Ticket,
  command: TicketCommand,
  { ticket, event, chatOwner, messages = [] }: Transition & { kind: 'done' },
): Promise<'applied' | 'lost-race' | 'conversation-busy' | 'repeated-message'> {
  const outbox = [...messages.flatMap(toVisitor), ...(await parts.notify(ticket, event))];
  if (command.kind === 'note') {
    const { text, mentions } = command;
    const note = { id: parts.makeId(), ticket: ticket.id, at: event.at, author: event.actor.name, text, mentions };
    await parts.store.addNote(note, event, outbox);
    return 'applied';
  }
  const owner = chatOwner === undefined ? {} : { chatOwner };
  const outcome = await parts.store.apply({
    ticket,
    expectedVersion: before.version,
    event,
    ...owner,
    messages,
    outbox,
  });
  if (outcome === 'number-taken') throw new Error(`the number of ticket ${ticket.id} was taken after it was opened`);
  return outcome;
}

/** What others than the visitor say goes out with the change, so that a server that is killed sends it after its start. */
function toVisitor(message: DeskMessage): OutboxEntry[] {
  if (message.author === 'visitor') return [];
  const { id, conversation, at } = message;
  // Message ids are unique within a conversation, those of the outbox everywhere.
  return [{ id: `${conversation}/${id}`, kind: 'visitor', lane: conversation, payload: message, dueAt: at }];
}
