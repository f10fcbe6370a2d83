import type { Ticket } from '../../domain/ticket.ts';
import type { LiveFrame } from '../cases/case-api.ts';
import { maySee, type Viewer } from '../cases/viewer.ts';
import { LIVE_POLICY } from './policy.ts';

/** A desk and officer that a case has or has just had. */
type Place = Pick<Ticket, 'desk' | 'officer'>;

/** A frame with those whom it concerns. */
export interface KeptFrame {
  readonly frame: Exclude<LiveFrame, { kind: 'hello' | 'resync' }>;
  readonly concerns: (viewer: LiveViewer) => boolean;
}

/** What decides which frames a socket gets. */
export type LiveViewer = Pick<Viewer, 'account' | 'role' | 'desks'>;

/** The latest frames, in the order of their sequence. */
export interface FrameLog {
  /** Sequence of the last frame. */
  last(): number;
  changed(ticket: Ticket): KeptFrame;
  /** undefined when it was said a moment ago. */
  typing(ticket: Ticket): KeptFrame | undefined;
  /** The visitor has read on. */
  read(ticket: Ticket): KeptFrame;
  mentioned(accounts: readonly string[]): KeptFrame;
  noticesChanged(): KeptFrame;
  /** What came after; undefined when some of it is gone, or when this log never was there. */
  since(sequence: number): readonly KeptFrame[] | undefined;
}

/**
 * `firstSequence` is above every sequence an earlier process can have given (the start in milliseconds is): so a page
 * that comes back after a restart is told to read everything anew, and never takes new frames for ones it knows.
 */
export function createFrameLog(firstSequence: number, nowMs: () => number): FrameLog {
  const frames: KeptFrame[] = [];
  const places = new Map<string, Place>();
  const typedAtMs = new Map<string, number>();
  let last = firstSequence;

  function keep(make: (sequence: number) => KeptFrame): KeptFrame {
    last += 1;
    const kept = make(last);
    frames.push(kept);
    if (frames.length > LIVE_POLICY.keptFrames) frames.shift();
    return kept;
  }

  return {
    last: () => last,
    changed(ticket) {
      const { id, version, desk, officer } = ticket;
      const before = places.get(id);
      // Set anew, so that the first of the map is the case that has been quiet longest.
      places.delete(id);
      places.set(id, { desk, officer });
      dropOldest(places);
      const concerned = before === undefined ? [{ desk, officer }] : [before, { desk, officer }];
      return keep((sequence) => ({ frame: { kind: 'case', sequence, id, version }, concerns: atOneOf(concerned) }));
    },
    typing({ id, desk, officer }) {
      const now = nowMs();
      if (now - (typedAtMs.get(id) ?? Number.NEGATIVE_INFINITY) < LIVE_POLICY.typingEveryMs) return undefined;
      typedAtMs.delete(id);
      typedAtMs.set(id, now);
      dropOldest(typedAtMs);
      return keep((sequence) => ({ frame: { kind: 'typing', sequence, id }, concerns: atOneOf([{ desk, officer }]) }));
    },
    read: ({ id, desk, officer }) =>
      keep((sequence) => ({ frame: { kind: 'read', sequence, id }, concerns: atOneOf([{ desk, officer }]) })),
    mentioned: (accounts) =>
      keep((sequence) => ({
        frame: { kind: 'mention', sequence },
        concerns: ({ account }) => accounts.includes(account),
      })),
    noticesChanged: () =>
      keep((sequence) => ({ frame: { kind: 'notices', sequence }, concerns: ({ role }) => role === 'admin' })),
    since(sequence) {
      if (sequence > last || sequence < last - frames.length) return undefined;
      return frames.slice(frames.length - (last - sequence));
    },
  };
}

/** Whoever may see one of these places. */
function atOneOf(places: readonly Place[]): KeptFrame['concerns'] {
  return (viewer) => places.some((place) => maySee(viewer, place));
}

function dropOldest(map: Map<string, unknown>): void {
  const [oldest] = map.keys();
  if (map.size > LIVE_POLICY.rememberedCases && oldest !== undefined) map.delete(oldest);
}
