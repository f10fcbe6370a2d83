import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

/** A real Chromium: from the npm registry, or the system's when that one does not run here. */
export async function launchBrowser(): Promise<Browser> {
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
