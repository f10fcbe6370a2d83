import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { makeDataDir, removeDataDirs } from './fakes/start-test-app.ts';
import { KNOWLEDGE_DIR } from './support/folders.ts';

vi.setConfig({ testTimeout: 60_000 });
afterAll(removeDataDirs);

async function main(env: Readonly<Record<string, string>>) {
  const script = fileURLToPath(new URL('../src/main.js', import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let error = '';
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    error += data.toString();
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return { child, exited, out: () => out, error: () => error };
}

async function folders(): Promise<Readonly<Record<string, string>>> {
  const dataDir = await makeDataDir();
  const knowledge = join(dataDir, 'knowledge');
  // Without articles, so that nothing is trained; the rules of routing name tables and terms.
  for (const path of ['tables', 'lexicon', 'out-of-scope.yaml', 'wrong-side-terms.yaml'])
    await cp(join(KNOWLEDGE_DIR, path), join(knowledge, path), { recursive: true });
  return { DATA_DIR: dataDir, KNOWLEDGE_DIR: knowledge };
}

describe('src/main.js', () => {
  it('names every faulty variable and ends', async () => {
    const { exited, error } = await main({ PORT: 'x', LOG_LEVEL: 'loud' });
    expect(await exited).toBe(1);
    expect(error()).toBe(
      'The environment has faults:\n' +
        '  PORT: must be a whole number from 0 to 65535\n' +
        '  LOG_LEVEL: must be debug, info, warn, error or silent\n',
    );
  });

  it('says in one sentence that the port is taken', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    const { exited, error } = await main({ ...(await folders()), PORT: String(port) });
    expect(await exited).toBe(1);
    expect(error()).toBe(`Port ${port} is in use by another program; set PORT to a free one.\n`);
    blocker.close();
  });

  it('starts on a fresh folder and stops cleanly when asked', async () => {
    const { child, exited, out, error } = await main({ ...(await folders()), PORT: '0' });
    await vi.waitFor(() => expect(out()).toMatch(/listens on http:\/\/127\.0\.0\.1:\d+[^]*one-time/), {
      timeout: 50_000,
      interval: 50,
    });
    // The console's first password goes to the terminal, never into the log.
    const password = /one-time password +(\S+)/u.exec(out())?.[1] ?? '';
    expect(password).toMatch(/^([a-z2-9]{4}-?){4}$/);
    expect(
      out()
        .split('\n')
        .filter((line) => line.includes(password) && line.startsWith('{')),
    ).toEqual([]);
    child.kill('SIGTERM');
    expect([await exited, error()]).toEqual([0, '']);
    expect(out()).toContain('"msg":"stopped"');
  });
});
