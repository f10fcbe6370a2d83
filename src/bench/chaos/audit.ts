import { createStorage, type StorageOptions } from '../../adapters/storage/create-storage.ts';
import { handoffSignalOf } from '../../domain/handoff-signal.ts';
import { isOwnedByOfficer, type Ticket, type TicketEvent, type TicketEventKind } from '../../domain/ticket.ts';
import type { Ledger } from './ledger.ts';
import type { ReadOutbox } from './read-outbox.ts';
import type { Receivers } from './receivers.ts';
import { isFromDesk, type ShownActivity } from './visit.ts';

/** One line of the result. `isFault` undefined: told for information only. */
export interface Finding {
  readonly what: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly isFault?: boolean;
  /** Of what went wrong, the first few. */
  readonly examples?: readonly string[];
}

export interface AuditParts {
  readonly place: Pick<StorageOptions, 'dataDir' | 'databaseUrl'>;
  readonly readOutbox: ReadOutbox;
  readonly ledger: Ledger;
  /** Each conversation as its visitor sees it. */
  readonly seen: ReadonlyMap<string, readonly ShownActivity[]>;
  readonly receivers: Pick<Receivers, 'webhooks' | 'mails'>;
}

const EVERYTHING = 100_000;
const EXAMPLES = 5;
/** The changes that other systems are told of (docs/webhooks.md). */
const TOLD: readonly TicketEventKind[] = ['opened', 'claimed', 'transferred', 'passed-on', 'resolved', 'withdrawn'];

/** Holds what the server has kept and shown against what its clients did. The server has stopped. */
export async function audit({ place, readOutbox, ledger, seen, receivers }: AuditParts): Promise<readonly Finding[]> {
  const storage = await createStorage(place);
  try {
    const tickets = await storage.tickets.list({}, { limit: EVERYTHING, offset: 0 });
    const histories = await Promise.all(
      tickets.map(async (ticket) => ({ ticket, events: await storage.tickets.events(ticket.id) })),
    );
    const kept = new Map<string, readonly string[]>();
    for (const conversation of seen.keys()) {
      const transcript = await storage.conversations.transcript(conversation, EVERYTHING);
      kept.set(
        conversation,
        transcript.map(({ id }) => id),
      );
    }
    return [
      visitorMessages(ledger, kept),
      officerMessages(ledger, seen),
      openings(ledger, histories),
      webhooks(histories, receivers.webhooks),
      ...outbox(await readOutbox(), receivers),
      silence(histories, seen, ledger),
      claims(histories, ledger),
      {
        what: 'visitors told their number',
        counts: { sent: ledger.sent.length, told: ledger.numbersSeen },
      },
      {
        what: 'cases',
        counts: { all: tickets.length, stillOwned: tickets.filter(({ state }) => isOwnedByOfficer(state)).length },
      },
    ];
  } finally {
    await storage.close();
  }
}

interface History {
  readonly ticket: Pick<Ticket, 'id' | 'conversation' | 'resolvedAt'>;
  readonly events: readonly TicketEvent[];
}

function visitorMessages({ said }: Ledger, kept: ReadonlyMap<string, readonly string[]>): Finding {
  const missing: string[] = [];
  const twice: string[] = [];
  let inOrder = 0;
  for (const [conversation, ids] of kept) {
    const own = said.filter((message) => message.conversation === conversation).map(({ id }) => id);
    const found = ids.filter((id) => own.includes(id));
    missing.push(...own.filter((id) => !ids.includes(id)).map((id) => `${conversation} lacks ${id}`));
    twice.push(...own.filter((id) => ids.filter((other) => other === id).length > 1));
    if (found.join() === own.join()) inOrder += 1;
  }
  return {
    what: 'visitor messages',
    counts: {
      sent: said.length,
      inTranscript: said.length - missing.length,
      twice: twice.length,
      conversations: kept.size,
      inOrder,
    },
    isFault: missing.length > 0 || twice.length > 0 || inOrder !== kept.size,
    examples: [...missing, ...twice].slice(0, EXAMPLES),
  };
}

