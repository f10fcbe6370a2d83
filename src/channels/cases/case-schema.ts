import { z } from 'zod';
import { TICKET_STATES } from '../../domain/ticket.ts';

/** Number and code as a person types them: any spacing, case and width; who compares them puts them right. */
export const caseKeySchema = z.object({
  number: z.string().trim().min(1).max(60).describe('Case number, e.g. GG2611-7K4PM-X'),
  code: z.string().trim().min(1).max(60).describe('The code that was shown once, when the case was opened'),
});

export const caseStatusSchema = z.object({
  number: z.string(),
  state: z.enum(TICKET_STATES),
  desk: z.string().describe('Name of the desk that has it, in the language of Accept-Language'),
  promisedBy: z.string().nullable().describe('UTC instant of the promised first reply; null when nothing is owed'),
  openedAt: z.string().describe('UTC instant'),
  lastMessageAt: z.string().nullable().describe('UTC instant of the latest message of either side'),
  queuePosition: z.int().nonnegative().nullable().describe('How many cases wait before it; null when it does not wait'),
  officeHours: z
    .string()
    .describe('Weekly hours of the officers in words, in Hong Kong time; public holidays excepted'),
  asOf: z.string().describe('UTC instant this was true'),
});

export type CaseStatus = z.infer<typeof caseStatusSchema>;
