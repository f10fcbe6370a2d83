import { z } from 'zod';
import type { TicketCommand } from '../../handoff/handoff.ts';
import { CASE_POLICY } from './policy.ts';

const id = z.string().regex(/^[\w-]{1,100}$/u);
const reason = z.string().trim().max(300);
const text = z.string().trim().min(1).max(CASE_POLICY.messageLength);
const label = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\p{Cc}]+$/u);

/**
 * What an officer may command. What belongs to visitors and to the clock (relay, rate, withdraw, pass-on …) is not
 * among it; a call is proposed by a route of its own, which looks at working hours.
 */
export const officerCommand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('claim') }),
  z.strictObject({ kind: z.literal('release'), reason }),
  z.strictObject({
    kind: z.literal('write'),
    id: id.min(8),
    text,
    /** Put in by the server in any case: nobody signs as somebody else. */
    signature: z.string().max(200).default(''),
  }),
  /** Whoever gets a case is told why. */
  z.strictObject({ kind: z.literal('transfer'), desk: id, officer: id.nullable(), reason: reason.min(1) }),
  z.strictObject({ kind: z.literal('resolve'), reason }),
  z.strictObject({ kind: z.literal('return-to-bot'), reason }),
  z.strictObject({ kind: z.literal('reopen'), reason }),
  z.strictObject({ kind: z.literal('note'), text, mentions: z.array(id).max(20) }),
  z.strictObject({ kind: z.literal('label'), labels: z.array(label).max(10) }),
  z.strictObject({ kind: z.literal('snooze'), until: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('wake') }),
  z.strictObject({ kind: z.literal('merge'), into: id, reason }),
  z.strictObject({ kind: z.literal('cancel-call'), reason }),
  z.strictObject({ kind: z.literal('mark-spam'), isSpam: z.boolean(), reason }),
]) satisfies z.ZodType<TicketCommand>;

export type OfficerCommand = z.infer<typeof officerCommand>;