function officerMessages({ written, unclear }: Ledger, seen: ReadonlyMap<string, readonly ShownActivity[]>): Finding {
  const wrong: string[] = [];
  let shown = 0;
  for (const [conversation, activities] of seen) {
    const accepted = written.filter((message) => message.conversation === conversation).map(({ id }) => id);
    const maybe = new Set(unclear.filter((message) => message.conversation === conversation).map(({ id }) => id));
    const there = activities
      .filter(({ channelData }) => channelData?.goglobal?.author === 'officer')
      .map(({ id }) => id)
      .filter((id) => !maybe.has(id));
    shown += there.length;
    if (there.join() !== accepted.join())
      wrong.push(`${conversation}: accepted ${accepted.length}, seen ${there.length}`);
  }
  return {
    what: 'officer messages',
    counts: { accepted: written.length, unclear: unclear.length, seen: shown, conversationsWrong: wrong.length },
    isFault: wrong.length > 0,
    examples: wrong.slice(0, EXAMPLES),
  };
}

function openings({ sent }: Ledger, histories: readonly History[]): Finding {
  const wrong = [...new Set(sent.map(({ conversation }) => conversation))].filter(
    (conversation) =>
      sent.filter((form) => form.conversation === conversation).length !==
      histories.filter(({ ticket }) => ticket.conversation === conversation).length,
  );
  const openedOnce = histories.filter(({ events }) => events.filter(({ what }) => what === 'opened').length === 1);
  return {
    what: 'tickets',
    counts: { formsSent: sent.length, opened: histories.length, openedOnce: openedOnce.length },
    isFault: wrong.length > 0 || histories.length !== sent.length || openedOnce.length !== histories.length,
    examples: wrong.slice(0, EXAMPLES),
  };
}

/** Held against the events of the tickets: what was never written into the outbox is missed too. */
function webhooks(histories: readonly History[], arrived: ReadonlyMap<string, number>): Finding {
  const told = histories.flatMap(({ ticket: { resolvedAt }, events }) =>
    events.flatMap((event) => [
      ...(TOLD.includes(event.what) ? [event] : []),
      // Hubs are told of the hand-off beside it.
      ...(handoffSignalOf({ state: 'new', resolvedAt }, event) === null ? [] : [event]),
    ]),
  );
  return {
    what: 'webhooks',
    counts: { changes: told.length, ids: arrived.size, arrivals: sumOf(arrived) },
    isFault: told.length !== arrived.size,
  };
}

function outbox(entries: Awaited<ReturnType<ReadOutbox>>, receivers: AuditParts['receivers']): readonly Finding[] {
  const unsent = entries.filter(({ state }) => state !== 'sent');
  const lacks = (kind: string, arrived: ReadonlyMap<string, number>) =>
    entries.filter((entry) => entry.kind === kind && !arrived.has(entry.id)).map(({ id }) => id);
  const missing = [...lacks('webhook', receivers.webhooks), ...lacks('email', receivers.mails)];
  const mails = entries.filter(({ kind }) => kind === 'email').length;
  // Of a look after a visitor becomes a mail only what they had not seen.
  const looks = new Set(entries.filter(({ kind }) => kind === 'unseen').map(({ id }) => id));
  const arrived = new Map([...receivers.mails].filter(([id]) => !looks.has(id)));
  return [
    {
      what: 'mails',
      counts: { written: mails, ids: arrived.size, arrivals: sumOf(arrived) },
      isFault: mails !== arrived.size,
    },
    {
      what: 'outbox',
      counts: { written: entries.length, unsent: unsent.length, neverArrived: missing.length },
      isFault: unsent.length > 0 || missing.length > 0,
      examples: [...unsent.map(({ id, kind, state }) => `${kind} ${id} is ${state}`), ...missing].slice(0, EXAMPLES),
    },
  ];
}

/**
 * The bot speaks while an officer owns the chat: after the officer was told that the case is theirs, or after the
 * visitor was (the notice stands before it in the log), and before the event that ended it. The event's own time is that
 * of the decision, a commit earlier; what was said in between is only counted.
 */
