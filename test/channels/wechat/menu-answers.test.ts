import { afterAll, expect, it, vi } from 'vitest';
import { startFakeWechat } from '../../../src/simulators/wechat/fake-wechat.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { startRealApp } from '../../support/real-app.ts';
import { ACCOUNT } from './wechat-vendor.ts';

afterAll(removeDataDirs);

const WELCOME = 180;

it('takes a tap for a person, a case and help at its word, and says so within what a tap allows', {
  timeout: 120_000,
}, async () => {
  const fake = await startFakeWechat({ accounts: [ACCOUNT] });
  const app = await startRealApp({}, { env: { ...fake.env, PUBLIC_URL: 'https://go.example.hk' } });
  fake.deliverTo(`${app.url}/channels/wechat/webhook`);
  try {
    const saidTo = async (key: string) => {
      const openid = `o_${key}`;
      const said = () => fake.shown.filter((message) => message.openid === openid).map(({ text }) => text);
      await fake.push(openid, { MsgType: 'event', Event: 'CLICK', EventKey: key });
      // A welcome, and then the answer.
      await vi.waitFor(() => expect(said().length).toBeGreaterThan(1), { timeout: 30_000, interval: 25 });
      expect(said()[0]).toContain(String(WELCOME));
      return said().slice(1).join('\n');
    };
    expect(await saidTo('person')).toContain('专员');
    expect(await saidTo('case')).toContain('个案');
    expect(await saidTo('help')).toMatch(/香港/u);
    expect(fake.refused).toEqual([]);
    expect(app.log.lines.filter((line) => line.includes('not sent'))).toEqual([]);
  } finally {
    await app.stop();
    await fake.close();
  }
});
