import type { CallBack } from '../domain/call-back.ts';
import { hongKongTimeInWords } from '../domain/case-in-words.ts';
import {
  type Actor,
  hasEnded,
  isOwnedByOfficer,
  type Ticket,
  type TicketEvent,
  type TicketEventKind,
} from '../domain/ticket.ts';
import type { Wording } from '../domain/wording.ts';
import { answerButtons, heldCall, NO_CALL } from './call-back-rules.ts';
import { deskAfter } from './desk-after.ts';
import type { Refusal, TicketCommand, Told } from './handoff.ts';
import type { DeskMessage } from './ticket-store.ts';

/** What the transition has to know of the world around the ticket. */
export interface TransitionContext {
  /** May act on the cases of others, and take them over by claiming. */
  readonly isSupervisor: boolean;
  /** As visitors read it, in the ticket's language; undefined for an unknown desk. */
  readonly deskName: (desk: string) => string | undefined;
  /** Of the officer a transfer names; undefined for an unknown one. */
  readonly officerName: (officer: string) => string | undefined;
  /** The ticket a merge names; undefined for an unknown one. */
  readonly mergeTarget?: Ticket | undefined;
  readonly say: Wording;
}

export type Transition =
  | {
      readonly kind: 'done';
      readonly ticket: Ticket;
      readonly event: Omit<TicketEvent, 'sequence'>;
      /** Left out when it stays as it is. */
      readonly chatOwner?: 'bot' | 'officer';
      readonly messages?: readonly DeskMessage[];
    }
  /** It is so already: nothing to store. */
  | { readonly kind: 'unchanged'; readonly ticket: Ticket }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What a command changes, before version, event and notice are added. */
interface Change {
  readonly set: Partial<Ticket>;
  readonly what: TicketEventKind;
  readonly reason?: string;
  readonly detail?: Readonly<Record<string, string>>;
  /** Key below «handoff» of what the visitor is told, with its values. */
  readonly notice?: readonly [key: string, values?: Readonly<Record<string, string>>];
  /** Below the notice. */
  readonly suggestions?: DeskMessage['suggestions'];
  /** What the desk says in other words than a notice's. */
  readonly told?: Told;
  readonly said?: Pick<DeskMessage, 'id' | 'text' | 'author' | 'signature'>;
}

type Decision = Change | Refusal | 'unchanged';

/** Who may give which command. What more it takes is decided below. */
const GIVEN_BY: Readonly<Record<TicketCommand['kind'], readonly Actor['kind'][]>> = {
  claim: ['officer'],
  release: ['officer', 'system'],
  write: ['officer'],
  transfer: ['officer'],
  resolve: ['officer'],
  'return-to-bot': ['officer'],
  reopen: ['officer', 'visitor'],
  note: ['officer'],
  label: ['officer'],
  snooze: ['officer'],
  wake: ['officer', 'system'],
  merge: ['officer'],
  'mark-spam': ['officer'],
  'propose-call': ['officer'],
  'cancel-call': ['officer'],
  'pass-on': ['system'],
  offer: ['system'],
  'remind-call': ['system'],
  relay: ['visitor'],
  'agree-call': ['visitor'],
  'decline-call': ['visitor'],
  'leave-queue': ['visitor'],
  withdraw: ['visitor'],
  rate: ['visitor'],
};

/**
 * The one place where a ticket changes: what a command makes of it, or why not. `at` is a UTC instant. The version
 * rises by one with everything that is done, but a note: that is appended beside the ticket.
 */
export function transition(
  ticket: Ticket,
  command: TicketCommand,
  actor: Actor,
  at: string,
  context: TransitionContext,
): Transition {
  const decision = GIVEN_BY[command.kind].includes(actor.kind)
    ? decide({ ticket, actor, at, context }, command)
    : 'not-yours';
  if (decision === 'unchanged') return { kind: 'unchanged', ticket };
  if (typeof decision === 'string') return { kind: 'refused', refusal: decision };
  return complete({ ticket, actor, at, context }, decision);
}

interface Situation {
  readonly ticket: Ticket;
  readonly actor: Actor;
  readonly at: string;
  readonly context: TransitionContext;
}

