import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder, removeDataDirs, startTestApp, type TestApp } from '../fakes/start-test-app.ts';

let app: TestApp;
let webDir: string;
beforeAll(async () => {
  const root = await makeFolder();
  webDir = join(root, 'web');
  await mkdir(join(webDir, 'assets', 'deep'), { recursive: true });
  await writeFile(join(root, 'secret.js'), 'outside');
  for (const page of ['en', 'zh-hant', 'zh-hans', 'chat', 'console', 'case-en', 'case-zh-hant', 'case-zh-hans']) {
    await writeFile(join(webDir, `${page}.html`), `<html><script nonce="__CSP_NONCE__">"${page}"</script></html>`);
  }
  await writeFile(join(webDir, 'widget.js'), `/* widget */ ${'x'.repeat(2000)}`);
  await writeFile(join(webDir, '.hidden.js'), 'hidden');
  await writeFile(join(webDir, 'assets', 'app-123.js'), 'asset');
  await writeFile(join(webDir, 'assets', 'deep', 'b.css'), 'css');
  app = await startTestApp({
    overrides: { webDir },
    env: { ALLOWED_ORIGINS: 'https://www.example.hk,https://b.example' },
  });
});
afterAll(async () => {
  await app.stop();
  await removeDataDirs();
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${app.url}${path}`, { headers, redirect: 'manual' });

describe('the website', () => {
  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', '/zh-hans'],
    ['zh-TW', '/zh-hant'],
    ['zh-HK;q=0.5,en;q=0.9', '/en'],
    ['yue-Hant-HK', '/zh-hant'],
    ['fr,en;q=0.1', '/en'],
    ['fr', '/zh-hans'],
    ['*', '/zh-hans'],
  ])('leads a visitor with Accept-Language %s to %s', async (language, path) => {
    const response = await get('/', { 'Accept-Language': language });
    expect([response.status, response.headers.get('location')]).toEqual([302, path]);
  });

  it.each([
    ['/case?lang=zh-Hant', 'en', 'case-zh-hant'],
    ['/case', 'zh-CN', 'case-zh-hans'],
    ['/case?lang=fr', 'en', 'case-en'],
  ])('shows the status page %s to a reader of %s as %s', async (path, language, page) => {
    expect(await (await get(path, { 'Accept-Language': language })).text()).toContain(`"${page}"`);
  });

  it('gives each page a nonce of its own, and no page but the chat into other frames', async () => {
    const nonces = new Set<string>();
    for (const path of ['/en', '/zh-hant', '/zh-hans', '/chat', '/case', '/en']) {
      const response = await get(path);
      const policy = response.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(await response.text()).toContain(`nonce="${nonce}"`);
      nonces.add(nonce);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain(`connect-src 'self' blob: ws://${new URL(app.url).host}`);
      const frames = path === '/chat' ? "'self' https://www.example.hk https://b.example" : "'none'";
      expect(policy).toMatch(new RegExp(`frame-ancestors ${frames}$`));
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('x-frame-options')).toBeNull();
    }
    expect(nonces.size).toBe(6);
  });

  it('lets any site load the widget, briefly cached, compressed and revalidated', async () => {
    const response = await get('/widget.js', { 'Accept-Encoding': 'gzip' });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=300',
      'content-encoding': 'gzip',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(await response.text()).toContain('widget');
    const again = await get('/widget.js', { 'If-None-Match': response.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('serves assets for ever, and a changed file at once', async () => {
    expect((await get('/assets/app-123.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await (await get('/assets/deep/b.css')).text()).toBe('css');
    await writeFile(join(webDir, 'widget.js'), 'a longer, newer widget');
    expect(await (await get('/widget.js')).text()).toBe('a longer, newer widget');
  });

  it('serves nothing from outside its folder', async () => {
    const raw = (path: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(app.url);
        request({ hostname, port, path }, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
    const paths = [
      '/assets/../../secret.js',
      '/assets/..%2f..%2fsecret.js',
      '/assets/%2e%2e/%2e%2e/secret.js',
      '/assets/....//secret.js',
      '/assets/..%5c..%5csecret.js',
      '/assets/../.hidden.js',
      '/assets/%00',
      '/assets/',
      '/assets/deep',
      '/assets//etc/passwd',
      '//etc/passwd',
    ];
    for (const path of paths) expect([path, await raw(path)]).toEqual([path, expect.toBeOneOf([400, 404])]);
  });

  it('answers HEAD', async () => {
    const response = await fetch(`${app.url}/en`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('says what to do before the pages are built', async () => {
    const bare = await startTestApp({ overrides: { webDir: join(webDir, 'missing') } });
    const response = await fetch(`${bare.url}/en`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
    await bare.stop();
  });
});

describe('the console’s page', () => {
  it.each([
    '/console/',
    '/console/articles',
    '/console/articles/tax/x',
  ])('is the same at %s, and in nobody’s frame', async (path) => {
    const response = await get(path);
    expect(await response.text()).toContain('"console"');
    expect(response.headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'$/);
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('is led to with its slash, and does not stand in for the API', async () => {
    const response = await get('/console');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/console/']);
    const missing = await get('/console/api/nothing');
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
  });
});
