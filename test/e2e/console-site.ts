import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createStorage } from '../../src/adapters/storage/create-storage.ts';
import { createAccess } from '../../src/console/accounts/first-admin.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Language } from '../../src/domain/language.ts';
import { answerTo } from '../fakes/fake-core.ts';
import { makeDataDir, type TestApp } from '../fakes/start-test-app.ts';
import { editorialOf } from '../support/editorial.ts';
import { KNOWLEDGE_DIR } from '../support/folders.ts';
import { realAssistant } from '../support/real-assistant.ts';
import { startSite } from './start-site.ts';
import { type Visitor, visit } from './visitor.ts';

export const CONSOLE_PASSWORD = 'correct horse battery';

export interface ConsoleSite extends TestApp {
  /** Opens sign-in for an account made for this call; the password is CONSOLE_PASSWORD after a first change. */
  readonly oneTimePassword: string;
}

/** The console over the real knowledge, with an admin who has a one-time password, and two unanswered questions. */
export async function startConsoleSite(): Promise<ConsoleSite> {
  const dataDir = await makeDataDir();
  const storage = await createStorage({ dataDir });
  const { account, oneTimePassword } = await createAccess('admin', 'admin', () => new Date());
  await storage.accounts.add(account);
  await storage.close();
  const site = await startSite(unanswered, {
    dataDir,
    editorial: editorialOf(await realAssistant(), KNOWLEDGE_DIR),
  });
  for (const question of ['元宇宙企业补贴', '元宇宙企业补贴多少']) {
    const response = await fetch(`${site.url}/api/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ question }),
    });
    if (!response.ok) throw new Error(await response.text());
  }
  return { ...site, oneTimePassword };
}

function unanswered({ text }: { readonly text: string }): Partial<Answer> {
  const { evidence } = answerTo({ text });
  return {
    status: 'unanswerable_no_content',
    language: 'zh-Hans',
    citations: [],
    evidence: {
      ...evidence,
      accepted: [],
      rejected: [{ passage: 'bud-fund/zh-Hans#amount', score: 0.4 }],
      articles: [{ article: 'bud-fund', score: 0.4 }],
    },
  };
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-Hant': 'zh-HK', 'zh-Hans': 'zh-CN' };

/** The console as a person with this language finds it. */
export function visitConsole(
  browser: Browser,
  url: string,
  language: Language = 'en',
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  return visit(browser, `${url}/console/`, { locale: LOCALES[language], ...options });
}

export async function signIn(page: Page, password = CONSOLE_PASSWORD, name = 'admin'): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(name);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.keyboard.press('Enter');
}