function decide(now: Situation, command: TicketCommand): Decision {
  const { ticket, at } = now;
  switch (command.kind) {
    case 'claim':
      return claim(now);
    case 'release':
      return isOwnedByOfficer(ticket.state) ? ifTheirs(now, release(now, command.reason)) : 'wrong-state';
    case 'write':
      return write(now, command);
    case 'transfer':
      return transfer(now, command);
    case 'resolve':
      return whileOpen(now, end(ticket, at, 'resolved', command.reason));
    case 'return-to-bot':
      return isOwnedByOfficer(ticket.state)
        ? ifTheirs(now, end(ticket, at, 'returned-to-bot', command.reason))
        : 'wrong-state';
    case 'reopen':
      return reopen(now, command.reason);
    case 'note':
      return ticket.state === 'withdrawn' ? 'wrong-state' : noted(command.mentions);
    case 'label':
      return label(ticket, command.labels);
    case 'snooze':
      return snooze(now, command.until);
    case 'wake':
      return ticket.snoozedUntil === null ? 'unchanged' : { set: { snoozedUntil: null }, what: 'woken' };
    case 'merge':
      return merge(now, command);
    case 'mark-spam':
      return markSpam(now, command);
    case 'propose-call':
      return proposeCall(now, command);
    case 'cancel-call':
      return cancelCall(now, command.reason);
    case 'pass-on':
      return passOn(now, command.reason ?? 'not-accepted');
    case 'offer':
      return offer(now, command);
    case 'remind-call':
      return remindCall(ticket);
    case 'relay':
      return relay(now, command);
    case 'agree-call':
    case 'decline-call':
      return answerCall(now, command);
    case 'leave-queue':
      return ticket.state === 'new' ? LEFT_QUEUE : 'wrong-state';
    case 'withdraw':
      return withdraw(now, command);
    case 'rate':
      return rate(ticket, command.rating);
  }
}

function claim({ ticket, actor, context }: Situation): Decision {
  if (hasEnded(ticket.state)) return 'wrong-state';
  if (ticket.officer === actor.id) return 'unchanged';
  if (ticket.officer !== null && !context.isSupervisor) return 'claimed-by-other';
  return {
    set: { state: 'claimed', officer: actor.id, snoozedUntil: null },
    what: 'claimed',
    detail: ticket.officer === null ? {} : { from: ticket.officer },
    notice: ['claimed', { officer: actor.name, desk: nameOf(ticket.desk, context) }],
  };
}

function release({ actor }: Situation, reason: string): Change {
  return {
    set: { state: 'new', officer: null },
    what: 'released',
    reason,
    notice: [actor.kind === 'system' ? 'officerOffline' : 'released'],
  };
}

/** Only the officer who has it writes, a supervisor no more than others: taking over is said aloud, by claiming. */
function write({ ticket, actor, at }: Situation, command: TicketCommand & { kind: 'write' }): Decision {
  if (!isOwnedByOfficer(ticket.state)) return 'wrong-state';
  if (ticket.officer !== actor.id) return 'not-yours';
  const { id, text, signature } = command;
  return {
    set: { state: 'waiting-for-visitor', firstReplyAt: ticket.firstReplyAt ?? at, lastOfficerAt: at },
    what: 'officer-wrote',
    detail: { message: id },
    said: { id, text, author: 'officer', signature },
  };
}

function transfer(now: Situation, command: TicketCommand & { kind: 'transfer' }): Decision {
  const { ticket, context } = now;
  const { desk, officer, reason } = command;
  const name = context.deskName(desk);
  if (name === undefined) return 'unknown-desk';
  const officerName = officer === null ? null : context.officerName(officer);
  if (officerName === undefined) return 'unknown-officer';
  return whileOpen(now, {
    set: { state: officer === null ? 'new' : 'claimed', officer, desk, snoozedUntil: null },
    what: 'transferred',
    reason,
    detail: { from: ticket.desk, to: desk, ...(officer === null ? {} : { officer }) },
    notice:
      officerName === null
        ? ['transferred', { desk: name }]
        : ['transferredToOfficer', { officer: officerName, desk: name }],
  });
}

