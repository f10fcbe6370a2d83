import { flushCompileCache } from 'node:module';
import { z } from 'zod';
import type { Core, MakeCore } from '../../app/core.ts';
import type { Config } from '../../config.ts';
import { serveCalls } from '../calls.ts';

// One server in a process of its own. It loads and starts what it is told to be, so that its start can be timed and its
// memory holds nothing else.

const task = z
  .object({
    kind: z.enum(['assistant', 'channel echo', 'bare echo']),
    knowledgeDir: z.string(),
    dialogsDir: z.string(),
    dataDir: z.string(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));
let core: Core | undefined;

serveCalls({
  start: async () => {
    const started = await (task.kind === 'bare echo' ? startBare() : startApp());
    flushCompileCache();
    return started;
  },
  usage: () => {
    const { user, system } = process.cpuUsage();
    return { cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 1_048_576 };
  },
  indexVersion: () => core?.indexInfo()?.version ?? '',
});

async function startBare(): Promise<{ readonly port: number }> {
  const { startBareEcho } = await import('./bare-echo.ts');
  return startBareEcho();
}

/** The whole program on a free port of this machine, without limits: the load comes from one address. */
async function startApp(): Promise<{ readonly port: number }> {
  const [{ createApp }, { readConfig }, { createLog }] = await Promise.all([
    import('../../app/app.ts'),
    import('../../config.ts'),
    import('../../adapters/log/create-log.ts'),
  ]);
  const result = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: task.dataDir,
    KNOWLEDGE_DIR: task.knowledgeDir,
    DIALOGS_DIR: task.dialogsDir,
    LIMIT_MESSAGES_PER_MINUTE: '0',
    LIMIT_CONVERSATIONS_PER_MINUTE: '0',
    LIMIT_REQUESTS_PER_MINUTE: '0',
  });
  if (result.kind === 'faulty') throw new Error(result.faults.join('\n'));
  const remembered: MakeCore = async (parts) => {
    core = await (await coreMaker(result.config))(parts);
    return core;
  };
  return (await createApp(result.config, remembered, { log: createLog('silent') })).start();
}

async function coreMaker(config: Config): Promise<MakeCore> {
  if (task.kind === 'assistant') {
    const { createCore } = await import('../../app/create-core.ts');
    return createCore(config, { external: null, reranker: null });
  }
  const { createEchoCore } = await import('./echo-core.ts');
  return createEchoCore(task.dialogsDir);
}
