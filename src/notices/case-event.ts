import { z } from 'zod';
import { LANGUAGES } from '../domain/language.ts';
import { LEAD_BANDS } from '../domain/lead.ts';
import { TICKET_STATES } from '../domain/ticket.ts';

export const CASE_EVENT_TYPES = [
  'case.opened',
  'case.claimed',
  'case.transferred',
  'case.resolved',
  'case.withdrawn',
] as const;

/**
 * Payload of an outbox entry of kind "webhook", and the body that is posted (docs/webhooks.md). No contact details, no
 * company, no transcript: whoever needs them opens `url` and signs in.
 */
export const caseEventSchema = z.object({
  type: z.enum(CASE_EVENT_TYPES),
  /** Of the change, not of the attempt to send it. */
  timestamp: z.iso.datetime(),
  data: z.object({
    number: z.string(),
    state: z.enum(TICKET_STATES),
    /** Id of the desk that has it after the change. */
    desk: z.string(),
    /** Who caused it: "system" is the clock, e.g. nobody accepted in time. */
    cause: z.enum(['visitor', 'officer', 'system']),
    language: z.enum(LANGUAGES),
    /** Ids of the tables. */
    needs: z.array(z.string()),
    markets: z.array(z.string()),
    /** In the visitor's words, at most 500 characters; empty once it was withdrawn. */
    summary: z.string(),
    score: z.number().min(0).max(100),
    band: z.enum(LEAD_BANDS),
    openedAt: z.iso.datetime(),
    /** Of the promised first reply. */
    promisedBy: z.iso.datetime(),
    /** The case in the console. */
    url: z.url(),
  }),
});

export type CaseEvent = z.infer<typeof caseEventSchema>;
