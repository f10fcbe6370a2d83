import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { removeDataDirs, type TestApp } from '../fakes/start-test-app.ts';
import { closePages, openBrowser } from './browser.ts';
import { startSite } from './start-site.ts';

/** What the tests of a file share; there once they run. */
export interface SharedSite {
  readonly browser: Browser;
  readonly url: string;
}

/** To be called at the top of a file of tests: a browser and a site are there before the first, and gone after the last. */
export function setUpSite(): SharedSite {
  let opened: readonly [Browser, TestApp] | undefined;
  const there = () => {
    if (opened === undefined) throw new Error('the site is there once tests run');
    return opened;
  };
  beforeAll(async () => {
    opened = await Promise.all([openBrowser(), startSite()]);
  }, 120_000);
  afterAll(async () => {
    const [browser, site] = there();
    await closePages(browser);
    await site.stop();
    await removeDataDirs();
  });
  return {
    get browser() {
      return there()[0];
    },
    get url() {
      return there()[1].url;
    },
  };
}
