import type { KnownAddress } from './address-store.ts';
import type { Capabilities } from './channel.ts';

/** How many messages a person may still be sent. */
export interface RoomLeft {
  /** Whether they wrote lately enough. */
  readonly isOpen: boolean;
  /** Since they wrote. */
  readonly whole: number;
  /** Since an event that allows a few for a short time. */
  readonly brief: number;
}

/** Until when something may be sent (UTC instant, also one that is past); null: they never wrote, or the quota is used up. */
export function windowEnd(
  known: Parameters<typeof roomLeft>[0],
  window: NonNullable<Capabilities['window']>,
  now: Date,
): string | null {
  const { isOpen, whole, brief } = roomLeft(known, window, now);
  if (whole === 0 && brief > 0) return known.brief?.until ?? null;
  if (known.heardAt === null || (isOpen && whole === 0)) return null;
  return new Date(Date.parse(known.heardAt) + window.hours * HOUR_MS).toISOString();
}

const HOUR_MS = 3_600_000;

/** By the vendor's rule, as far as it can be known without asking. */
export function roomLeft(
  { heardAt, sentSince, brief }: Pick<KnownAddress, 'heardAt' | 'sentSince' | 'brief'>,
  window: Capabilities['window'],
  now: Date,
): RoomLeft {
  if (window === null) return { isOpen: true, whole: Number.POSITIVE_INFINITY, brief: 0 };
  const isOpen = heardAt !== null && now.getTime() - Date.parse(heardAt) <= window.hours * HOUR_MS;
  const quota = window.messages ?? Number.POSITIVE_INFINITY;
  return {
    isOpen,
    whole: isOpen ? Math.max(0, quota - sentSince) : 0,
    brief: brief !== null && Date.parse(brief.until) >= now.getTime() ? brief.left : 0,
  };
}
