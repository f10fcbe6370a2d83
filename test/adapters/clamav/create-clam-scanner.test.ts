import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClamScanner } from '../../../src/adapters/clamav/create-clam-scanner.ts';
import { createAttachments } from '../../../src/attachments/create-attachments.ts';
import { EICAR, type FakeClamd, startFakeClamd } from '../../fakes/fake-clamd.ts';
import { createMemoryAttachmentStore } from '../../fakes/memory-attachment-store.ts';
import { PDF } from '../../support/files.ts';
import { ticketIn } from '../../support/ticket.ts';

let clamd: FakeClamd;
beforeEach(async () => {
  clamd = await startFakeClamd();
});
afterEach(() => clamd.close());

const scan = (bytes: Uint8Array) => createClamScanner({ host: '127.0.0.1', port: clamd.port }, 500)(bytes);

describe('a scan by clamd', () => {
  it('sends every byte, however many chunks it takes, and hears that the file is clean', async () => {
    const large = randomBytes(500_001);
    for (const bytes of [PDF, large, Buffer.alloc(0)]) expect(await scan(bytes)).toEqual({ kind: 'clean' });
    expect(clamd.scanned).toEqual([PDF, large, Buffer.alloc(0)]);
  });

  it('hears what was found', async () => {
    expect(await scan(Buffer.concat([PDF, EICAR]))).toEqual({ kind: 'infected', signature: 'Eicar-Test-Signature' });
  });

  it('never takes a file for clean because no whole answer came', async () => {
    expect(await scan(Buffer.alloc(2 * 1024 ** 2, 1))).toMatchObject({ kind: 'failed' });
    clamd.behave('cut');
    expect(await scan(PDF)).toEqual({ kind: 'failed', error: 'closed without an answer' });
    clamd.behave('hang');
    expect(await scan(PDF)).toEqual({ kind: 'failed', error: 'no answer in time' });
    await clamd.close();
    expect(await scan(PDF)).toEqual({ kind: 'failed', error: 'ECONNREFUSED' });
    clamd = await startFakeClamd();
  });
});

describe('a file of a case', () => {
  it('is kept only when it was scanned and nothing was found', async () => {
    const open = ticketIn('claimed');
    const tickets = { find: () => Promise.resolve(open) };
    const attachments = createAttachments({
      store: createMemoryAttachmentStore(tickets),
      openCase: () => Promise.resolve(open),
      limits: { bytes: 10_000, perCase: 5 },
      scan,
      clock: () => new Date(),
    });
    const attach = (message: string, bytes: Buffer) =>
      attachments.attach({ name: 'plan.pdf', bytes }, { conversation: 'c', message, author: 'visitor' });
    expect(await attach('m1', Buffer.concat([PDF, EICAR]))).toEqual({ kind: 'refused', why: 'infected' });
    clamd.behave('cut');
    expect(await attach('m2', PDF)).toEqual({ kind: 'refused', why: 'not-scanned' });
    expect(await attachments.list('c')).toEqual([]);
    clamd.behave('scan');
    expect(await attach('m2', PDF)).toMatchObject({ kind: 'attached', attachment: { name: 'plan.pdf' } });
    // What is not taken for other reasons is not scanned either.
    clamd.scanned.length = 0;
    expect(await attach('m3', Buffer.from('MZ program'))).toEqual({ kind: 'refused', why: 'wrong-type' });
    expect(clamd.scanned).toEqual([]);
  });
});
