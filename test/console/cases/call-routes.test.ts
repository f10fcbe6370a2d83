import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseDetail } from '../../../src/console/cases/case-api.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type CaseKit, createCaseKit, type SignedInPerson, ticket } from '../../support/case-kit.ts';
import { codeOf, valueOf } from '../../support/console-kit.ts';

describe('a call that an officer proposes', () => {
  let kit: CaseKit;
  let amy: SignedInPerson;
  beforeEach(async () => {
    kit = await createCaseKit();
    amy = await kit.signIn('officer', {}, ['tax-desk']);
    kit.cases.add(ticket('a', { state: 'in-conversation', officer: amy.id }));
  });
  afterEach(() => kit.storage.close());
  afterAll(removeDataDirs);

  const hoursAhead = (hours: number) => new Date(kit.now().getTime() + hours * 3_600_000).toISOString();
  const propose = (body: Record<string, unknown>, who = amy) =>
    kit.call({ method: 'post', path: '/cases/:id/call', params: { id: 'a' }, cookie: who.cookie, body });

  it('within working hours is shown with the case, and can be cancelled', async () => {
    const detail = valueOf<CaseDetail>(await propose({ start: hoursAhead(2), minutes: 30 }));
    expect(detail.callBack).toEqual({ proposed: { start: hoursAhead(2), minutes: 30 }, agreed: null });
    expect(detail.may).toEqual(expect.arrayContaining(['propose-call', 'cancel-call']));
  });

  it('outside working hours is warned of, and proposed when it is meant', async () => {
    const late = { start: hoursAhead(8), minutes: 30 };
    expect(codeOf(await propose(late))).toBe('OutsideHours');
    expect(codeOf(await propose({ ...late, isOutsideHoursMeant: true }))).toBeUndefined();
  });

  it.each([
    ['lies in the past', -1, 30, 'CallTime'],
    ['is months ahead', 24 * 61, 30, 'CallTime'],
    ['takes a length that is not offered', 2, 29, 'BadInput'],
  ])('is refused when it %s', async (_what, hours, minutes, code) => {
    expect(codeOf(await propose({ start: hoursAhead(hours), minutes }))).toBe(code);
  });

  it('is for whoever has the case', async () => {
    const zoe = await kit.signIn('officer', {}, ['tax-desk']);
    expect(codeOf(await propose({ start: hoursAhead(2), minutes: 30 }, zoe))).toBe('not-yours');
  });
});

describe('an officer who goes away', () => {
  it('hands back what they have not written in, and keeps the conversations that have begun', async () => {
    const kit = await createCaseKit();
    const amy = await kit.signIn('officer', {}, ['tax-desk']);
    kit.cases.add(ticket('a', { state: 'claimed', officer: amy.id }));
    kit.cases.add(ticket('b', { state: 'in-conversation', officer: amy.id }));
    const turn = (isAvailable: boolean) =>
      kit.call({ method: 'post', path: '/cases/availability', cookie: amy.cookie, body: { isAvailable } });
    await turn(true);
    expect(await kit.cases.tickets.find('a')).toMatchObject({ officer: amy.id });
    await turn(false);
    expect(await kit.cases.tickets.find('a')).toMatchObject({ officer: null, state: 'new' });
    expect(await kit.cases.tickets.find('b')).toMatchObject({ officer: amy.id, state: 'in-conversation' });
    await kit.storage.close();
  });
});
