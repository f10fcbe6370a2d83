import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { CHAOS_TOKEN_SECRET, chaosTask } from './chaos-task.ts';

// The server that is killed again and again: the whole program over a core that starts fast.

const task = chaosTask.parse(JSON.parse(process.argv[2] ?? ''));
enableCompileCache(join(task.dataDir, 'compiled'));
const [{ createApp }, { readConfig }, { createLog }, { createCaseCore }] = await Promise.all([
  import('../../app/app.ts'),
  import('../../config.ts'),
  import('../../adapters/log/create-log.ts'),
  import('./case-core.ts'),
]);
const url = `http://127.0.0.1:${task.port}`;
const result = readConfig({
  PORT: String(task.port),
  HOST: '127.0.0.1',
  DATA_DIR: task.dataDir,
  DATABASE_URL: task.databaseUrl,
  TOKEN_SECRET: task.databaseUrl === undefined ? undefined : CHAOS_TOKEN_SECRET,
  KNOWLEDGE_DIR: task.knowledgeDir,
  DIALOGS_DIR: task.dialogsDir,
  PUBLIC_URL: url,
  SMTP_URL: `smtp://127.0.0.1:${task.smtpPort}`,
  MAIL_FROM: 'desk@example.hk',
  NOTIFY_MAIL: '*:duty@example.hk',
  WEBHOOK_URL: `http://127.0.0.1:${task.webhookPort}/`,
  WEBHOOK_SECRET: task.webhookSecret,
  LIMIT_MESSAGES_PER_MINUTE: '0',
  LIMIT_CONVERSATIONS_PER_MINUTE: '0',
  LIMIT_REQUESTS_PER_MINUTE: '0',
});
if (result.kind === 'faulty') throw new Error(result.faults.join('\n'));
const app = await createApp(result.config, createCaseCore(result.config), { log: createLog('warn') });
const { port, firstAdmin } = await app.start();
process.send?.({ port, firstAdmin });
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)));
// Whoever started it has died: it goes with it.
process.on('disconnect', () => process.exit(0));
flushCompileCache();
