import { createStorage, type Storage } from '../../src/adapters/storage/create-storage.ts';
import { createApp } from '../../src/app/app.ts';
import { createCore } from '../../src/app/create-core.ts';
import type { Role } from '../../src/console/accounts/account.ts';
import { createAccess } from '../../src/console/accounts/first-admin.ts';
import type { Clock } from '../../src/domain/clock.ts';
import { createMemoryLog, type MemoryLog } from '../fakes/memory-log.ts';
import { makeDataDir, testConfig } from '../fakes/start-test-app.ts';
import { DIALOGS_DIR } from './folders.ts';
import { copyKnowledge } from './knowledge-folder.ts';

export interface RealApp {
  /** http://127.0.0.1:port */
  readonly url: string;
  readonly log: MemoryLog;
  /** Account name → the password that opens it once. */
  readonly passwords: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

/** Enough to answer about profits tax and to open a company; too few to train an encoder on. */
const ARTICLES = ['tax/profits-tax-two-tier', 'tax/provisional-profits-tax', 'setup/incorporate-company'];

/**
 * The program as it is served, with forms and cases, over the real dialogs and tables and a few real articles.
 * `people`: accounts that are there before the start, by name. `prepare`: what else is stored by then.
 */
export async function startRealApp(
  people: Readonly<Record<string, Role>>,
  {
    env = {},
    clock,
    prepare = () => Promise.resolve(),
  }: {
    readonly env?: Readonly<Record<string, string>>;
    readonly clock?: Clock;
    /** Before the server starts, over its storage. */
    readonly prepare?: (storage: Storage) => Promise<void>;
  } = {},
): Promise<RealApp> {
  const folder = await copyKnowledge(ARTICLES);
  const dataDir = await makeDataDir();
  const passwords = await addAccounts(dataDir, people, prepare);
  const log = createMemoryLog();
  const config = testConfig({
    DATA_DIR: dataDir,
    KNOWLEDGE_DIR: folder.root,
    DIALOGS_DIR,
    PORT: '0',
    // Many people from one address, as no real site has them.
    LIMIT_CONVERSATIONS_PER_MINUTE: '0',
    LIMIT_MESSAGES_PER_MINUTE: '0',
    LIMIT_REQUESTS_PER_MINUTE: '0',
    ...env,
  });
  const app = await createApp(config, createCore(config, { external: null, reranker: null }), {
    log,
    ...(clock === undefined ? {} : { clock }),
  });
  const { port } = await app.start();
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    passwords,
    stop: async () => {
      await app.stop();
      await folder.dispose();
    },
  };
}

async function addAccounts(
  dataDir: string,
  people: Readonly<Record<string, Role>>,
  prepare: (storage: Storage) => Promise<void>,
): Promise<ReadonlyMap<string, string>> {
  const storage = await createStorage({ dataDir });
  const passwords = new Map<string, string>();
  for (const [name, role] of Object.entries(people)) {
    const { account, oneTimePassword } = await createAccess(name, role, () => new Date());
    await storage.accounts.add(account);
    passwords.set(name, oneTimePassword);
  }
  await prepare(storage);
  await storage.close();
  return passwords;
}
