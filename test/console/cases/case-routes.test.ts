import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  CaseDetail,
  CasePage,
  CasePeople,
  Draft,
  OfficerSettings,
  RevealedField,
} from '../../../src/console/cases/case-api.ts';
import { MASK } from '../../../src/console/cases/mask-contact.ts';
import { readDialogs } from '../../../src/dialogs/read-dialogs.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type CaseKit, createCaseKit, type SignedInPerson, ticket, visitorLine } from '../../support/case-kit.ts';
import { codeOf, valueOf } from '../../support/console-kit.ts';
import { DIALOGS_DIR } from '../../support/folders.ts';

const HOUR_MS = 3_600_000;
const SCRIPT = '<img src=x onerror=alert(1)>"><script>alert(1)</script>';

let kit: CaseKit;
let amy: SignedInPerson;
beforeEach(async () => {
  kit = await createCaseKit();
  amy = await kit.signIn('officer', {}, ['tax-desk']);
  kit.cases.add(ticket('a'), [visitorLine('m1', 'Call me at +86 138 0013 8000 or write to wang@firm.example')]);
});
afterEach(() => kit.storage.close());
afterAll(removeDataDirs);

const get = (path: string, { cookie }: SignedInPerson, id?: string, query = '') =>
  kit.call({ method: 'get', path, cookie, query, ...(id === undefined ? {} : { params: { id } }) });
const post = (path: string, { cookie }: SignedInPerson, body: unknown, id = 'a') =>
  kit.call({ method: 'post', path, cookie, body, params: { id } });
const act = (command: unknown, who = amy, id = 'a') => post('/cases/:id/act', who, { command }, id);
const detail = async (who = amy, id = 'a') => valueOf<CaseDetail>(await get('/cases/:id', who, id));
const list = async (query: string, who = amy) => valueOf<CasePage>(await get('/cases', who, undefined, query));
const eventsOf = async (id: string, what: string) =>
  (await kit.cases.tickets.events(id)).filter((event) => event.what === what);
const write = (text: string, id = 'message-1') => ({ kind: 'write', id, text, signature: '' });

