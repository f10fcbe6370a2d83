import { createHash } from 'node:crypto';
import type { Attachment, AttachmentLimits, AttachmentStore, Attachments, ScanFile } from '../domain/attachment.ts';
import type { Clock } from '../domain/clock.ts';
import type { Ticket } from '../domain/ticket.ts';
import { cleanName } from './clean-name.ts';
import { mediaTypeOf } from './media-type-of.ts';

export interface AttachmentsParts {
  readonly store: AttachmentStore;
  /** The open case of a conversation: whoever has one agreed to what is kept for it. */
  readonly openCase: (conversation: string) => Promise<Pick<Ticket, 'id' | 'isSpam'> | undefined>;
  readonly limits: AttachmentLimits;
  /** null: nobody looks for malware. */
  readonly scan: ScanFile | null;
  readonly clock: Clock;
}

/** Files of open cases: judged by their bytes, with clean names, in the database with everything else. */
export function createAttachments({ store, openCase, limits, scan, clock }: AttachmentsParts): Attachments {
  const caseFor = async (conversation: string) => {
    if (limits.perCase === 0) return undefined;
    const ticket = await openCase(conversation);
    return ticket?.isSpam === false ? ticket : undefined;
  };
  return {
    async attach({ name, bytes }, { conversation, message, author, index = 0 }) {
      const ticket = await caseFor(conversation);
      if (ticket === undefined) return { kind: 'refused', why: 'no-case' };
      if (bytes.byteLength > limits.bytes) return { kind: 'refused', why: 'too-large' };
      const mediaType = mediaTypeOf(bytes);
      if (mediaType === undefined) return { kind: 'refused', why: 'wrong-type' };
      const verdict = (await scan?.(bytes)) ?? { kind: 'clean' };
      if (verdict.kind !== 'clean')
        return { kind: 'refused', why: verdict.kind === 'infected' ? 'infected' : 'not-scanned' };
      const attachment: Attachment = {
        id: idOf(conversation, message, index),
        conversation,
        ticket: ticket.id,
        message,
        author,
        name: cleanName(name, mediaType),
        mediaType,
        size: bytes.byteLength,
        at: clock().toISOString(),
      };
      const outcome = await store.add(attachment, bytes, limits.perCase);
      if (outcome === 'too-many' || outcome === 'no-case') return { kind: 'refused', why: outcome };
      return { kind: 'attached', attachment: (await store.find(attachment.id)) ?? attachment };
    },
    list: (conversation) => store.list(conversation),
    async read(conversation, id) {
      const attachment = await store.find(id);
      if (attachment?.conversation !== conversation) return undefined;
      return { attachment, bytes: await store.bytes(id) };
    },
    remove: (id) => store.remove(id),
    async room(conversation) {
      const ticket = await caseFor(conversation);
      const left = ticket === undefined ? 0 : Math.max(0, limits.perCase - (await store.count(ticket.id)));
      return { isOpen: ticket !== undefined, left, bytes: limits.bytes };
    },
  };
}

/** Always the same for a message’s file: what is sent again is not kept twice. */
function idOf(conversation: string, message: string, index: number): string {
  return createHash('sha256')
    .update(JSON.stringify([conversation, message, index]))
    .digest('base64url')
    .slice(0, 22);
}
