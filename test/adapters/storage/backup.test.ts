import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { backUpStorage, restoreStorage } from '../../../src/adapters/storage/back-up-storage.ts';
import { createLineDigest } from '../../../src/adapters/storage/backup-format.ts';
import { createStorage, type Storage } from '../../../src/adapters/storage/create-storage.ts';
import { BackupFault } from '../../../src/adapters/storage/read-backup.ts';
import { EMPTY_STATE } from '../../../src/domain/conversation.ts';
import { account } from '../../contracts/account-store.ts';
import { answerTo } from '../../fakes/fake-core.ts';
import { makeFolder, removeDataDirs } from '../../fakes/start-test-app.ts';
import { overEachDatabase, type Place, type TestDatabase } from '../../support/databases.ts';
import { after, ticket } from '../../support/ticket.ts';

afterAll(removeDataDirs);

const clock = () => new Date(after(0));
/** Everything that has broken a format before: line ends of other standards, U+0000, the mark that stands for it. */
const ODD = '香港𠮷 "quotes" \\ \n \r \u2028 \u2029 \u0000 \u001a \u001a0 {"sha256":"x"}';
/** More than one page and more than one insert. */
const MANY = 1203;

const databases: TestDatabase[] = [];
overEachDatabase((database) => {
  databases.push(database);
  describe(`a backup of ${database.name}`, () => {
    it('refuses a file that is there, and leaves it alone', async () => {
      const { place, file } = await filled(database);
      await writeFile(file, 'mine');
      await expect(backUpStorage(place.options, file, clock)).rejects.toThrow('EEXIST');
      expect(await readFile(file, 'utf8')).toBe('mine');
      await place.remove();
    });

    it('is one moment of a database that is written to meanwhile', async () => {
      const { place, file } = await filled(database);
      const storage = await createStorage(place.options);
      const written = backUpStorage(place.options, file, clock);
      for (let index = 0; index < 30; index += 1)
        await storage.activities.append('meanwhile', [{ id: `m${index}`, type: 'message' }]);
      const { rows } = await written;
      const lines = linesOf(await readFile(file));
      expect(lines).toHaveLength(2 + sum(rows) + Object.keys(rows).length);
      await storage.close();
      await place.remove();
    });

    it('is refused by a database that is not empty, unless that may be replaced', async () => {
      const { place, file } = await filled(database);
      await backUpStorage(place.options, file, clock);
      const storage = await createStorage(place.options);
      await storage.activities.append('later', [{ id: 'm', type: 'message' }]);
      await storage.close();
      expect(await restoreStorage(place.options, file, false)).toEqual({ kind: 'not-empty' });
      expect(await activitiesOf(place, 'later')).toHaveLength(1);
      expect(await restoreStorage(place.options, file, true)).toMatchObject({ kind: 'restored' });
      expect(await activitiesOf(place, 'later')).toEqual([]);
      expect(await activitiesOf(place, 'c')).toHaveLength(MANY);
      await place.remove();
    });

    it('is refused when it is cut, changed or of a later release, and nothing has changed then', async () => {
      const { place, file } = await filled(database);
      await backUpStorage(place.options, file, clock);
      const whole = await readFile(file);
      const lines = linesOf(whole);
      const faulty: Readonly<Record<string, Buffer>> = {
        'cut within': whole.subarray(0, whole.length / 2),
        'cut by its last byte': whole.subarray(0, -1),
        'without its end': packed(lines.slice(0, -1)),
        'with a row less': packed(lines.toSpliced(-3, 1)),
        'with a word changed': packed(lines.map((line) => line.replace('Blue Harbour', 'Grey Harbour'))),
        'with a line after its end': packed([...lines, '{}']),
        'not packed': Buffer.from(lines.join('\n')),
        empty: Buffer.alloc(0),
        'with a column that does not exist': sealed(lines.map((line) => line.replace('"signature"', '"seal"'))),
        'with an unknown table': sealed(lines.map((line) => line.replace('"table":"officers"', '"table":"offices"'))),
      };
      for (const [how, content] of Object.entries(faulty)) {
        await writeFile(file, content);
        await expect(restoreStorage(place.options, file, true), how).rejects.toBeInstanceOf(BackupFault);
      }
      await writeFile(file, sealed(lines.map((line) => line.replace(/"migration":"[^"]+"/, '"migration":"9999_far"'))));
      expect(await restoreStorage(place.options, file, true)).toEqual({ kind: 'newer', migration: '9999_far' });
      expect(await activitiesOf(place, 'c')).toHaveLength(MANY);
      await place.remove();
    }, 60_000);
  });
});

describe.each(
  databases.flatMap((from) => databases.map((to) => [from, to] as const)).map(([from, to]) => ({ from, to })),
)('a backup of $from.name restored into $to.name and back', ({ from, to }) => {
  it('has every row as it was, in its order', async () => {
    const { place, file } = await filled(from);
    await backUpStorage(place.options, file, clock);
    const [there, back] = [await to.makePlace(true), await from.makePlace()];
    expect(await restoreStorage(there.options, file, false)).toMatchObject({
      kind: 'restored',
      rows: { activities: MANY, tickets: 1, ticket_notes: 1, outbox: 2, accounts: 1, account_events: 2, officers: 1 },
    });
    await backUpStorage(there.options, `${file}.there`, clock);
    expect(await restoreStorage(back.options, `${file}.there`, false)).toMatchObject({ kind: 'restored' });
    await backUpStorage(back.options, `${file}.back`, clock);
    const lines = linesOf(await readFile(file));
    expect(linesOf(await readFile(`${file}.there`))).toEqual(lines);
    expect(linesOf(await readFile(`${file}.back`))).toEqual(lines);
    for (const used of [place, there, back]) await used.remove();
  });

  it('goes on counting where it was, and is read as it was written', async () => {
    const { place, file } = await filled(from);
    await backUpStorage(place.options, file, clock);
    const there = await to.makePlace();
    await restoreStorage(there.options, file, false);
    const storage = await createStorage({ ...there.options, clock });
    expect((await storage.conversations.transcript('c', 10))[0]?.text).toBe(ODD);
    await storage.accounts.note({ at: after(3), what: 'signed-in', actor: 'amy', subject: 'amy', detail: 'third' });
    expect((await storage.accounts.events(3)).map(({ detail }) => detail)).toEqual(['third', ODD, 'first']);
    await storage.outbox.add([entry('e3')]);
    expect((await storage.outbox.take('email', clock(), new Date(after(1)), 9)).map(({ id }) => id)).toEqual([
      'e1',
      'e2',
      'e3',
    ]);
    await storage.close();
    for (const used of [place, there]) await used.remove();
  });
});

async function filled(database: TestDatabase): Promise<{ readonly place: Place; readonly file: string }> {
  const place = await database.makePlace();
  const storage = await createStorage({ ...place.options, clock });
  await fill(storage);
  await storage.close();
  return { place, file: join(await makeFolder(), 'all.backup') };
}

async function fill(storage: Storage): Promise<void> {
  await storage.conversations.saveTurn({
    message: { id: 'm', conversation: 'c', text: ODD, channel: 'test', at: after(0) },
    reply: { id: 'm.reply', conversation: 'c', at: after(0), answer: answerTo({ text: ODD }) },
    state: EMPTY_STATE,
    expectedVersion: 0,
  });
  await storage.insights.keepFeedback({ conversation: 'c', reply: 'm.reply', feedback: { verdict: 'helpful' } });
  await storage.activities.create({ id: 'c', userId: 'u', language: null });
  const said = Array.from({ length: MANY }, (_, index) => ({ id: `a${index}`, type: 'message', text: ODD }));
  await storage.activities.append('c', said, { reruns: 2 });
  await storage.tickets.apply({ ticket: ticket(), expectedVersion: 0, event: event('opened'), outbox: [entry('e1')] });
  const note = { id: 'n', ticket: 't', at: after(1), author: 'Ann', text: ODD, mentions: ['ben'] };
  await storage.tickets.addNote(note, event('noted'), [entry('e2')]);
  await storage.accounts.add(account('amy'));
  for (const detail of ['first', ODD])
    await storage.accounts.note({ at: after(2), what: 'signed-in', actor: 'amy', subject: 'amy', detail });
  await storage.officers.change('id-amy', { desks: ['investhk'] });
}

function event(what: 'opened' | 'noted') {
  return {
    ticket: 't',
    at: after(0),
    actor: { kind: 'visitor', id: '', name: '' },
    what,
    reason: '',
    detail: {},
  } as const;
}

function entry(id: string) {
  return { id, kind: 'email', lane: id, payload: { text: ODD }, dueAt: after(0) } as const;
}

async function activitiesOf({ options }: Place, conversation: string): Promise<readonly unknown[]> {
  const storage = await createStorage(options);
  return storage.activities.since(conversation, 0).finally(() => storage.close());
}

function linesOf(content: Buffer): readonly string[] {
  return gunzipSync(content).toString().trimEnd().split('\n');
}

function packed(lines: readonly string[]): Buffer {
  return gzipSync(`${lines.join('\n')}\n`);
}

/** As somebody would write it who knows the format. */
function sealed(lines: readonly string[]): Buffer {
  const digest = createLineDigest();
  const body = lines.slice(0, -1);
  for (const line of body) digest.add(line);
  return packed([...body, JSON.stringify({ sha256: digest.hex() })]);
}

function sum(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((total, count) => total + count, 0);
}
