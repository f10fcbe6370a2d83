import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountList, AnnouncementList, AnnouncementPreview, AnnouncementView } from '../../../src/console/api.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type ConsoleKit, codeOf, createConsoleKit, valueOf } from '../../support/console-kit.ts';

let kit: ConsoleKit;
let officer: string;
let supervisor: string;
let admin: string;
beforeAll(async () => {
  kit = await createConsoleKit();
  [officer, supervisor, admin] = [
    await kit.signedInAs('officer'),
    await kit.signedInAs('supervisor'),
    await kit.signedInAs('admin'),
  ];
});
afterAll(async () => {
  await kit.storage.close();
  await removeDataDirs();
});

const texts = { 'zh-Hant': { title: '講座', body: '下月舉行' } };
const audience = { topics: ['tax'], markets: [], provinces: [] };
const post = (path: string, cookie: string, body: unknown) =>
  kit.call({ method: 'post', path: `/announcements/${path}`, cookie, body });
const made = async (cookie: string) => {
  const id = crypto.randomUUID();
  valueOf<AnnouncementView>(await post('save', cookie, { id, version: 0, texts, audience }));
  return id;
};
const decide = (id: string, cookie: string, approves: boolean, reason = '') =>
  post('decide', cookie, { id, version: 2, approves, reason });

describe('the page of announcements', () => {
  it('is for officers, supervisors and admins; approval for the latter two', () => {
    const access = new Map(kit.routes.map((route) => [`${route.method} ${route.path}`, route.access]));
    for (const route of ['get /console/api/announcements', 'post /console/api/announcements/save'])
      expect(access.get(route)).toEqual(['officer', 'supervisor', 'admin']);
    expect(access.get('post /console/api/announcements/decide')).toEqual(['supervisor', 'admin']);
  });

  it('takes an announcement from one person to a second, and writes down who did what', async () => {
    const id = await made(officer);
    const submitted = valueOf<AnnouncementView>(await post('submit', officer, { id, version: 1 }));
    expect(submitted).toMatchObject({ state: 'awaiting', version: 2, mayDecide: false });
    expect(codeOf(await decide(id, officer, true))).toBe('Forbidden');
    const one = await kit.call({ method: 'get', path: '/announcements/one', cookie: supervisor, query: `id=${id}` });
    expect(valueOf<AnnouncementView>(one).mayDecide).toBe(true);
    const approved = valueOf<AnnouncementView>(await decide(id, supervisor, true));
    expect(approved.state).toBe('approved');
    expect(kit.looks()).toBe(1);
    expect(approved.events.map(({ what }) => what)).toEqual(['saved', 'submitted', 'approved']);
    const accounts = valueOf<AccountList>(await kit.call({ method: 'get', path: '/accounts', cookie: admin }));
    expect(accounts.events.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['announcement-submitted', 'announcement-approved']),
    );
  });

  it('refuses the approval of whoever wrote any version, an old version, and a rejection without a reason', async () => {
    const id = await made(supervisor);
    const again = { id, version: 1, texts, audience };
    valueOf<AnnouncementView>(await post('save', officer, again));
    expect(codeOf(await post('save', officer, again))).toBe('Stale');
    valueOf<AnnouncementView>(await post('submit', officer, { id, version: 2 }));
    const body = { id, version: 3, approves: true, reason: '' };
    expect(codeOf(await post('decide', supervisor, body))).toBe('OwnAnnouncement');
    expect(codeOf(await post('decide', admin, { ...body, approves: false }))).toBe('NoReason');
    const rejected = await post('decide', admin, { ...body, approves: false, reason: 'wrong day' });
    expect(valueOf<AnnouncementView>(rejected)).toMatchObject({ state: 'rejected', reason: 'wrong day' });
    expect(codeOf(await post('submit', officer, { id, version: 4 }))).toBe('WrongState');
  });

  it('shows readers of a language that is missing what they get instead', async () => {
    const preview = valueOf<AnnouncementPreview>(await post('preview', officer, { texts, audience }));
    expect(preview.shown.map(({ language }) => language)).toEqual(['zh-Hant', 'zh-Hant', 'zh-Hant']);
    const empty = valueOf<AnnouncementPreview>(await post('preview', officer, { texts: {}, audience }));
    expect(empty.shown.map(({ text }) => text)).toEqual([null, null, null]);
  });

  it('lists what there is, and knows nothing of what there is not', async () => {
    const list = await kit.call({ method: 'get', path: '/announcements', cookie: officer });
    expect(valueOf<AnnouncementList>(list).rows).toHaveLength(2);
    const id = crypto.randomUUID();
    expect(codeOf(await post('submit', officer, { id, version: 1 }))).toBe('NotFound');
    expect(codeOf(await post('save', officer, { id: 'x', version: 0, texts, audience }))).toBe('BadInput');
  });
});
