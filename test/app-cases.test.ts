import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type ClientActivity, openSession } from './fakes/direct-line-client.ts';
import { restClient } from './fakes/direct-line-rest.ts';
import { signInOfficer } from './fakes/officer-client.ts';
import { removeDataDirs } from './fakes/start-test-app.ts';
import { type RealApp, startRealApp } from './support/real-app.ts';

let app: RealApp;
beforeAll(async () => {
  app = await startRealApp({ 'li.ming': 'officer' });
}, 120_000);
afterAll(async () => {
  await app.stop();
  await removeDataDirs();
});

/** A visitor who polls, as the smallest client does. */
async function openVisitor(url: string) {
  const session = await openSession(url, { language: 'zh-Hans' });
  const rest = restClient(url, session);
  await rest.call('POST', '/conversations', { locale: 'zh-CN' });
  const fromDesk = async () => (await rest.messages()).filter(({ from }) => from?.role === 'bot');
  const waitFor = (count: number) =>
    vi.waitFor(
      async () => {
        const messages = await fromDesk();
        expect(messages.length).toBeGreaterThanOrEqual(count);
        return messages;
      },
      { timeout: 20_000, interval: 50 },
    );
  await waitFor(3);
  return {
    fromDesk,
    say: (text: string) => rest.say(text),
    /** Says it and returns the next message of the bot or desk. */
    async ask(text: string): Promise<ClientActivity> {
      const before = (await fromDesk()).length;
      expect((await rest.say(text)).status).toBe(200);
      const next = (await waitFor(before + 1))[before];
      if (next === undefined) throw new Error('waited for it');
      return next;
    },
    waitForText: (text: string) =>
      vi.waitFor(
        async () => {
          const found = (await fromDesk()).filter((message) => message.text?.includes(text));
          expect(found).not.toEqual([]);
          return found;
        },
        { timeout: 20_000, interval: 50 },
      ),
  };
}

function shownBy(message: ClientActivity): Record<string, unknown> {
  return (message.channelData?.['goglobal'] ?? {}) as Record<string, unknown>;
}

it('leads from a form to an officer and back, for a client that only polls', { timeout: 120_000 }, async () => {
  const visitor = await openVisitor(app.url);
  for (const text of process.env.LINES?.split('|') ?? []) {
    const m = await visitor.ask(text);
    console.log('>>>', text, '\n', m.text, JSON.stringify(shownBy(m)['suggestions'])?.slice(0, 500), JSON.stringify(shownBy(m)['card']));
  }
});
