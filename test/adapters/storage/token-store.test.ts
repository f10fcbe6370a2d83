import { afterAll, expect, it } from 'vitest';
import { createStorage } from '../../../src/adapters/storage/create-storage.ts';
import { createMemoryTokenStore } from '../../../src/channels/messenger/token-store.ts';
import { createWechatApi } from '../../../src/channels/wechat/create-wechat-api.ts';
import { startFakeWechat } from '../../../src/simulators/wechat/fake-wechat.ts';
import { ACCOUNT } from '../../channels/wechat/wechat-vendor.ts';
import { tokenStoreContract } from '../../contracts/token-store.ts';
import { makeDataDir, removeDataDirs } from '../../fakes/start-test-app.ts';
import { overEachDatabase } from '../../support/databases.ts';

afterAll(removeDataDirs);

tokenStoreContract('memory', async () => ({ port: createMemoryTokenStore(), dispose: async () => undefined }));

overEachDatabase(({ name, makePlace }) => {
  tokenStoreContract(name, async () => {
    const place = await makePlace();
    const storage = await createStorage(place.options);
    return {
      port: storage.tokens,
      dispose: async () => {
        await storage.close();
        await place.remove();
      },
    };
  });
});

it('lets two processes use one access token of WeChat, also after another system has ended it', async () => {
  const fake = await startFakeWechat({ accounts: [ACCOUNT] });
  const storage = await createStorage({ dataDir: await makeDataDir() });
  const settings = { apiUrl: fake.api.server.url, timeoutMs: 2000, clock: () => new Date() };
  const processes = [storage, storage].map(({ tokens }) =>
    createWechatApi(ACCOUNT, { ...settings, tokenStore: tokens }),
  );
  const type = () =>
    Promise.all(processes.map((api) => api.post('/cgi-bin/message/custom/typing', { touser: 'o', command: 'Typing' })));
  const fetches = () => fake.api.calls.filter(({ path }) => path.endsWith('stable_token')).length;
  try {
    for (let round = 0; round < 3; round += 1) {
      for (const answer of await type()) expect(answer).toMatchObject({ kind: 'answered', errcode: 0 });
      fake.tokensOf(ACCOUNT.appid).revoke();
    }
    // One of each process at the beginning; after each end, one that both then use, or one of each at the same time.
    expect(fetches()).toBeLessThanOrEqual(6);
    expect(fake.typing).toHaveLength(6);
  } finally {
    await storage.close();
    await fake.close();
  }
});
