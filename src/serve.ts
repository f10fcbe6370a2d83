import { join } from 'node:path';
import { createExternalVectors } from './adapters/langchain/external-vectors.ts';
import { createLog } from './adapters/log/create-log.ts';
import { createHttpReranker } from './adapters/rerank/http-reranker.ts';
import { createApp, type Started } from './app/app.ts';
import { createCore, type Models } from './app/create-core.ts';
import { readConfig } from './config.ts';

const result = readConfig(process.env);
if (result.kind === 'faulty')
  fail(`The environment has faults:\n${result.faults.map((fault) => `  ${fault}`).join('\n')}`);
const { config } = result;
const log = createLog(config.log.level);

try {
  const app = await createApp(config, createCore(config, createModels()), { log });
  let isStopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    // A second signal means that the first was too slow.
    if (isStopping) process.exit(1);
    isStopping = true;
    log.info({ signal }, 'stopping');
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, 'the stop was not clean');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const { port, firstAdmin } = await app.start();
  process.stdout.write(`GoGlobal Assistant listens on http://${config.server.host}:${port}\n`);
  if (firstAdmin !== null)
    process.stdout.write(firstSignIn(firstAdmin, `http://${config.server.host}:${port}/console/`));
} catch (error) {
  fail(sentenceOf(error, config.server.port));
}

function createModels(): Models {
  const clock = () => new Date();
  return {
    external: createExternalVectors(config.embeddings, {
      folder: join(config.folders.data, 'models'),
      clock,
      onCacheFault: (error) =>
        log.warn({ error }, 'vectors could not be kept on disk; they are embedded again when needed'),
    }),
    reranker: config.rerank === undefined ? null : createHttpReranker(config.rerank, clock),
  };
}

/** Shown once, on the terminal and not in the log. */
function firstSignIn({ name, oneTimePassword }: NonNullable<Started['firstAdmin']>, address: string): string {
  return [
    '',
    `The console is at ${address}. Its first account was made now:`,
    `  name                ${name}`,
    `  one-time password   ${oneTimePassword}`,
    'This password is shown only here, and is changed at the first sign-in. Lost it? npm run console reset-admin',
    '',
    '',
  ].join('\n');
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function sentenceOf(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program; set PORT to a free one.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this account; set PORT to one above 1023.`;
  if (error instanceof Error) return `GoGlobal Assistant could not start: ${error.message}${causeOf(error)}`;
  return 'GoGlobal Assistant could not start.';
}

function causeOf({ cause }: Error): string {
  return cause instanceof Error ? ` (${cause.message})` : '';
}