function end(ticket: Ticket, at: string, what: 'resolved' | 'returned-to-bot', reason: string): Change {
  return {
    set: { state: 'resolved', officer: null, resolvedAt: at, snoozedUntil: null },
    what,
    reason,
    notice: [what === 'resolved' ? 'resolved' : 'returnedToBot', { number: ticket.number }],
  };
}

/** An officer goes on in the chat; a visitor queues again, and is told so by whoever took the wish. */
function reopen({ ticket, actor, at, context }: Situation, reason: string): Decision {
  if (ticket.state !== 'resolved') return 'wrong-state';
  const again = { resolvedAt: null, rating: null };
  if (actor.kind === 'visitor') return { set: { ...again, state: 'new', lastVisitorAt: at }, what: 'reopened', reason };
  return {
    set: { ...again, state: 'in-conversation', officer: actor.id },
    what: 'reopened',
    reason,
    notice: ['claimed', { officer: actor.name, desk: nameOf(ticket.desk, context) }],
  };
}

function noted(mentions: readonly string[]): Change {
  return { set: {}, what: 'noted', detail: mentions.length === 0 ? {} : { mentions: mentions.join(' ') } };
}

function label(ticket: Ticket, wanted: readonly string[]): Decision {
  if (ticket.state === 'withdrawn') return 'wrong-state';
  const labels = [...new Set(wanted)];
  return { set: { labels }, what: 'labelled', detail: { labels: labels.join(', ') } };
}

function snooze(now: Situation, until: string): Decision {
  const instant = new Date(until);
  // Also what is no date at all.
  if (!(instant.getTime() > Date.parse(now.at))) return 'wrong-state';
  const snoozedUntil = instant.toISOString();
  return whileOpen(now, { set: { snoozedUntil }, what: 'snoozed', detail: { until: snoozedUntil } });
}

function merge(now: Situation, { into, reason }: TicketCommand & { kind: 'merge' }): Decision {
  const target = now.context.mergeTarget;
  if (target?.id !== into) return 'unknown';
  if (into === now.ticket.id || target.state === 'withdrawn' || target.state === 'merged') return 'wrong-state';
  return whileOpen(now, {
    set: { state: 'merged', officer: null, mergedInto: into, resolvedAt: now.at, snoozedUntil: null },
    what: 'merged',
    reason,
    detail: { into },
    notice: ['merged', { number: now.ticket.number }],
  });
}

/** Marking keeps the sender from opening further cases; only a supervisor lifts that. */
function markSpam({ ticket, context }: Situation, command: TicketCommand & { kind: 'mark-spam' }): Decision {
  const { isSpam, reason } = command;
  if (ticket.state === 'withdrawn' || ticket.state === 'merged') return 'wrong-state';
  if (ticket.isSpam === isSpam) return 'unchanged';
  if (!isSpam && !context.isSupervisor) return 'not-yours';
  return { set: { isSpam }, what: 'marked-spam', reason, detail: { isSpam: String(isSpam) } };
}

function passOn({ ticket, context }: Situation, reason: string): Decision {
  if (ticket.state !== 'new') return 'wrong-state';
  const desk = deskAfter(ticket);
  if (desk === undefined) return 'unchanged';
  return {
    set: { desk },
    what: 'passed-on',
    reason,
    detail: { from: ticket.desk, to: desk },
    notice: ['passedOn', { desk: nameOf(desk, context) }],
  };
}

function offer({ ticket, at }: Situation, { officer, reason }: TicketCommand & { kind: 'offer' }): Decision {
  if (ticket.state !== 'new' || ticket.snoozedUntil !== null || ticket.isSpam) return 'wrong-state';
  if ((ticket.offer?.officer ?? null) === officer) return 'unchanged';
  if (officer === null) {
    const detail = { officer: ticket.offer?.officer ?? '' };
    return { set: { offer: null }, what: 'offer-ended', reason, detail };
  }
  return { set: { offer: { officer, at } }, what: 'offered', reason, detail: { officer } };
}