function silence(
  histories: readonly History[],
  seen: ReadonlyMap<string, readonly ShownActivity[]>,
  { claimed }: Ledger,
): Finding {
  const broken: string[] = [];
  let duringCommit = 0;
  let owed = 0;
  let looked = 0;
  for (const { ticket, events } of histories) {
    const activities = seen.get(ticket.conversation) ?? [];
    for (const { from, to } of ownershipsOf(events)) {
      looked += 1;
      const known =
        claimed.find(({ ticket: id, at }) => id === ticket.id && at >= from)?.at ?? Number.POSITIVE_INFINITY;
      const notice = activities.findIndex(
        (activity) =>
          Date.parse(activity.timestamp) >= from && isFromDesk(activity) && activity.id.startsWith(ticket.id),
      );
      for (const [index, activity] of activities.entries()) {
        const at = Date.parse(activity.timestamp);
        if (activity.from.role !== 'bot' || isFromDesk(activity) || at <= from || at >= to) continue;
        // Number and code of a case are owed to the visitor, whoever speaks when they can be said.
        if (activity.importance === 'high') {
          owed += 1;
          continue;
        }
        const isKnown = at > known;
        if (isKnown || (notice !== -1 && index > notice)) {
          const since = isKnown ? `${at - known} ms after the claim was answered` : 'below the notice of the claim';
          const text = activity.text?.slice(0, 60) ?? '';
          broken.push(
            `${ticket.conversation} at ${activity.timestamp}, ${since}, to ${activity.replyToId ?? '-'}: ${text}`,
          );
        } else duringCommit += 1;
      }
    }
  }
  return {
    what: 'bot messages while an officer owned the chat',
    counts: { ownerships: looked, said: broken.length, betweenDecisionAndCommit: duringCommit, owedNumbers: owed },
    isFault: broken.length > 0,
    examples: broken.slice(0, EXAMPLES),
  };
}

/** From when to when (ms) an officer owned the chat, whoever it was. */
function ownershipsOf(events: readonly TicketEvent[]): readonly { readonly from: number; readonly to: number }[] {
  const spans: { from: number; to: number }[] = [];
  let from: number | undefined;
  for (const { what, at, detail } of events) {
    const begins = what === 'claimed' || (what === 'transferred' && detail['officer'] !== undefined);
    const ends = ENDINGS.includes(what) || (what === 'transferred' && detail['officer'] === undefined);
    if (begins) from ??= Date.parse(at);
    if (ends && from !== undefined) {
      spans.push({ from, to: Date.parse(at) });
      from = undefined;
    }
  }
  return from === undefined ? spans : [...spans, { from, to: Number.POSITIVE_INFINITY }];
}

const ENDINGS: readonly TicketEventKind[] = ['released', 'resolved', 'returned-to-bot', 'withdrawn', 'merged'];

/** Nobody here is a supervisor: a claim on what somebody has, or one that was accepted and is not on record, is a fault. */
function claims(histories: readonly History[], { claimed }: Ledger): Finding {
  const wrong: string[] = [];
  let made = 0;
  for (const { ticket, events } of histories) {
    let officer: string | null = null;
    for (const { what, actor, detail } of events) {
      if (what === 'claimed') {
        made += 1;
        if (officer !== null && officer !== actor.id)
          wrong.push(`${ticket.id}: claimed from ${officer} by ${actor.id}`);
        officer = actor.id;
      }
      if (what === 'transferred') officer = detail['officer'] ?? null;
      if (ENDINGS.includes(what)) officer = null;
    }
    const names = new Set(events.filter(({ what }) => what === 'claimed').map(({ actor }) => actor.name));
    for (const claim of claimed)
      if (claim.ticket === ticket.id && !names.has(claim.officer))
        wrong.push(`${ticket.id}: ${claim.officer} was told of a claim that is not on record`);
  }
  return {
    what: 'claims',
    counts: { accepted: claimed.length, onRecord: made, wonByTwo: wrong.length },
    isFault: wrong.length > 0,
    examples: wrong.slice(0, EXAMPLES),
  };
}

export function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
