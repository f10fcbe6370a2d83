import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { buildWeb } from '../../src/web/build.ts';

const BUILT = fileURLToPath(new URL('../../dist/web/', import.meta.url));

beforeAll(async () => {
  await buildWeb();
});

test('a second build has nothing to do', async () => {
  expect(await buildWeb()).toBe('unchanged');
});

test('the loader stays under 15 kB gzip, the whole chat under 320 kB', async () => {
  expect(gzipSync(await readFile(join(BUILT, 'widget.js'))).length).toBeLessThan(15_000);
  const assets = await readdir(join(BUILT, 'assets'));
  const chat = assets.filter((name) => name.startsWith('chat-') && name.endsWith('.js'));
  expect(chat).toHaveLength(1);
  expect(gzipSync(await readFile(join(BUILT, 'assets', chat[0] ?? ''))).length).toBeLessThan(320_000);
});

test('the console has files of its own, and no visitor loads one of them', async () => {
  const assets = await readdir(join(BUILT, 'assets'));
  const page = await readFile(join(BUILT, 'console.html'), 'utf8');
  // All that the first page needs; further pages are loaded when they are opened.
  const loaded = [...new Set(Array.from(page.matchAll(/assets\/([\w.-]+\.js)/g), ([, name]) => name ?? ''))];
  expect(loaded.filter((name) => name.startsWith('console-'))).toHaveLength(1);
  const sizes = await Promise.all(
    loaded.map(async (name) => gzipSync(await readFile(join(BUILT, 'assets', name))).length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(160_000);
  for (const name of ['en.html', 'zh-hant.html', 'zh-hans.html', 'chat.html', 'case-en.html'])
    expect(await readFile(join(BUILT, name), 'utf8')).not.toContain('console');
  for (const name of assets.filter((asset) => /^(chat|page|case)-.*\.js$/.test(asset)))
    expect(await readFile(join(BUILT, 'assets', name), 'utf8')).not.toMatch(/mantine|\/console\//i);
});

test.each([
  'en.html',
  'zh-hant.html',
  'zh-hans.html',
  'chat.html',
  'case-en.html',
  'case-zh-hant.html',
  'case-zh-hans.html',
  'console.html',
])('%s fetches nothing from elsewhere and carries the nonce', async (name) => {
  const html = await readFile(join(BUILT, name), 'utf8');
  const fetched = [...html.matchAll(/<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="(?<address>[^"]+)"/g)];
  expect(fetched.length).toBeGreaterThan(1);
  for (const { groups } of fetched) expect(groups?.['address']).toMatch(/^\/(?!\/)/);
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain('nonce="__CSP_NONCE__"');
  expect(html).toContain('<meta name="csp-nonce" content="__CSP_NONCE__"');
  expect(html).not.toMatch(/\son\w+="/);
});

test('no script needs eval', async () => {
  const assets = (await readdir(join(BUILT, 'assets'))).filter((name) => name.endsWith('.js'));
  for (const name of assets) {
    const code = await readFile(join(BUILT, 'assets', name), 'utf8');
    expect(code).not.toMatch(/[^.\w]eval\(|new Function\(/);
  }
});