describe('a case in detail', () => {
  it('masks who somebody is until this officer asks in this session, and writes that down', async () => {
    const masked = (shown: CaseDetail) => shown.fields.filter(({ isMasked }) => isMasked).map(({ slot }) => slot);
    const before = await detail();
    expect(masked(before)).toEqual(['contactName', 'contactTitle', 'email', 'phone', 'wechat']);
    expect(JSON.stringify(before.fields)).not.toMatch(/Wang|Financial|wang@|8000|wangxm/u);
    expect(before.fields.find(({ slot }) => slot === 'email')?.shown.en).toBe(MASK);

    const revealed = valueOf<RevealedField>(await post('/cases/:id/reveal', amy, { slot: 'email' }));
    expect(revealed.shown.en).toContain('wang@firm.example');
    const after = await detail();
    expect(masked(after)).toEqual(['contactName', 'contactTitle', 'phone', 'wechat']);
    expect(after.fields.find(({ slot }) => slot === 'email')?.shown.en).toContain('wang@firm.example');

    const [event, ...more] = await eventsOf('a', 'revealed');
    expect(event).toMatchObject({ actor: { kind: 'officer', id: amy.id, name: amy.name }, detail: { slot: 'email' } });
    await post('/cases/:id/reveal', amy, { slot: 'email' });
    expect([...more, ...(await eventsOf('a', 'revealed')).slice(1)]).toEqual([]);

    const zoe = await kit.signIn('officer', {}, ['tax-desk']);
    expect(masked(await detail(zoe))).toContain('email');
    // The mark of the session is nobody else's to see.
    expect((await detail(zoe)).events.find(({ what }) => what === 'revealed')?.detail).toEqual({ slot: 'email' });
  });

  it('is masked again in the next session', async () => {
    await post('/cases/:id/reveal', amy, { slot: 'phone' });
    const { createSessions } = await import('../../../src/console/accounts/sessions.ts');
    const account = await kit.storage.accounts.find(amy.id);
    const next = await createSessions(kit.storage.accounts, kit.now).open(account!);
    const again = await detail({ ...amy, cookie: `goglobal_console=${next}` });
    expect(again.fields.find(({ slot }) => slot === 'phone')?.isMasked).toBe(true);
  });

  it.each([
    'company',
    'needs',
    'constructor',
    '__proto__',
    'nothing',
  ])('reveals no «%s»: it is not masked', async (slot) => {
    expect(codeOf(await post('/cases/:id/reveal', amy, { slot }))).toBe('NotFound');
    expect(await eventsOf('a', 'revealed')).toEqual([]);
  });

  it('names what was withheld without a value', async () => {
    const withheld = (await detail()).fields.filter(({ isWithheld }) => isWithheld);
    expect(withheld.map(({ slot, shown }) => [slot, shown.en])).toEqual([['turnover', '']]);
  });

  it('is noted as viewed once per officer and hour, however often it is opened', async () => {
    const zoe = await kit.signIn('supervisor');
    await Promise.all([detail(), detail(), detail()]);
    await detail(zoe);
    expect((await eventsOf('a', 'viewed')).map(({ actor }) => actor.id)).toEqual([amy.id, zoe.id]);
    kit.wait(HOUR_MS / 2);
    await detail();
    expect(await eventsOf('a', 'viewed')).toHaveLength(2);
    kit.wait(HOUR_MS / 2);
    const amyAgain = await kit.signIn('officer', {}, ['tax-desk']);
    await detail(amyAgain);
    expect(await eventsOf('a', 'viewed')).toHaveLength(3);
  });

  it('shows the conversation as it is, to whoever may see the case', async () => {
    expect((await detail()).transcript.map(({ author, text }) => [author, text])).toEqual([
      ['visitor', 'Call me at +86 138 0013 8000 or write to wang@firm.example'],
    ]);
  });

  it('names other cases of the company only when they may be seen', async () => {
    const fields = ticket('a').fields;
    kit.cases.add(ticket('b', { fields }));
    kit.cases.add(ticket('c', { fields, desk: 'law-desk' }));
    expect((await detail()).similar.map(({ id }) => id)).toEqual(['b']);
    expect((await detail(await kit.signIn('supervisor'))).similar.map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('passes markup through as the text that it is', async () => {
    kit.cases.add(ticket('x', { summary: SCRIPT, fields: { company: SCRIPT } }), [visitorLine('m1', SCRIPT)]);
    await act({ kind: 'claim' }, amy, 'x');
    await act({ kind: 'note', text: SCRIPT, mentions: [] }, amy, 'x');
    const response = await get('/cases/:id', amy, 'x');
    expect(response.kind).toBe('json');
    const shown = valueOf<CaseDetail>(response);
    expect(shown.notes[0]?.text).toBe(SCRIPT);
    expect([shown.company, shown.summary, shown.transcript[0]?.text]).toEqual([SCRIPT, SCRIPT, SCRIPT]);
  });
});

describe('what an officer does with a case', () => {
  it('is answered with the case as it is then', async () => {
    const claimed = valueOf<CaseDetail>(await act({ kind: 'claim' }));
    expect(claimed).toMatchObject({ state: 'claimed', isMine: true, officer: amy.name, version: 2 });
    expect(claimed.may).toContain('write');
    expect(valueOf<CaseDetail>(await act(write('Good morning')))).toMatchObject({
      state: 'waiting-for-visitor',
      urgency: 'none',
      lastMessage: 'Good morning',
    });
  });

  it('writes a message once, however often it is sent', async () => {
    await act({ kind: 'claim' });
    for (let times = 0; times < 3; times += 1) await act(write('Good morning'));
    const { transcript, version } = await detail();
    expect(transcript.filter(({ author }) => author === 'officer').map(({ text }) => text)).toEqual(['Good morning']);
    expect(version).toBe(3);
  });

  it('is signed by the server: nobody writes as somebody else', async () => {
    await act({ kind: 'claim' });
    await act({ ...write('Good morning'), signature: 'The Chief Executive' });
    expect((await detail()).transcript.at(-1)?.signature).toBe(`${amy.name} · Tax desk`);
    const signature = { en: 'Amy Chan, InvestHK', 'zh-Hant': '陳小姐', 'zh-Hans': '陈小姐' };
    await kit.officers.change(amy.id, { signature });
    await act(write('Me again', 'message-2'));
    expect((await detail()).transcript.at(-1)?.signature).toBe('Amy Chan, InvestHK');
  });

  it('is offered as far as it is possible: to the owner, to others, to a supervisor, to an admin', async () => {
    kit.cases.change('a', { state: 'claimed', officer: amy.id });
    const may = async (who: SignedInPerson) => (await detail(who)).may;
    expect(await may(amy)).toEqual(expect.arrayContaining(['write', 'release', 'resolve', 'transfer']));
    expect(await may(await kit.signIn('officer', {}, ['tax-desk']))).toEqual(['note', 'label', 'mark-spam']);
    const boss = await kit.signIn('supervisor');
    expect(await may(boss)).toEqual(expect.arrayContaining(['claim', 'release', 'transfer']));
    expect(await may(boss)).not.toContain('write');
    expect(await may(await kit.signIn('admin'))).toEqual([]);
    for (const command of [write('In her place'), { kind: 'claim' }])
      expect([command.kind, codeOf(await act(command, boss))]).toEqual([
        command.kind,
        command.kind === 'write' ? 'not-yours' : undefined,
      ]);
  });

  it('goes to one of two who claim at once; the other is told who has it', async () => {
    const zoe = await kit.signIn('officer', {}, ['tax-desk']);
    const outcomes = await Promise.all([act({ kind: 'claim' }), act({ kind: 'claim' }, zoe)]);
    const [refusal, ...more] = outcomes.filter((outcome) => outcome.kind === 'refusal');
    expect(more).toEqual([]);
    const winner = codeOf(outcomes[0]) === undefined ? amy : zoe;
    expect(refusal).toMatchObject({ status: 409, code: 'claimed-by-other', values: { officer: winner.name } });
    // Claiming what one has already is no fault.
    expect(codeOf(await act({ kind: 'claim' }, winner))).toBeUndefined();
  });

  it.each([
    ['not-yours', 'claimed', write('Hello')],
    ['not-yours', 'claimed', { kind: 'resolve', reason: 'done' }],
    ['wrong-state', 'resolved', { kind: 'claim' }],
    ['not-yours', 'claimed', { kind: 'release', reason: '' }],
    ['wrong-state', 'new', write('Hello')],
    ['unknown-desk', 'new', { kind: 'transfer', desk: 'no-desk', officer: null, reason: 'theirs' }],
    ['unknown-officer', 'new', { kind: 'transfer', desk: 'law-desk', officer: 'nobody', reason: 'theirs' }],
  ] as const)('is refused as «%s» when the case is %s, in words of three languages', async (code, state, command) => {
    kit.cases.add(ticket('r', { state, officer: state === 'claimed' ? 'somebody' : null }));
    const response = await act(command, amy, 'r');
    expect(response).toMatchObject({ kind: 'refusal', status: 409, code });
    const { wording } = await readDialogs(DIALOGS_DIR);
    if (response.kind !== 'refusal') throw new Error('not reached');
    const said = LANGUAGES.map((language) => wording(response.key, language, response.values));
    expect(new Set(said).size).toBe(3);
  });

  it.each([
    { kind: 'relay', id: 'message-1', text: 'as the visitor' },
    { kind: 'rate', rating: 5 },
    { kind: 'withdraw' },
    { kind: 'leave-queue' },
    { kind: 'pass-on' },
    { kind: 'delete' },
    { kind: 'claim', officer: 'somebody-else' },
    write(''),
    write('   \n '),
    write('字'.repeat(2_001)),
    write('no id', ''),
    write('an id that is a reply’s', 'message-1.reply'),
    { kind: 'note', text: 'n'.repeat(2_001), mentions: [] },
    { kind: 'note', text: 'n', mentions: Array.from({ length: 21 }, (_, index) => `id-${index}`) },
    { kind: 'transfer', desk: 'law-desk', officer: null, reason: '' },
    { kind: 'release', reason: 'r'.repeat(301) },
    { kind: 'label', labels: ['two\nlines'] },
    { kind: 'label', labels: Array.from({ length: 11 }, (_, index) => `label-${index}`) },
    { kind: 'snooze', until: 'tomorrow' },
    { kind: 'mark-spam', isSpam: 'yes', reason: '' },
  ])('is none of an officer’s: %o', async (command) => {
    kit.cases.change('a', { state: 'claimed', officer: amy.id });
    expect(codeOf(await act(command))).toBe('BadInput');
    expect(await kit.cases.tickets.events('a')).toEqual([]);
  });

  it('takes a message of exactly 2,000 characters', async () => {
    await act({ kind: 'claim' });
    expect(codeOf(await act(write('字'.repeat(2_000))))).toBeUndefined();
  });

  it('puts a case off only until a time ahead, within half a year', async () => {
    const until = (days: number) => new Date(kit.now().getTime() + days * 24 * HOUR_MS).toISOString();
    for (const days of [-1, 0, 181])
      expect(codeOf(await act({ kind: 'snooze', until: until(days) }))).toBe('SnoozeTime');
    expect(valueOf<CaseDetail>(await act({ kind: 'snooze', until: until(2) })).snoozedUntil).toBe(until(2));
    expect((await list('view=queue')).total).toBe(0);
    expect((await list('view=snoozed')).rows.map(({ id }) => id)).toEqual(['a']);
  });

  it('shows typing only for the officer who has the case', async () => {
    expect(codeOf(await post('/cases/:id/typing', amy, {}))).toBe('not-yours');
    await act({ kind: 'claim' });
    expect(valueOf(await post('/cases/:id/typing', amy, {}))).toEqual({});
    expect(kit.typed).toEqual(['conversation-a']);
  });

  it('sends an approved message once, for the officer who has the case, and writes it down', async () => {
    const chosen = { id: 'template-1', name: 'officer_replied', language: 'en', values: ['GG2611'] };
    expect(codeOf(await post('/cases/:id/template', amy, chosen))).toBe('not-yours');
    await act({ kind: 'claim' });
    expect(valueOf(await get('/cases/:id/templates', amy, 'a'))).toEqual([
      { name: 'officer_replied', language: 'en', text: 'A reply on case {{1}}', gaps: 1 },
    ]);
    expect(codeOf(await post('/cases/:id/template', amy, { ...chosen, values: [] }))).toBe('NotFound');
    const shown: string[] = [];
    const stop = kit.cases.handoff.subscribe(({ id }) => shown.push(id));
    const detail = valueOf<CaseDetail>(await post('/cases/:id/template', amy, chosen));
    stop();
    // Colleagues who have the case open.
    expect(shown).toEqual(['a']);
    expect(detail.events.at(-1)).toMatchObject({ what: 'template-sent', detail: { template: 'officer_replied' } });
    await post('/cases/:id/template', amy, chosen);
    expect(kit.sentTemplates).toEqual([['conversation-a', 'GG2611']]);
  });

  it('gives a case away and then sees it no more', async () => {
    const gone = await act({ kind: 'transfer', desk: 'law-desk', officer: null, reason: 'a question of law' });
    expect(valueOf<CaseDetail>(gone)).toMatchObject({ desk: { id: 'law-desk' }, may: [] });
    expect(codeOf(await get('/cases/:id', amy, 'a'))).toBe('NotFound');
  });
});

describe('a draft', () => {
  it('answers the visitor’s last message in their language, with what was asked before', async () => {
    kit.cases.add(ticket('d', { language: 'zh-Hans' }), [
      visitorLine('m1', '利得税？'),
      visitorLine('m2', '那印花税呢？'),
    ]);
    const draft = valueOf<Draft>(await post('/cases/:id/draft', amy, {}, 'd'));
    expect(kit.asked).toEqual([['那印花税呢？', ['利得税？'], 'zh-Hans']]);
    expect(draft.text).toContain('那印花税呢？');
    expect(draft.citations).toEqual([
      {
        mark: 1,
        title: 'Two-tiered profits tax',
        publisher: 'Inland Revenue Department',
        url: 'https://www.ird.gov.hk/eng/faq/2tr.htm',
        checkedOn: '2026-10-01',
      },
    ]);
  });

  it('answers a question of the officer’s own', async () => {
    await post('/cases/:id/draft', amy, { question: 'And dividends?' });
    expect(kit.asked[0]?.[0]).toBe('And dividends?');
  });

  it('is refused when the knowledge does not answer, or nobody asked anything', async () => {
    kit.cases.add(ticket('silent'));
    expect(codeOf(await post('/cases/:id/draft', amy, {}, 'silent'))).toBe('NoDraft');
    const unsure = await createCaseKit(() => ({ status: 'unanswerable_no_content' }));
    const officer = await unsure.signIn('officer');
    unsure.cases.add(ticket('a'), [visitorLine('m1', 'Who wins?')]);
    const request = { method: 'post', path: '/cases/:id/draft', cookie: officer.cookie, body: {} } as const;
    expect(codeOf(await unsure.call({ ...request, params: { id: 'a' } }))).toBe('NoDraft');
    await unsure.storage.close();
  });
});

describe('lists', () => {
  it('hold what a view means, for this officer’s desks and own cases', async () => {
    kit.cases.add(ticket('mine', { desk: 'law-desk', state: 'claimed', officer: amy.id }));
    kit.cases.add(ticket('theirs', { state: 'in-conversation', officer: 'zoe' }));
    kit.cases.add(ticket('far', { desk: 'law-desk' }));
    kit.cases.add(ticket('done', { state: 'resolved', resolvedAt: '2026-11-26T03:30:00.000Z' }));
    kit.cases.add(ticket('later', { snoozedUntil: '2026-12-01T00:00:00.000Z' }));
    kit.cases.add(ticket('junk', { isSpam: true }));
    const ids = async (view: string, who = amy) =>
      (await list(`view=${view}`, who)).rows.map(({ id }) => id).toSorted();
    expect(await ids('queue')).toEqual(['a']);
    expect(await ids('mine')).toEqual(['mine']);
    expect(await ids('open')).toEqual(['a', 'theirs']);
    expect(await ids('ended')).toEqual(['done']);
    expect(await ids('snoozed')).toEqual(['later']);
    expect(await ids('spam')).toEqual(['junk']);
    expect((await list('')).counts).toEqual({ queue: 1, mine: 1, open: 2, snoozed: 1, ended: 1, spam: 1 });
    const boss = await kit.signIn('supervisor');
    expect(await ids('queue', boss)).toEqual(['a', 'far']);
    expect(await ids('open', boss)).toEqual(['a', 'far', 'mine', 'theirs']);
  });

  it('are narrowed by desk, language, label and search, and never widened', async () => {
    kit.cases.add(ticket('far', { desk: 'law-desk' }));
    kit.cases.add(ticket('hans', { language: 'zh-Hans', labels: ['vip'], fields: { company: '长风科技' } }));
    const ids = async (query: string, who = amy) => (await list(query, who)).rows.map(({ id }) => id).toSorted();
    expect(await ids('desk=law-desk')).toEqual([]);
    expect(await ids('desk=tax-desk')).toEqual(['a', 'hans']);
    expect(await ids('desk=law-desk', await kit.signIn('supervisor'))).toEqual(['far']);
    expect(await ids('language=zh-Hans')).toEqual(['hans']);
    expect(await ids('label=vip')).toEqual(['hans']);
    expect(await ids(`search=${encodeURIComponent('长风')}`)).toEqual(['hans']);
    expect(await ids('search=&desk=&language=&label=')).toEqual(['a', 'hans']);
    expect((await list('')).desks.map(({ id }) => id)).toEqual(['tax-desk']);
  });

  it.each([
    'view=all',
    'page=0',
    'page=x',
    'language=fr',
    `search=${'x'.repeat(201)}`,
    'days=181',
  ])('refuse «%s»', async (query) => {
    expect(codeOf(await get('/cases', amy, undefined, query))).toBe('BadInput');
  });

  it('are paged, with the total', async () => {
    for (let index = 0; index < 29; index += 1) kit.cases.add(ticket(`p${index}`));
    const [first, second, third] = await Promise.all([list(''), list('page=2'), list('page=3')]);
    expect([first.rows.length, second.rows.length, third.rows.length]).toEqual([25, 5, 0]);
    expect([first.total, second.total, third.total]).toEqual([30, 30, 30]);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(30);
  });

  it('cover e-mail addresses and telephone numbers in previews', async () => {
    kit.cases.add(ticket('s', { summary: '联系我：１３８００１３８０００，li＠firm.example' }));
    const { rows } = await list('');
    expect(rows.find(({ id }) => id === 'a')?.lastMessage).toBe(`Call me at ${MASK} or write to ${MASK}`);
    expect(rows.find(({ id }) => id === 's')?.summary).toBe(`联系我：${MASK}，${MASK}`);
    expect(JSON.stringify(rows)).not.toContain('Wang');
  });

  it('tell at a glance what is late, soon, in time and not owed', async () => {
    const by = (hours: number) => new Date(kit.now().getTime() + hours * HOUR_MS).toISOString();
    kit.cases.add(ticket('late', { promisedBy: by(-1) }));
    kit.cases.add(ticket('soon', { promisedBy: by(1) }));
    kit.cases.add(ticket('in-time', { promisedBy: by(5) }));
    const replied = {
      state: 'waiting-for-visitor',
      officer: 'zoe',
      firstReplyAt: by(-1),
      lastOfficerAt: by(-1),
    } as const;
    kit.cases.add(ticket('none', replied));
    const { rows } = await list('view=open');
    const urgency = new Map(rows.map((row) => [row.id, row.urgency]));
    for (const id of ['late', 'soon', 'in-time', 'none']) expect([id, urgency.get(id)]).toEqual([id, id]);
  });
});

describe('what the officer has seen', () => {
  it('is shown for the visitor’s own messages, by the officer who has the case and by nobody else', async () => {
    kit.cases.add(ticket('read', { state: 'claimed', officer: amy.id }), [visitorLine('v-1', 'Hello')]);
    const see = (who: SignedInPerson, message: string) => post('/cases/:id/seen', who, { message }, 'read');
    expect(codeOf(await see(amy, 'v-1'))).toBeUndefined();
    expect(codeOf(await see(amy, 'made-up'))).toBe('NotFound');
    expect(codeOf(await see(await kit.signIn('supervisor'), 'v-1'))).toBe('not-yours');
    expect(kit.seen).toEqual(['conversation-read v-1']);
  });
});

describe('people', () => {
  it('are those who work on cases, with their desks', async () => {
    const boss = await kit.signIn('supervisor', {}, ['law-desk']);
    await kit.signIn('officer', { isDisabled: true });
    await kit.signIn('editor');
    await post('/cases/availability', boss, { isAvailable: false });
    const people = valueOf<CasePeople>(await get('/cases/people', amy));
    expect(people.officers).toEqual([
      { id: amy.id, name: amy.name, desks: ['tax-desk'], isAvailable: true, seesCase: true },
      { id: boss.id, name: boss.name, desks: ['law-desk'], isAvailable: false, seesCase: true },
    ]);
    expect(people.me).toEqual({ id: amy.id, isAvailable: true, desks: ['tax-desk'], email: null });
    expect(JSON.stringify(people)).not.toContain('scrypt');
  });

  it('have canned replies that are filled in for a case', async () => {
    const plain = valueOf<CasePeople>(await get('/cases/people', amy)).cannedReplies;
    expect(plain.find(({ id }) => id === 'promise')?.text.en).toContain('{number}');
    const filled = valueOf<CasePeople>(await get('/cases/people', amy, undefined, 'case=a')).cannedReplies;
    expect(filled.find(({ id }) => id === 'promise')?.text).toEqual({
      en: 'We will reply to case GG2611-A by 26 November 2026 17:00 (Hong Kong time) at the latest.',
      'zh-Hant': '個案GG2611-A最遲於2026年11月26日 17:00（香港時間）回覆。',
      'zh-Hans': '个案GG2611-A最迟于2026年11月26日 17:00（香港时间）回复。',
    });
    expect(JSON.stringify(filled)).not.toMatch(/\{(number|officer|company|promise)\}/u);
    kit.cases.add(ticket('far', { desk: 'law-desk' }));
    expect(codeOf(await get('/cases/people', amy, undefined, 'case=far'))).toBe('NotFound');
  });

  it('are given desks by supervisors, and only desks that exist', async () => {
    const boss = await kit.signIn('supervisor');
    const set = (body: unknown) => post('/officers/:id', boss, body, amy.id);
    expect(codeOf(await set({ desks: ['no-desk'] }))).toBe('UnknownDesk');
    expect(codeOf(await set({ capacity: 0 }))).toBe('BadInput');
    expect(codeOf(await set({ isAvailable: true }))).toBe('BadInput');
    expect(valueOf<OfficerSettings>(await set({ desks: ['law-desk', 'law-desk'] }))).toEqual({
      id: amy.id,
      desks: ['law-desk'],
      languages: [],
      capacity: 10,
      signature: null,
      email: null,
      outUntil: null,
    });
    expect(valueOf(await get('/officers/:id', boss, amy.id))).toMatchObject({ desks: ['law-desk'] });
    expect(codeOf(await get('/cases/:id', amy, 'a'))).toBe('NotFound');
  });
});