/** Whoever writes with the visitor proposes; a time that was agreed on before holds until the new one is. */
function proposeCall(now: Situation, { start, minutes }: TicketCommand & { kind: 'propose-call' }): Decision {
  const { ticket, actor, at, context } = now;
  if (!isOwnedByOfficer(ticket.state)) return 'wrong-state';
  if (ticket.officer !== actor.id) return 'not-yours';
  if (!(Date.parse(start) > Date.parse(at)) || !(minutes > 0)) return 'wrong-state';
  const proposed = { start: new Date(start).toISOString(), minutes };
  const time = hongKongTimeInWords(proposed.start, ticket.language);
  return {
    set: { callBack: { ...(ticket.callBack ?? NO_CALL), proposed } },
    what: 'call-proposed',
    detail: { start: proposed.start, minutes: String(minutes) },
    notice: ['callProposed', { officer: actor.name, time, minutes: String(minutes) }],
    suggestions: answerButtons(proposed, ticket.language, context.say),
  };
}

function cancelCall(now: Situation, reason: string): Decision {
  const { ticket } = now;
  const call = ticket.callBack?.agreed ?? ticket.callBack?.proposed;
  if (call == null) return 'wrong-state';
  return whileOpen(now, {
    set: { callBack: withoutCall(ticket.callBack) },
    what: 'call-cancelled',
    reason,
    notice: ['callCancelled', { time: hongKongTimeInWords(call.start, ticket.language) }],
  });
}

/** What the visitor pressed stands in the transcript, and the notice below it says what follows. */
function answerCall(now: Situation, command: TicketCommand & { kind: 'agree-call' | 'decline-call' }): Decision {
  const { ticket } = now;
  const proposed = ticket.callBack?.proposed ?? null;
  const heard = relay(now, { ...command, kind: 'relay' });
  if (typeof heard === 'string') return heard;
  if (ticket.callBack === null || proposed === null) return 'wrong-state';
  const time = hongKongTimeInWords(proposed.start, ticket.language);
  if (command.kind === 'decline-call')
    return {
      ...heard,
      set: { ...heard.set, callBack: { ...ticket.callBack, proposed: null } },
      what: 'call-declined',
      notice: ['callDeclined'],
    };
  const sequence = ticket.callBack.sequence + 1;
  return {
    ...heard,
    set: { ...heard.set, callBack: { proposed: null, agreed: proposed, sequence, isReminded: false } },
    what: 'call-agreed',
    detail: { message: command.id, start: proposed.start, minutes: String(proposed.minutes) },
    notice: ['callAgreed', { time }],
  };
}

function remindCall({ callBack }: Ticket): Decision {
  if (callBack?.agreed == null || callBack.isReminded) return 'unchanged';
  const { start, minutes } = callBack.agreed;
  const detail = { start, minutes: String(minutes) };
  return { set: { callBack: { ...callBack, isReminded: true } }, what: 'call-reminded', detail };
}

function withoutCall(callBack: CallBack | null): CallBack | null {
  if (callBack === null) return null;
  const sequence = callBack.agreed === null ? callBack.sequence : callBack.sequence + 1;
  return { ...callBack, proposed: null, agreed: null, sequence };
}

function relay({ ticket, at }: Situation, { id, text, told }: TicketCommand & { kind: 'relay' }): Decision {
  if (!isOwnedByOfficer(ticket.state)) return 'wrong-state';
  const state = ticket.state === 'waiting-for-visitor' ? 'in-conversation' : ticket.state;
  return {
    set: { state, lastVisitorAt: at, snoozedUntil: null },
    what: 'visitor-wrote',
    detail: { message: id },
    said: { id, text, author: 'visitor', signature: '' },
    ...(told === undefined ? {} : { told }),
  };
}

/** The promise stands: only the visitor does not sit in front of the chat any more. */
const LEFT_QUEUE: Change = { set: {}, what: 'left-queue', reason: 'the visitor waits by message' };

function withdraw({ ticket, at }: Situation, { said }: TicketCommand & { kind: 'withdraw' }): Decision {
  if (said !== undefined && !isOwnedByOfficer(ticket.state)) return 'wrong-state';
  if (ticket.state === 'withdrawn') return 'unchanged';
  return {
    set: {
      state: 'withdrawn',
      officer: null,
      fields: {},
      withheld: [],
      summary: '',
      resolvedAt: ticket.resolvedAt ?? at,
      snoozedUntil: null,
    },
    what: 'withdrawn',
    // Otherwise the visitor withdraws in a turn of the bot, which tells them: a notice would make that turn run again.
    ...(isOwnedByOfficer(ticket.state) ? { notice: ['withdrawn', { number: ticket.number }] as const } : {}),
    ...(said === undefined ? {} : { said: { ...said, author: 'visitor', signature: '' } }),
  };
}

