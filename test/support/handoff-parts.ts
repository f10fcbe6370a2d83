import type { HandoffParts } from '../../src/handoff/handoff-parts.ts';
import type { TicketStore } from '../../src/handoff/ticket-store.ts';
import { realWording } from '../fakes/fake-core.ts';
import { DUTY, HKTDC, INVESTHK, ticket } from './ticket.ts';

/** What a hand-off is made of, over this store: the desks of the tests, minutes that all count as worked, nobody told. */
export function handoffParts(store: TicketStore, clock: () => Date): HandoffParts {
  const desks = new Map([INVESTHK, HKTDC, DUTY].map((desk) => [desk.id, desk]));
  let made = 0;
  return {
    store,
    clock,
    random: () => 0,
    makeId: () => crypto.randomUUID(),
    ticketIdFor: (conversation, message) => `${conversation} ${message}`,
    makeCaseNumber: () => `NUMBER-${++made}`,
    parseCaseNumber: (text) => (text === '' ? undefined : text.toUpperCase()),
    makeCaseCode: () => 'CODE0000',
    parseCaseCode: (text) => (text === '' ? undefined : text.toUpperCase()),
    route: () => {
      const { routing, lead } = ticket();
      return { routing, lead, desk: INVESTHK };
    },
    promise: ({ replyWithinHours }, at) => new Date(at.getTime() + replyWithinHours * 3_600_000).toISOString(),
    workingMinutes: (from, to) => (to.getTime() - from.getTime()) / 60_000,
    deskOf: (id) => desks.get(id),
    isSupervisor: () => Promise.resolve(false),
    officerName: (id) => Promise.resolve({ ann: 'Ann Lee', ben: 'Ben Ho' }[id]),
    officers: () => Promise.resolve([]),
    say: realWording(),
    notify: () => Promise.resolve([]),
    onChange: () => undefined,
  };
}
