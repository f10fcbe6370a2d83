import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';

export interface Visitor {
  readonly page: Page;
  /** Console errors, page errors and CSP violations so far: a finished page has none. */
  readonly problems: string[];
}

/** A fresh visitor: own cookies, own storage. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(url);
  return { page, problems };
}

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** Whatever holds the chat: its own page, or its frame inside the widget. */
export type Chat = Page | FrameLocator;

export function launcherOf(page: Page): Locator {
  return page.locator('goglobal-widget .launcher');
}

export function panelOf(page: Page): Locator {
  return page.locator('goglobal-widget .panel');
}

export async function openWidget(page: Page): Promise<FrameLocator> {
  await launcherOf(page).click();
  return welcomed(page.frameLocator('goglobal-widget iframe'));
}

/** The chat once its three bubbles of welcome are there. */
export async function welcomed<Where extends Chat>(chat: Where): Promise<Where> {
  await chat.locator('.message-assistant').nth(2).waitFor();
  return chat;
}

export function composerOf(chat: Chat): Locator {
  return chat.locator('.composer textarea');
}

/** Says it and waits for the answer. */
export async function ask(chat: Chat, question: string): Promise<Locator> {
  const before = await chat.locator('.message-assistant').count();
  await composerOf(chat).fill(question);
  await composerOf(chat).press('Enter');
  const answer = chat.locator('.message-assistant').nth(before);
  await answer.waitFor();
  return answer;
}
