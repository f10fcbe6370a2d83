import { z } from 'zod';

/** PostgreSQL comes without a folder to keep one in; this one opens nothing but a server of the run. */
export const CHAOS_TOKEN_SECRET = 'known-to-everybody-and-worth-nothing';

/** What the killed server is told at each start. */
export const chaosTask = z.object({
  /** 0 at the first start: any free one. */
  port: z.number().int(),
  dataDir: z.string(),
  /** Of PostgreSQL; left out: SQLite in dataDir. */
  databaseUrl: z.string().exactOptional(),
  knowledgeDir: z.string(),
  dialogsDir: z.string(),
  smtpPort: z.number().int(),
  webhookPort: z.number().int(),
  webhookSecret: z.string(),
});
export type ChaosTask = z.infer<typeof chaosTask>;
