import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

let launched: Promise<Browser> | null = null;

/** The real Chromium of this worker; every context in it is a visitor of its own. */
export async function openBrowser(): Promise<Browser> {
  launched ??= launch();
  const browser = await launched;
  if (browser.isConnected()) return browser;
  launched = launch();
  return launched;
}

/** For afterAll: nothing of this file stays in the browser, which the next one takes over. */
export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** From the npm registry, or the system's when that one does not run here. */
async function launch(): Promise<Browser> {
  const system = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  const paths = [await sparticuz.executablePath().catch(() => undefined), system];
  let lastError: unknown = new Error('no Chromium found');
  for (const executablePath of paths) {
    if (executablePath === undefined) continue;
    try {
      return await chromium.launch({
        executablePath,
        headless: true,
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      });
    } catch (error) {
      lastError = error;
    }
  }
  throw lastError;
}
