import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CasePeople, HandedBack, OfficerList } from '../../../src/console/cases/case-api.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type CaseKit, createCaseKit, DESKS, type SignedInPerson, ticket } from '../../support/case-kit.ts';
import { codeOf, valueOf } from '../../support/console-kit.ts';

let kit: CaseKit;
let boss: SignedInPerson;
let amy: SignedInPerson;
beforeEach(async () => {
  kit = await createCaseKit();
  boss = await kit.signIn('supervisor');
  amy = await kit.signIn('officer', {}, ['tax-desk']);
});
afterEach(() => kit.storage.close());
afterAll(removeDataDirs);

const list = async (who = boss) =>
  valueOf<OfficerList>(await kit.call({ method: 'get', path: '/officers', cookie: who.cookie }));
const post = (path: string, who: SignedInPerson, body: unknown, id = amy.id) =>
  kit.call({ method: 'post', path, cookie: who.cookie, body, params: { id } });
const take = (id: string, state: 'claimed' | 'in-conversation') => {
  kit.cases.add(ticket(id, { state, officer: amy.id }));
};
const holders = async () =>
  (await kit.cases.tickets.list({}, { limit: 10, offset: 0 })).map(({ id, officer }) => [id, officer]).toSorted();

describe('the list of officers', () => {
  it('has everybody who works on cases and can sign in, with what they have now', async () => {
    await kit.signIn('editor');
    await kit.signIn('officer', { isDisabled: true });
    const admin = await kit.signIn('admin');
    take('a', 'claimed');
    take('b', 'in-conversation');
    const { officers, desks } = await list(admin);
    expect(desks).toEqual(DESKS);
    expect(officers.map(({ id, role, load }) => [id, role, load])).toEqual([
      [amy.id, 'officer', 2],
      [boss.id, 'supervisor', 0],
    ]);
    expect(officers[0]).toMatchObject({ name: amy.name, desks: ['tax-desk'], capacity: 10, isAvailable: true });
  });
});

describe('an absence', () => {
  const OUT = '2026-12-01T16:00:00.000Z';

  it('hands back what was not written in, and ends when its day has come', async () => {
    take('a', 'claimed');
    take('b', 'in-conversation');
    expect(codeOf(await post('/officers/:id', boss, { outUntil: OUT }))).toBeUndefined();
    expect((await list()).officers[0]).toMatchObject({ isAvailable: false, outUntil: OUT });
    expect(await holders()).toEqual([
      ['a', null],
      ['b', amy.id],
    ]);
    const before = kit.now().getTime();
    kit.wait(Date.parse(OUT) - before);
    const later = await kit.signIn('supervisor');
    expect((await list(later)).officers.find(({ id }) => id === amy.id)?.isAvailable).toBe(true);
  });

  it('is over as soon as the officer says that they are there', async () => {
    await post('/officers/:id', boss, { outUntil: OUT });
    const people = await post('/cases/availability', amy, { isAvailable: true });
    expect(valueOf<CasePeople>(people).me.isAvailable).toBe(true);
    expect((await kit.officers.find(amy.id)).outUntil).toBeNull();
  });

  it.each([['2026-12-01'], ['soon'], [7]])('is no instant: %s', async (outUntil) => {
    expect(codeOf(await post('/officers/:id', boss, { outUntil }))).toBe('BadInput');
  });
});

describe('handing back all cases', () => {
  it('takes conversations that have begun as well, in the name of who did it, and sets the officer away', async () => {
    take('a', 'claimed');
    take('b', 'in-conversation');
    kit.cases.add(ticket('c', { state: 'claimed', officer: boss.id }));
    const done = valueOf<HandedBack>(await post('/officers/:id/hand-back', boss, {}));
    expect(done.count).toBe(2);
    expect(done.officers.find(({ id }) => id === amy.id)).toMatchObject({ load: 0, isAvailable: false });
    expect(await holders()).toEqual([
      ['a', null],
      ['b', null],
      ['c', boss.id],
    ]);
    const [released] = (await kit.cases.tickets.events('b')).filter(({ what }) => what === 'released');
    expect(released).toMatchObject({ actor: { kind: 'officer', id: boss.id } });
  });

  it('is for those who work on cases only', async () => {
    const editor = await kit.signIn('editor');
    expect(codeOf(await post('/officers/:id/hand-back', boss, {}, editor.id))).toBe('NotFound');
  });
});
