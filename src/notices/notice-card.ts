import { z } from 'zod';

/** Payload of an outbox entry of kind "teams" or "slack": what the card says; each sender knows its form. */
export const noticeCardSchema = z.object({
  title: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  link: z.object({ label: z.string(), url: z.url({ protocol: /^https?$/ }) }),
});

export type NoticeCard = z.infer<typeof noticeCardSchema>;
