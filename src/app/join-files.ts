import { createAttachments } from '../attachments/create-attachments.ts';
import { createVisitorFiles } from './cases/create-visitor-files.ts';
import type { Files, Parts } from './parts.ts';

/** null: without cases nobody agreed to anything being kept. */
export function joinFiles({
  config,
  core,
  storage,
  clock,
}: Pick<Parts, 'config' | 'core' | 'storage' | 'clock'>): Files | null {
  if (core.cases === null) return null;
  const limits = config.attachments;
  const attachments = createAttachments({
    store: storage.attachments,
    openCase: (conversation) => storage.tickets.findOpen(conversation),
    limits,
    clock,
  });
  const { handoff } = core.cases;
  const receive = createVisitorFiles({
    attachments,
    tickets: storage.tickets,
    handoff,
    wording: core.wording,
    mask: core.mask,
    clock,
  });
  return { attachments, receive, limits };
}
