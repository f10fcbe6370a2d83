import { afterAll, expect, it } from 'vitest';
import { WhatsAppAPI } from 'whatsapp-api-js';
import { startFakeWhatsApp } from '../../../src/simulators/whatsapp/fake-whatsapp.ts';
import { removeDataDirs, startTestApp } from '../../fakes/start-test-app.ts';

afterAll(removeDataDirs);

it('answers Meta’s challenge as plain text, and nobody who has another token', async () => {
  const fake = await startFakeWhatsApp();
  const app = await startTestApp({ env: { ...fake.env, PUBLIC_URL: 'https://go.example.hk' } });
  try {
    const asked = {
      'hub.mode': 'subscribe',
      'hub.verify_token': fake.account.verifyToken,
      'hub.challenge': '1158201444',
    } as const;
    const ask = (change: Readonly<Record<string, string>>) =>
      fetch(`${app.url}/channels/whatsapp/webhook?${new URLSearchParams({ ...asked, ...change }).toString()}`);
    const answer = await ask({});
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/plain; charset=utf-8',
      '1158201444',
    ]);
    const { accessToken: token, appSecret, verifyToken: webhookVerifyToken } = fake.account;
    expect(new WhatsAppAPI({ token, appSecret, webhookVerifyToken, v: 'v23.0' }).get(asked)).toBe('1158201444');
    for (const change of [{ 'hub.verify_token': 'x' }, { 'hub.mode': 'unsubscribe' }, { 'hub.verify_token': '' }])
      expect((await ask(change)).status).toBe(403);
  } finally {
    await app.stop();
    await fake.close();
  }
});
