import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseBoard, CasePage } from '../../../src/console/cases/case-api.ts';
import { toCsv } from '../../../src/console/cases/csv.ts';
import { EMPTY_STATE } from '../../../src/domain/conversation.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { removeDataDirs } from '../../fakes/start-test-app.ts';
import { type CaseKit, createCaseKit, type SignedInPerson, ticket } from '../../support/case-kit.ts';
import { valueOf } from '../../support/console-kit.ts';
import { unzip } from '../../support/unzip.ts';

let kit: CaseKit;
let boss: SignedInPerson;
beforeEach(async () => {
  kit = await createCaseKit();
  boss = await kit.signIn('supervisor');
});
afterEach(() => kit.storage.close());
afterAll(removeDataDirs);

const get = (path: string, query = '', who = boss) => kit.call({ method: 'get', path, query, cookie: who.cookie });
const list = async (query: string, who = boss) => valueOf<CasePage>(await get('/cases', query, who));
const board = async (days = 7) => valueOf<CaseBoard>(await get('/cases/board', `days=${days}`));

describe('cells of a table', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    '＝1',
    '＠SUM',
    '|cmd',
    '"=1',
    "'=1",
    '%0A',
  ])('are never taken for a formula: %j', (text) => {
    expect(toCsv([[text]])).toBe(`\uFEFF"'${text.replaceAll('"', '""')}"\r\n`);
  });

  it('keep quotes, commas, line breaks and Chinese as they are', () => {
    expect(toCsv([['a,"b"', '长风\n科技', '2026-11-26', '']])).toBe('\uFEFF"a,""b""","长风\n科技","2026-11-26",""\r\n');
  });
});

describe('the export', () => {
  it('is a file of the view with contact fields masked, written down on every case in it', async () => {
    kit.cases.add(ticket('a', { summary: '=HYPERLINK("https://evil.example") call 138 0013 8000' }));
    kit.cases.add(ticket('b', { fields: {} }));
    kit.cases.add(ticket('junk', { isSpam: true }));
    const response = await get('/cases/export.csv', 'view=queue');
    if (response.kind !== 'content') throw new Error(JSON.stringify(response));
    expect(response.headers).toMatchObject({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="cases-queue-2026-11-26.csv"',
      'X-Total-Count': '2',
    });
    const lines = String(response.content).split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]?.startsWith('\uFEFF"number","state"')).toBe(true);
    expect(lines[1]).toContain(`"'=HYPERLINK(""https://evil.example"") call ••••"`);
    expect(response.content).not.toMatch(/Wang|wang@|8000|wangxm|Financial/u);
    for (const [id, count] of [
      ['a', 1],
      ['b', 1],
      ['junk', 0],
    ] as const) {
      const events = (await kit.cases.tickets.events(id)).filter(({ what }) => what === 'exported');
      expect([id, events.map(({ actor }) => actor.id)]).toEqual([id, Array.from({ length: count }, () => boss.id)]);
    }
  });
});

describe('the workbook', () => {
  it('has the rows of the list with numbers and dates as such, no formula, and a head that stays', async () => {
    const evil = `=HYPERLINK("https://evil.example") \u0001&<b> 138 0013 8000`;
    kit.cases.add(ticket('a', { summary: evil, labels: ['+1', '@x'], rating: 4 }));
    const response = await get('/cases/export.xlsx', 'view=queue');
    if (response.kind !== 'content') throw new Error(JSON.stringify(response));
    expect(response.headers).toMatchObject({
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': 'attachment; filename="cases-queue-2026-11-26.xlsx"',
      'X-Total-Count': '1',
    });
    const files = unzip(Buffer.from(response.content));
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
    const all = [...files.values()].join('');
    expect(sheet).not.toMatch(/<f[ >]/u);
    expect(all).toContain('=HYPERLINK(');
    expect(all).toContain('&amp;&lt;b&gt; ••••');
    expect(all).not.toMatch(/Wang|wang@|8000|\u0001/u);
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/u);
    // 70 points, and 11:00 on 26 November 2026 in Hong Kong, counted in days since 1900.
    expect(sheet).toMatch(/<c [^>]*><v>70<\/v>/u);
    const day = (Date.UTC(2026, 10, 26, 11) - Date.UTC(1899, 11, 30)) / 86_400_000;
    expect(sheet).toContain(`<v>${String(day).slice(0, 10)}`);
    const events = (await kit.cases.tickets.events('a')).filter(({ what }) => what === 'exported');
    expect(events.map(({ detail }) => detail)).toEqual([{ view: 'queue', format: 'xlsx' }]);
  });
});

