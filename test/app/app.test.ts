import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { openSession } from '../fakes/direct-line-client.ts';
import { restClient } from '../fakes/direct-line-rest.ts';
import { makeDataDir, removeDataDirs } from '../fakes/start-test-app.ts';

vi.setConfig({ testTimeout: 60_000 });

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(removeDataDirs);

async function serve(dataDir: string): Promise<{ readonly url: string; readonly kill: () => Promise<void> }> {
  const script = fileURLToPath(new URL('../fakes/serve.ts', import.meta.url));
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0' };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${Number(port.toString())}`,
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('the process', () => {
  it('loses no message and answers none twice when it is killed at any moment', async () => {
    const dataDir = await makeDataDir();
    let server = await serve(dataDir);
    const session = await openSession(server.url);
    const said: string[] = [];
    for (const round of ['one', 'two', 'three']) {
      const rest = restClient(server.url, session);
      for (const text of [`quick ${round}`, `slow ${round}`, `last ${round}`]) {
        expect((await rest.say(text, text)).status).toBe(200);
        said.push(text);
      }
      await server.kill();
      server = await serve(dataDir);
      const again = restClient(server.url, session);
      // A client that got no answer to its POST sends it again.
      expect((await again.say(`slow ${round}`, `slow ${round}`)).status).toBe(200);
      await vi.waitFor(async () => expect(await answers(again)).toHaveLength(said.length), {
        timeout: 20_000,
        interval: 50,
      });
    }
    const rest = restClient(server.url, session);
    expect((await answers(rest)).toSorted()).toEqual(said.map((text) => `You said: ${text} [1]`).toSorted());
    const messages = await rest.messages();
    expect(messages.filter(({ from }) => from?.role === 'user').map(({ text }) => text)).toEqual(said);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    await server.kill();
  });
});

async function answers(rest: ReturnType<typeof restClient>): Promise<readonly string[]> {
  const messages = await rest.messages();
  return messages.filter(({ from }) => from?.role === 'bot').map(({ text = '' }) => text.split('\n')[0] ?? '');
}
