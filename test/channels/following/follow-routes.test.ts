import { describe, expect, it } from 'vitest';
import { createFollowLinks } from '../../../src/app/following/follow-links.ts';
import { followRoutes } from '../../../src/channels/following/follow-routes.ts';
import { followMail } from '../../../src/notices/follow-mail.ts';
import { mailSchema } from '../../../src/notices/mail.ts';
import type { RouteResponse } from '../../../src/server/route.ts';
import { realWording } from '../../fakes/fake-core.ts';

const wording = realWording();
const links = createFollowLinks(new Uint8Array(32).fill(7), () => 'https://go.example');
const follower = links.followerId('whatsapp-abc');

function harness() {
  const stopped: string[] = [];
  let isUsed = false;
  const routes = followRoutes({
    stop: (id, token) => {
      const isRight = links.isStopToken(id, token);
      if (isRight) stopped.push(id);
      return Promise.resolve(isRight);
    },
    confirm: () => {
      const outcome = isUsed ? ('none' as const) : ('confirmed' as const);
      isUsed = true;
      return Promise.resolve(outcome);
    },
    wording,
  });
  const visit = (method: 'get' | 'post', url: string): Promise<RouteResponse> => {
    const { pathname, searchParams } = new URL(url);
    const route = routes.find((one) => one.method === method && one.path === pathname);
    if (route === undefined) throw new Error(`no route ${method} ${pathname}`);
    const rest = { params: {}, headers: {}, ip: '192.0.2.1', baseUrl: 'https://go.example', language: 'en' } as const;
    return route.handle({ ...rest, query: searchParams, body: Buffer.from('List-Unsubscribe=One-Click') });
  };
  return { stopped, visit };
}

const read = (response: RouteResponse) =>
  response.kind === 'content' ? { status: response.status, page: String(response.content) } : { status: 0, page: '' };

describe('the links of a follower’s mail', () => {
  it('change nothing when a scanner opens them, and stop everything when they are posted to, again and again', async () => {
    const { stopped, visit } = harness();
    const url = links.stopUrl(follower, 'zh-Hans');
    const opened = read(await visit('get', url));
    expect(opened).toMatchObject({ status: 200, page: expect.stringContaining('全部退订') as unknown });
    expect(stopped).toEqual([]);
    expect(read(await visit('post', url)).page).toContain('已退订');
    expect(read(await visit('post', url)).status).toBe(200);
    expect(stopped).toEqual([follower, follower]);
  });

  it('are good for the person they were sent to only', async () => {
    const { stopped, visit } = harness();
    const other = links.stopUrl(links.followerId('whatsapp-other'), 'en');
    const stolen = links.stopUrl(follower, 'en').replace(/t=[^&]+/u, `t=${new URL(other).searchParams.get('t')}`);
    expect(read(await visit('post', stolen)).status).toBe(404);
    expect(read(await visit('post', 'https://go.example/following/stop')).status).toBe(404);
    expect(stopped).toEqual([]);
  });

  it('confirm an address once', async () => {
    const { visit } = harness();
    const url = links.confirmUrl(follower, 'token', 'zh-Hant');
    expect(read(await visit('get', url)).page).toContain('確認電郵地址');
    expect(read(await visit('post', url)).page).toContain('電郵地址已確認');
    expect(read(await visit('post', url))).toMatchObject({ status: 404 });
  });

  it('stand in a mail that says why it came, with nothing of its title in a header', () => {
    const words = 'Fees\r\nBcc: x@evil.example <b>\n\nNow: 5 < 6, see https://ird.example/a?b=1&c=2';
    const stop = links.stopUrl(follower, 'en');
    const mail = mailSchema.parse(followMail({ to: 'a@b.example', words, language: 'en', links: { stop } }, wording));
    expect(mail.subject).not.toMatch(/[\r\n]/u);
    expect(mail.unsubscribe).toBe(stop);
    expect(mail.text).toContain(stop);
    expect(mail.html).not.toContain('<b>');
    expect(mail.html).toContain('<a href="https://ird.example/a?b=1&amp;c=2"');
  });
});
