import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attachment, AttachmentStore } from '../../src/domain/attachment.ts';
import type { TicketStore } from '../../src/handoff/ticket-store.ts';
import { ticket } from '../support/case-kit.ts';
import type { Made } from './conversation-store.ts';

const AT = '2026-11-26T04:00:00.000Z';
/** Longer than one piece, and not of whole pieces. */
const BYTES = Buffer.from(Array.from({ length: 120_001 }, (_, index) => index % 251));

export function attachment(id: string, rest: Partial<Attachment> = {}): Attachment {
  return {
    id,
    conversation: 'conversation-one',
    ticket: 'one',
    message: `message-${id}`,
    author: 'visitor',
    name: '計劃.pdf',
    mediaType: 'application/pdf',
    size: BYTES.length,
    at: AT,
    ...rest,
  };
}

/** What every AttachmentStore promises, whatever it is made of. Each test gets an empty one from `make`. */
export function attachmentStoreContract(
  name: string,
  make: () => Promise<Made<AttachmentStore> & { readonly tickets: TicketStore }>,
): void {
  describe(`AttachmentStore: ${name}`, () => {
    let made: Awaited<ReturnType<typeof make>>;
    let store: AttachmentStore;
    const put = (state: 'new' | 'withdrawn', version: number) =>
      made.tickets.apply({
        ticket: ticket('one', { state, version, resolvedAt: state === 'new' ? null : AT }),
        expectedVersion: version - 1,
        event: {
          ticket: 'one',
          at: AT,
          actor: { kind: 'visitor', id: '', name: '' },
          what: state === 'new' ? 'opened' : 'withdrawn',
          reason: '',
          detail: {},
        },
      });
    beforeEach(async () => {
      made = await make();
      store = made.port;
      await put('new', 1);
    });
    afterEach(() => made.dispose());

    it('gives back every byte, and what it is', async () => {
      expect(await store.add(attachment('a'), BYTES, 3)).toBe('added');
      expect(await store.find('a')).toEqual(attachment('a'));
      expect((await store.bytes('a')).equals(BYTES)).toBe(true);
      expect(await store.find('b')).toBeUndefined();
      expect(await store.list('conversation-one')).toEqual([attachment('a')]);
      expect(await store.list('conversation-two')).toEqual([]);
    });

    it('keeps an id once, and no more than a case may have', async () => {
      expect(await store.add(attachment('a'), BYTES, 2)).toBe('added');
      expect(await store.add(attachment('a', { name: 'other.pdf' }), Buffer.from('x'), 2)).toBe('repeated');
      expect(await store.add(attachment('b'), Buffer.from('x'), 2)).toBe('added');
      expect(await store.add(attachment('c'), Buffer.from('x'), 2)).toBe('too-many');
      expect(await store.count('one')).toBe(2);
      expect((await store.bytes('a')).equals(BYTES)).toBe(true);
      await store.remove('a');
      expect(await store.count('one')).toBe(1);
      expect(await store.find('a')).toBeUndefined();
      expect(await store.bytes('a')).toHaveLength(0);
    });

    it('keeps no more than that of files that come at once', async () => {
      const outcomes = await Promise.all(
        ['a', 'b', 'c', 'd'].map((id) => store.add(attachment(id), Buffer.from('x'), 2)),
      );
      expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(2);
    });

    it('takes nothing for a case that has ended or never was', async () => {
      expect(await store.add(attachment('a', { ticket: 'nothing' }), BYTES, 3)).toBe('no-case');
      await put('withdrawn', 2);
      expect(await store.add(attachment('a'), BYTES, 3)).toBe('no-case');
    });
  });
}
