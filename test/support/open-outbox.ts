import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStorage } from '../../src/adapters/storage/create-storage.ts';
import type { Clock } from '../../src/domain/clock.ts';
import type { OutboxStore } from '../../src/outbox/outbox-store.ts';

export interface OpenOutbox {
  readonly store: OutboxStore;
  close(): Promise<void>;
}

/**
 * The real store over a database of its own, removed when it is closed, or over one in `dataDir` that stays. Apart from
 * start-test-app.ts because that loads restify, which changes how every HTTP server of the process answers.
 */
export async function openOutbox(clock: Clock, dataDir?: string): Promise<OpenOutbox> {
  const own = dataDir === undefined ? await mkdtemp(join(tmpdir(), 'goglobal-test-')) : null;
  const storage = await createStorage({ dataDir: dataDir ?? own ?? '', clock });
  return {
    store: storage.outbox,
    async close() {
      await storage.close();
      if (own !== null) await rm(own, { recursive: true, force: true });
    },
  };
}
