import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backUpStorage, restoreStorage } from '../adapters/storage/back-up-storage.ts';
import { createStorage } from '../adapters/storage/create-storage.ts';
import type { Assistant } from '../assistant.ts';
import { hongKongDay } from '../domain/clock.ts';
import type { Retriever } from '../retrieval/retriever.ts';
import { runAsk } from './ask.ts';
import { runBackup, runRestore } from './backup.ts';
import { runBench } from './bench.ts';
import { runChannels } from './channels.ts';
import { runChaosCommand } from './chaos.ts';
import { runConsole } from './console.ts';
import { runDialogs } from './dialogs.ts';
import { runEval } from './eval.ts';
import { runKnowledge } from './knowledge/run-knowledge.ts';
import { runSimulate } from './simulate/run-simulate.ts';
import { runStoryCommand } from './story.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const [command, ...args] = process.argv.slice(2);
const print = (line: string) => process.stdout.write(`${line}\n`);
const dataDir = process.env['DATA_DIR'] ?? './data';
const folders = {
  knowledgeDir: process.env['KNOWLEDGE_DIR'] ?? './knowledge',
  dialogsDir: process.env['DIALOGS_DIR'] ?? './dialogs',
  modelsDir: join(dataDir, 'models'),
};
const databaseUrl = process.env['DATABASE_URL'] || undefined;
const storage = () => createStorage({ dataDir, databaseUrl });

const backups = {
  backUp: (file: string) => backUpStorage({ dataDir, databaseUrl }, file, () => new Date()),
  restore: (file: string, mayReplace: boolean) => restoreStorage({ dataDir, databaseUrl }, file, mayReplace),
  print,
};

/** Loaded when a command asks: «knowledge check» needs no models. */
async function assistant(knowledgeDir = folders.knowledgeDir): Promise<Assistant> {
  const { createAssistant } = await import('../assistant.ts');
  return createAssistant({
    ...folders,
    knowledgeDir,
    clock: () => new Date(),
    external: null,
    reranker: null,
    onVectorFault: (error) => {
      process.stderr.write(`vectors are down, lexical search carries on: ${String(error)}\n`);
    },
  });
}

async function words(): Promise<Retriever['words']> {
  const { retriever } = await assistant();
  return (question, language) => retriever.words(question, language);
}

switch (command) {
  case 'knowledge':
    process.exitCode = await runKnowledge(args, {
      knowledgeDir: folders.knowledgeDir,
      today: hongKongDay(new Date()),
      createAssistant: assistant,
      ask: async (asked) => runAsk(asked, await assistant(), print),
      storage,
      words,
      repository: '.',
      environment: process.env,
      print,
    });
    break;
  case 'dialogs':
    process.exitCode = await runDialogs(args, folders.dialogsDir, print);
    break;
  case 'console':
    process.exitCode = await runConsole(args, storage, print);
    break;
  case 'backup':
    process.exitCode = await runBackup(args, backups);
    break;
  case 'restore':
    process.exitCode = await runRestore(args, backups);
    break;
  case 'ask':
    process.exitCode = await runAsk(args, await assistant(), print);
    break;
  case 'eval':
    process.exitCode = await runEval(args, () => assistant(), print);
    break;
  case 'bench':
    process.exitCode = await runBench(args, folders, print);
    break;
  case 'chaos':
    process.exitCode = await runChaosCommand(args, folders, print);
    break;
  case 'channels':
    process.exitCode = await runChannels(args, process.env, print);
    break;
  case 'simulate':
    process.exitCode = await runSimulate(args, folders, dataDir, print);
    break;
  case 'story':
    process.exitCode = await runStoryCommand(args, folders, print);
    break;
  default:
    print(
      'npm run ask | knowledge | dialogs | console | channels | simulate | backup | restore | eval | bench | chaos | story',
    );
    process.exitCode = 2;
}
