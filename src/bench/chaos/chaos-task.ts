import { z } from 'zod';

/** What the killed server is told at each start. */
export const chaosTask = z.object({
  /** 0 at the first start: any free one. */
  port: z.number().int(),
  dataDir: z.string(),
  knowledgeDir: z.string(),
  dialogsDir: z.string(),
  smtpPort: z.number().int(),
  webhookPort: z.number().int(),
  webhookSecret: z.string(),
});
export type ChaosTask = z.infer<typeof chaosTask>;
