import { z } from 'zod';
import { LANGUAGES } from '../domain/language.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get into a header.
const oneLine = z.string().regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/, 'must be one line');

/** Payload of an outbox entry of kind "email". Nothing in it can begin a header of its own. */
export const mailSchema = z.object({
  to: z.email(),
  subject: oneLine.max(200),
  text: z.string(),
  html: z.string(),
  language: z.enum(LANGUAGES),
  /** Mails with the same thread are shown together: letters, digits, hyphens. */
  thread: z.string().regex(/^[\w-]+$/),
  /** An iCalendar object (text/calendar), its METHOD in it; null: it is about no time. */
  invitation: z.string().nullable(),
  /** Where one click ends it (RFC 8058); mails that nobody subscribed to have none. */
  unsubscribe: z
    .string()
    .regex(/^https?:\/\/[!-;=?-~]+$/, 'must be an address without spaces and brackets')
    .exactOptional(),
});

export type Mail = z.infer<typeof mailSchema>;
