import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CasePeople, MentionList } from '../../../src/console/cases/case-api.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type CaseKit, createCaseKit, type SignedInPerson, ticket } from '../../support/case-kit.ts';
import { codeOf, valueOf } from '../../support/console-kit.ts';

let kit: CaseKit;
beforeAll(async () => {
  kit = await createCaseKit();
});
beforeEach(() => {
  kit.cases.add(ticket('own'));
  kit.cases.add(ticket('foreign', { desk: 'law-desk' }));
});
afterAll(async () => {
  await kit.storage.close();
  await removeDataDirs();
});

const note = (by: SignedInPerson, text: string, mentions: readonly string[], id = 'own') =>
  kit.call({
    method: 'post',
    path: '/cases/:id/act',
    params: { id },
    cookie: by.cookie,
    body: { command: { kind: 'note', text, mentions } },
  });
const unread = async ({ cookie }: SignedInPerson) =>
  valueOf<MentionList>(await kit.call({ method: 'get', path: '/mentions', cookie })).mentions;

describe('a note that names a colleague', () => {
  it('is unread for that colleague alone, until they open the case', async () => {
    const [writer, named] = [await kit.signIn('officer'), await kit.signIn('officer', {}, ['tax-desk'])];
    await note(writer, 'Please call wang@firm.example, @named', [named.id, named.id]);
    expect(await unread(named)).toMatchObject([
      { excerpt: 'Please call ••••, @named', case: { id: 'own', number: 'GG2611-OWN', company: 'Company of own' } },
    ]);
    expect(await unread(writer)).toEqual([]);
    const read = { method: 'post', path: '/mentions/read', body: { case: 'own' } } as const;
    expect(valueOf<MentionList>(await kit.call({ ...read, cookie: writer.cookie })).mentions).toEqual([]);
    expect(await unread(named)).toHaveLength(1);
    expect(valueOf<MentionList>(await kit.call({ ...read, cookie: named.cookie })).mentions).toEqual([]);
    expect(await unread(named)).toEqual([]);
  });

  it('names nobody who may not see the case, is no officer or is not there', async () => {
    const writer = await kit.signIn('officer');
    const bound = await kit.signIn('officer', {}, ['tax-desk']);
    const editor = await kit.signIn('editor');
    const disabled = await kit.signIn('officer', { isDisabled: true });
    for (const id of [bound.id, editor.id, disabled.id, 'nobody'])
      expect(codeOf(await note(writer, 'Look', [id], 'foreign'))).toBe('MentionUnknown');
    expect(codeOf(await note(writer, 'Look', [bound.id], 'own'))).toBeUndefined();
    const people = valueOf<CasePeople>(
      await kit.call({ method: 'get', path: '/cases/people', query: 'case=foreign', cookie: writer.cookie }),
    );
    expect(people.officers.find(({ id }) => id === bound.id)?.seesCase).toBe(false);
    expect(people.officers.find(({ id }) => id === writer.id)?.seesCase).toBe(true);
  });

  it('is not told of any more when its case went to a desk that the colleague does not see', async () => {
    const [writer, named] = [await kit.signIn('officer'), await kit.signIn('officer', {}, ['tax-desk'])];
    await note(writer, 'Look', [named.id]);
    expect(await unread(named)).toHaveLength(1);
    kit.cases.change('own', { desk: 'law-desk' });
    expect(await unread(named)).toEqual([]);
  });

  it('finds the colleague by the address that they gave, and by none that is no address', async () => {
    const { cookie, id } = await kit.signIn('officer');
    const give = (email: string | null) =>
      kit.call({ method: 'post', path: '/mentions/email', cookie, body: { email } });
    expect(valueOf<CasePeople>(await give('amy@desk.example')).me.email).toBe('amy@desk.example');
    expect(codeOf(await give('amy@desk.example\nBcc: x@y.example'))).toBe('BadInput');
    expect((await kit.officers.find(id)).email).toBe('amy@desk.example');
    expect(valueOf<CasePeople>(await give(null)).me.email).toBeNull();
  });
});