describe('the board', () => {
  beforeEach(() => {
    kit.cases.add(ticket('late', { promisedBy: '2026-11-26T03:30:00.000Z' }));
    kit.cases.add(ticket('fresh', { fields: { needs: ['tax'], markets: ['id'] } }));
    kit.cases.add(
      ticket('kept', {
        openedAt: '2026-11-24T17:00:00.000Z',
        promisedBy: '2026-11-25T09:00:00.000Z',
        firstReplyAt: '2026-11-25T08:00:00.000Z',
        state: 'resolved',
        resolvedAt: '2026-11-25T09:00:00.000Z',
      }),
    );
    kit.cases.add(ticket('old', { openedAt: '2026-10-01T00:00:00.000Z', promisedBy: '2026-10-02T00:00:00.000Z' }));
    kit.cases.add(ticket('junk', { isSpam: true }));
  });
  const values = (figures: CaseBoard['needs']) => Object.fromEntries(figures.map(({ id, value }) => [id, value]));

  it('counts by Hong Kong day, state, promise, need, market, province and way to the end', async () => {
    const shown = await board();
    expect(shown.since).toBe('2026-11-19T16:00:00.000Z');
    expect(shown.volume.map(({ id }) => id)).toHaveLength(7);
    // 17:00 UTC on the 24th is the 25th in Hong Kong.
    expect(values(shown.volume)).toMatchObject({ '2026-11-20': 0, '2026-11-24': 0, '2026-11-25': 1, '2026-11-26': 2 });
    expect(values(shown.states)).toMatchObject({ new: 2, resolved: 1, claimed: 0 });
    expect(values(shown.waiting)).toEqual({ late: 2, soon: 0, 'in-time': 1 });
    expect(values(shown.promises)).toEqual({ kept: 1, missed: 1, pending: 1 });
    expect(shown.needs.map(({ id, value }) => [id, value])).toEqual([
      ['tax', 3],
      ['treasury', 2],
    ]);
    expect(shown.needs[0]?.name?.en).toBe('tax (en)');
    expect(values(shown.markets)).toEqual({ vn: 2, id: 1 });
    expect(values(shown.provinces)).toEqual({ guangdong: 2 });
    expect(values(shown.funnel)).toEqual({ chats: 0, opened: 3, qualified: 3, resolved: 1 });
  });

  it('lists behind every figure exactly the cases that it counts', async () => {
    const shown = await board();
    const { volume, states, waiting, promises, needs, markets, provinces, funnel } = shown;
    const figures = [volume, states, waiting, promises, needs, markets, provinces, funnel].flat();
    expect(figures.length).toBeGreaterThan(20);
    for (const { id, value, query } of figures)
      if (query !== null) expect([id, (await list(query)).total]).toEqual([id, value]);
    expect((await list('figure=nothing:x')).total).toBe(0);
    expect((await list('figure=constructor:x')).total).toBe(0);
  });

  it('gives an officer no figure of others', async () => {
    const officer = await kit.signIn('officer', {}, ['law-desk']);
    expect((await list('figure=state:new&days=7', officer)).total).toBe(0);
  });

  it('counts chats and answers of the assistant', async () => {
    const turn = (conversation: string, status: 'answered' | 'clarification', expectedVersion = 0) =>
      kit.storage.conversations.saveTurn({
        message: { id: `m${expectedVersion}`, conversation, text: 'q', channel: 'web', at: '2026-11-26T03:00:00.000Z' },
        reply: {
          id: `m${expectedVersion}.reply`,
          conversation,
          at: '2026-11-26T03:00:00.000Z',
          answer: { ...answerTo({ text: 'q' }), status },
        },
        state: EMPTY_STATE,
        expectedVersion,
      });
    await turn('c1', 'answered');
    await turn('c1', 'answered', 1);
    await turn('c2', 'clarification');
    const shown = await board();
    expect(values(shown.outcomes)).toEqual({ answered: 2, clarification: 1 });
    expect(values(shown.funnel)['chats']).toBe(2);
  });
});
