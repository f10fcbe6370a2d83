import type { Clock } from '../../domain/clock.ts';
import type { Ticket, TicketEvent, TicketEventKind } from '../../domain/ticket.ts';
import type { TicketStore } from '../../handoff/ticket-store.ts';
import { CASE_POLICY } from './policy.ts';
import type { Viewer } from './viewer.ts';

/** What changes nothing and is written down all the same: who looked at a case, uncovered a field, took a list away. */
export interface Looks {
  /** At most once per officer and hour. */
  viewed(ticket: Ticket, viewer: Viewer): Promise<void>;
  /** Once per session and slot. */
  revealed(ticket: Ticket, slot: string, viewer: Viewer): Promise<void>;
  /** Once per session and file. */
  downloaded(ticket: Ticket, file: string, viewer: Viewer): Promise<void>;
  exported(tickets: readonly Ticket[], viewer: Viewer, detail: Readonly<Record<string, string>>): Promise<void>;
}

export function createLooks(tickets: Pick<TicketStore, 'events' | 'note'>, clock: Clock): Looks {
  /** Officer and case → when it was last written down: two requests at once write one event. */
  const lastViewed = new Map<string, number>();
  const note = (ticket: Ticket, viewer: Viewer, what: TicketEventKind, detail: TicketEvent['detail']) =>
    tickets.note({
      ticket: ticket.id,
      at: clock().toISOString(),
      actor: { kind: 'officer', id: viewer.account, name: viewer.name },
      what,
      reason: '',
      detail,
    });

  return {
    async viewed(ticket, viewer) {
      const nowMs = clock().getTime();
      const key = `${viewer.account}/${ticket.id}`;
      for (const [old, atMs] of lastViewed) if (nowMs - atMs >= CASE_POLICY.viewedEveryMs) lastViewed.delete(old);
      if (lastViewed.has(key)) return;
      lastViewed.set(key, nowMs);
      try {
        // The process may have been started within the hour.
        const isNoted = (await tickets.events(ticket.id)).some(
          ({ what, actor, at }) =>
            what === 'viewed' && actor.id === viewer.account && nowMs - Date.parse(at) < CASE_POLICY.viewedEveryMs,
        );
        if (!isNoted) await note(ticket, viewer, 'viewed', {});
      } catch (error) {
        lastViewed.delete(key);
        throw error;
      }
    },
    async revealed(ticket, slot, viewer) {
      if (revealedSlots(await tickets.events(ticket.id), viewer).has(slot)) return;
      await note(ticket, viewer, 'revealed', { slot, session: viewer.session });
    },
    async downloaded(ticket, file, viewer) {
      const known = (await tickets.events(ticket.id)).some(
        ({ what, actor, detail }) =>
          what === 'downloaded' &&
          actor.id === viewer.account &&
          detail['file'] === file &&
          detail['session'] === viewer.session,
      );
      if (!known) await note(ticket, viewer, 'downloaded', { file, session: viewer.session });
    },
    async exported(taken, viewer, detail) {
      for (let start = 0; start < taken.length; start += CASE_POLICY.exportChunk)
        await Promise.all(
          taken.slice(start, start + CASE_POLICY.exportChunk).map((ticket) => note(ticket, viewer, 'exported', detail)),
        );
    },
  };
}

/** The slots that this person has uncovered in this session: the events are the only record, so a restart keeps it. */
export function revealedSlots(events: readonly TicketEvent[], { account, session }: Viewer): ReadonlySet<string> {
  return new Set(
    events
      .filter(({ what, actor, detail }) => what === 'revealed' && actor.id === account && detail['session'] === session)
      .map(({ detail }) => detail['slot'] ?? ''),
  );
}

/** As others may read it: without the mark of the session, an officer by name. */
export function shownEvent(event: TicketEvent, names: ReadonlyMap<string, string>): TicketEvent {
  const detail = Object.fromEntries(Object.entries(event.detail).filter(([name]) => name !== 'session'));
  const officer = detail['officer'];
  return { ...event, detail: officer === undefined ? detail : { ...detail, officer: names.get(officer) ?? officer } };
}
