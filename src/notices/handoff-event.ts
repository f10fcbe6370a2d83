import { z } from 'zod';
import { handoffSignalOf } from '../domain/handoff-signal.ts';
import { LANGUAGES } from '../domain/language.ts';
import type { CaseNotice } from './case-notice.ts';

/** The hand-off as hubs know it, as payload of a webhook (docs/webhooks.md). */
export const handoffEventSchema = z.object({
  type: z.enum(['handoff.initiate', 'handoff.status']),
  /** Of the change, not of the attempt to send it. */
  timestamp: z.iso.datetime(),
  data: z.object({
    /** Of the case. */
    number: z.string(),
    desk: z.string(),
    language: z.enum(LANGUAGES),
    /** Of handoff.status only. */
    state: z.enum(['accepted', 'completed', 'failed']).optional(),
    /** The case in the console. */
    url: z.url(),
  }),
});

export type HandoffEvent = z.infer<typeof handoffEventSchema>;

/** null: hubs are not told of this change. */
export function handoffEventOf({ ticket, event, url }: CaseNotice): HandoffEvent | null {
  const signal = handoffSignalOf(ticket, event);
  if (signal === null) return null;
  const { number, desk, language } = ticket;
  const state = signal.name === 'handoff.status' ? { state: signal.state } : {};
  return { type: signal.name, timestamp: event.at, data: { number, desk, language, ...state, url } };
}
