import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CASE_FILES } from './case/case-addresses.ts';
import { renderCasePage } from './case/render-case-page.ts';
import { LANGUAGES } from './languages.ts';
import { PAGE_FILES } from './page/page-addresses.ts';
import { type PageAssets, renderPage } from './page/render-page.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const sources = [join(project, 'src/web'), join(project, 'src/domain')];
const outDir = join(project, 'dist/web');
const digestFile = join(outDir, '.digest');
const lock = join(project, 'dist/.web-lock');

const LOCK_POLL_MS = 200;
/** A build takes seconds; a lock older than this was left by a build that was killed. */
const STALE_LOCK_MS = 120_000;

/** Builds the browser side into dist/web, unless what is there was built from the very same files. */
export async function buildWeb(): Promise<'built' | 'unchanged'> {
  const digest = await digestOfSources();
  if (await isBuilt(digest)) return 'unchanged';
  await takeLock();
  try {
    // Another process may have built it while we waited.
    if (await isBuilt(digest)) return 'unchanged';
    await buildInto(`${outDir}.next`, digest);
    // A running server goes on serving the old files until the new ones are whole.
    await rm(`${outDir}.last`, { recursive: true, force: true });
    if (existsSync(outDir)) await rename(outDir, `${outDir}.last`);
    await rename(`${outDir}.next`, outDir);
    await rm(`${outDir}.last`, { recursive: true, force: true });
    return 'built';
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function buildInto(target: string, digest: string): Promise<void> {
  // Loaded only now: a start with nothing to build does not pay for Vite.
  const { build } = await import('vite');
  const { consoleConfig, pagesConfig, widgetConfig } = await import('./vite.config.ts');
  await rm(target, { recursive: true, force: true });
  await asProduction(async () => {
    await build(pagesConfig(target));
    await build(widgetConfig(target));
    await build(consoleConfig(target));
  });
  const [page, status] = [await assetsOf(target, 'page/page.ts'), await assetsOf(target, 'case/case.ts')];
  for (const language of LANGUAGES) {
    await writeFile(join(target, PAGE_FILES[language]), renderPage(language, page));
    await writeFile(join(target, CASE_FILES[language]), renderCasePage(language, status));
  }
  await rm(join(target, 'manifest.json'));
  await writeFile(join(target, '.digest'), digest);
}

/** Whoever builds, a test run with NODE_ENV=test included, builds what is shipped: Vite chooses by this variable. */
async function asProduction(work: () => Promise<void>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
}

async function assetsOf(target: string, script: string): Promise<PageAssets> {
  const manifest = JSON.parse(await readFile(join(target, 'manifest.json'), 'utf8')) as Record<string, ManifestEntry>;
  const page = entryOf(manifest, script);
  return {
    script: `/${page.file}`,
    styles: (page.css ?? []).map((file) => `/${file}`),
    icon: `/${entryOf(manifest, 'design/icon.svg').file}`,
  };
}

function entryOf(manifest: Record<string, ManifestEntry>, name: string): ManifestEntry {
  const entry = manifest[name];
  if (entry === undefined)
    throw new Error(`${name} is missing in Vite's manifest: ${Object.keys(manifest).join(', ')}`);
  return entry;
}

async function isBuilt(digest: string): Promise<boolean> {
  return existsSync(digestFile) && (await readFile(digestFile, 'utf8')) === digest;
}

async function digestOfSources(): Promise<string> {
  const files: string[] = [];
  for (const folder of sources) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    files.push(...entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)));
  }
  const hash = createHash('sha256');
  for (const file of [...files.sort(), join(project, 'package-lock.json')]) {
    hash
      .update(`${relative(project, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}

async function takeLock(): Promise<void> {
  await mkdir(join(project, 'dist'), { recursive: true });
  for (;;) {
    try {
      await mkdir(lock);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const age = await stat(lock).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age > STALE_LOCK_MS) await rm(lock, { recursive: true, force: true });
      else await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
    }
  }
}

if (import.meta.main) {
  const result = await buildWeb();
  process.stdout.write(`dist/web: ${result}\n`);
}
