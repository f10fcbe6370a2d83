import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseDetail } from '../../../src/console/cases/case-api.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type CaseKit, createCaseKit, FILE_LIMITS, type SignedInPerson, ticket } from '../../support/case-kit.ts';
import { codeOf, valueOf } from '../../support/console-kit.ts';
import { PDF, PNG } from '../../support/files.ts';

let kit: CaseKit;
let amy: SignedInPerson;
let boss: SignedInPerson;
beforeEach(async () => {
  kit = await createCaseKit();
  amy = await kit.signIn('officer', {}, ['tax-desk']);
  boss = await kit.signIn('supervisor');
  kit.cases.add(ticket('a', { state: 'claimed', officer: amy.id }));
});
afterEach(() => kit.storage.close());
afterAll(removeDataDirs);

const send = (body: unknown, who = amy, query = 'id=message-1&name=plan.pdf') =>
  kit.call({ method: 'post', path: '/cases/:id/attachments', cookie: who.cookie, params: { id: 'a' }, query, body });
const open = (file: string, who = amy, id = 'a') =>
  kit.call({ method: 'get', path: '/cases/:id/attachments/:file', cookie: who.cookie, params: { id, file } });
const opened = async () => (await kit.cases.tickets.events('a')).filter(({ what }) => what === 'downloaded');

describe('an officer’s file', () => {
  it('is sent as a message of its own, once', async () => {
    for (let time = 0; time < 2; time += 1) {
      const detail = valueOf<CaseDetail>(await send(PDF));
      expect(detail.attachments).toMatchObject([{ name: 'plan.pdf', author: 'officer', message: 'message-1' }]);
      expect(detail.transcript).toMatchObject([{ id: 'message-1', author: 'officer', text: 'File: plan.pdf' }]);
      expect(detail.state).toBe('waiting-for-visitor');
    }
  });

  it.each([
    ['of a type that is not taken', Buffer.from('MZ program'), 'FileType'],
    ['that is too large', Buffer.concat([PDF, Buffer.alloc(FILE_LIMITS.bytes)]), 'FileTooLarge'],
    ['that is empty', Buffer.alloc(0), 'FileType'],
  ])('is refused and nothing is said, one %s', async (_what, bytes, code) => {
    expect(codeOf(await send(bytes))).toBe(code);
    expect(await kit.attachments.list('conversation-a')).toEqual([]);
    expect(await kit.cases.transcript('conversation-a', 10)).toEqual([]);
  });

  it('is refused above the number that a case may have', async () => {
    for (const id of ['message-1', 'message-2'])
      expect(codeOf(await send(PDF, amy, `id=${id}&name=x`))).toBeUndefined();
    expect(codeOf(await send(PDF, amy, 'id=message-3&name=x'))).toBe('TooManyFiles');
  });

  it('is sent by nobody but who has the case, and not in one that has ended', async () => {
    expect(codeOf(await send(PDF, boss))).toBe('not-yours');
    kit.cases.change('a', { state: 'resolved' });
    expect(codeOf(await send(PDF))).toBe('not-yours');
    expect(await kit.attachments.list('conversation-a')).toEqual([]);
  });
});

describe('a visitor’s file', () => {
  const attach = async (bytes = PDF, name = '計劃 "1".pdf') => {
    const place = { conversation: 'conversation-a', message: 'v1', author: 'visitor' } as const;
    const outcome = await kit.attachments.attach({ name, bytes }, place);
    if (outcome.kind === 'refused') throw new Error(outcome.why);
    return outcome.attachment.id;
  };

  it('is given to those who see the case, as something to be saved, and that is written down once a session', async () => {
    const file = await attach();
    for (const who of [amy, amy, boss]) {
      const response = await open(file, who);
      expect(response).toMatchObject({ kind: 'content', status: 200, content: PDF });
      expect(response.headers).toMatchObject({
        'Content-Type': 'application/pdf',
        'Content-Disposition': 'attachment; filename="__ _1_.pdf"; filename*=UTF-8\'\'%E8%A8%88%E5%8A%83%20_1_.pdf',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      });
    }
    expect((await opened()).map(({ actor }) => actor.id)).toEqual([amy.id, boss.id]);
    expect((await opened())[0]?.detail).toMatchObject({ file });
  });

  it('is shown in the browser only when it is a picture, in a page that may do nothing', async () => {
    const { headers } = await open(await attach(PNG, 'x.html'));
    expect(headers?.['Content-Disposition']).toMatch(/^inline; filename="x\.html\.png"/);
    expect(headers?.['Content-Security-Policy']).toContain('sandbox');
  });

  it('is none of another case’s, of another desk’s, or of nobody’s', async () => {
    const file = await attach();
    kit.cases.add(ticket('b'));
    kit.cases.add(ticket('c', { desk: 'law-desk' }));
    expect(codeOf(await open(file, amy, 'b'))).toBe('NotFound');
    expect(codeOf(await open(file, amy, 'c'))).toBe('NotFound');
    expect(codeOf(await open('made-up'))).toBe('NotFound');
    expect(await opened()).toEqual([]);
  });

  it('is not kept of a case that was marked as spam', async () => {
    kit.cases.change('a', { isSpam: true });
    await expect(attach()).rejects.toThrow('no-case');
  });
});