function rate(ticket: Ticket, rating: number): Decision {
  if (ticket.state !== 'resolved' || !Number.isInteger(rating) || rating < 1 || rating > 5) return 'wrong-state';
  return { set: { rating }, what: 'rated', detail: { rating: String(rating) } };
}

/** In the queue every officer may sort; what somebody has is for them or a supervisor. */
function whileOpen(now: Situation, change: Change): Decision {
  return hasEnded(now.ticket.state) ? 'wrong-state' : ifTheirs(now, change);
}

function ifTheirs({ ticket, actor, context }: Situation, change: Change): Decision {
  const isTheirs =
    ticket.officer === null || ticket.officer === actor.id || context.isSupervisor || actor.kind === 'system';
  return isTheirs ? change : 'not-yours';
}

function complete({ ticket, actor, at, context }: Situation, change: Change): Transition {
  const { set, what, reason = '' } = change;
  const isNote = what === 'noted';
  const next: Ticket = { ...settled(ticket, { ...ticket, ...set }, at), version: ticket.version + (isNote ? 0 : 1) };
  const detail = { ...change.detail, ...cancelledCall(ticket, next) };
  const owner = ownerOf(next);
  const messages = messagesOf(next, change, at, context);
  return {
    kind: 'done',
    ticket: next,
    event: { ticket: ticket.id, at, actor, what, reason, detail },
    ...(owner === ownerOf(ticket) ? {} : { chatOwner: owner }),
    ...(messages.length === 0 ? {} : { messages }),
  };
}

/** What goes with every change of place: an offer was for this desk's queue, a call for a case that goes on. */
function settled(before: Ticket, next: Ticket, at: string): Ticket {
  const isInPlace = next.state === 'new' && next.desk === before.desk && next.snoozedUntil === null && !next.isSpam;
  return { ...next, offer: isInPlace ? next.offer : null, callBack: callAfter(next, at) };
}

function callAfter(ticket: Ticket, at: string): CallBack | null {
  const { callBack, state } = ticket;
  if (callBack === null || isOwnedByOfficer(state)) return callBack;
  // What has taken place stays on record.
  if (hasEnded(state) && heldCall(ticket, at) !== null) return withoutCall(callBack);
  return { ...callBack, proposed: null };
}

/** Of a call that no longer takes place, so that calendars are told. */
function cancelledCall({ callBack }: Ticket, next: Ticket): Readonly<Record<string, string>> {
  const agreed = callBack?.agreed ?? null;
  if (agreed === null || next.callBack?.agreed != null) return {};
  return { cancelledStart: agreed.start, cancelledMinutes: String(agreed.minutes) };
}

function ownerOf({ state }: Ticket): 'bot' | 'officer' {
  return isOwnedByOfficer(state) ? 'officer' : 'bot';
}

/**
 * A notice has an id made of ticket and version, so that saying it twice is noticed. Spam gets none; but who withdraws
 * it in the chat is told that it is done.
 */
function messagesOf(
  ticket: Ticket,
  { said, notice, suggestions, told, what }: Change,
  at: string,
  context: TransitionContext,
): DeskMessage[] {
  const place = { conversation: ticket.conversation, at };
  const messages: DeskMessage[] = said === undefined ? [] : [{ ...said, ...place }];
  const line = { id: `${ticket.id}.${ticket.version}`, ...place, author: 'system', signature: '' } as const;
  if (told !== undefined) return [...messages, { ...line, ...told }];
  const isAskedFor = what === 'withdrawn' && said !== undefined;
  if (notice === undefined || (ticket.isSpam && !isAskedFor)) return messages;
  const [key, values = {}] = notice;
  const text = context.say(`handoff.${key}`, ticket.language, values);
  return [...messages, suggestions === undefined ? { ...line, text } : { ...line, text, suggestions }];
}

/** A desk that was taken out of the routing since is told by its id. */
function nameOf(desk: string, context: TransitionContext): string {
  return context.deskName(desk) ?? desk;
}
