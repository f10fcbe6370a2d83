import { hasEnded, type Ticket } from '../domain/ticket.ts';

/** What is aimed at after the promised first reply, in working minutes. */
export interface SlaTargets {
  readonly nextReplyMinutes: number;
  readonly resolutionMinutes: number;
  /** So little time left is told as «soon». */
  readonly soonMinutes: number;
}

/** Time stands still outside working hours. */
export interface WorkingTime {
  /** The earliest instant by which so many working minutes have passed. */
  readonly add: (start: Date, minutes: number) => Date;
  /** From one instant to another; negative when the second comes first. */
  readonly between: (from: Date, to: Date) => number;
}

export interface SlaFigure {
  /** UTC instant, ISO 8601. */
  readonly dueAt: string;
  /** Working minutes until then, rounded down; negative: over. */
  readonly minutesLeft: number;
}

/** null: nothing of the kind is owed (any more). */
export interface Sla {
  readonly firstReply: SlaFigure | null;
  readonly nextReply: SlaFigure | null;
  readonly resolution: SlaFigure | null;
  /** Of the reply that is owed: past its time, soon, in time; none when no reply is owed or the case is put off. */
  readonly urgency: 'late' | 'soon' | 'in-time' | 'none';
  /** UTC instant since when somebody waits for us; null when nobody does. */
  readonly waitingSince: string | null;
}

/** How a case stands against what was promised and what is aimed at. */
export function slaOf(ticket: Ticket, now: Date, targets: SlaTargets, working: WorkingTime): Sla {
  if (hasEnded(ticket.state))
    return { firstReply: null, nextReply: null, resolution: null, urgency: 'none', waitingSince: null };
  const until = (due: Date): SlaFigure => ({
    dueAt: due.toISOString(),
    minutesLeft: Math.floor(working.between(now, due)),
  });
  const waitingSince = waitsSince(ticket);
  const isFirst = ticket.firstReplyAt === null;
  const firstReply = isFirst ? until(new Date(ticket.promisedBy)) : null;
  const nextReply =
    isFirst || waitingSince === null ? null : until(working.add(new Date(waitingSince), targets.nextReplyMinutes));
  return {
    firstReply,
    nextReply,
    resolution: until(working.add(new Date(ticket.openedAt), targets.resolutionMinutes)),
    urgency: ticket.snoozedUntil === null ? urgencyOf(firstReply ?? nextReply, now, targets) : 'none',
    waitingSince,
  };
}

/** The unanswered wait since they asked, the answered since they wrote after the officer. */
function waitsSince({ firstReplyAt, openedAt, lastVisitorAt, lastOfficerAt }: Ticket): string | null {
  if (firstReplyAt === null) return openedAt;
  return lastVisitorAt !== null && lastVisitorAt > (lastOfficerAt ?? '') ? lastVisitorAt : null;
}

function urgencyOf(owed: SlaFigure | null, now: Date, { soonMinutes }: SlaTargets): Sla['urgency'] {
  if (owed === null) return 'none';
  if (now.getTime() > Date.parse(owed.dueAt)) return 'late';
  return owed.minutesLeft <= soonMinutes ? 'soon' : 'in-time';
}
