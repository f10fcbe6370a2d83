import { createAttachments } from '../attachments/create-attachments.ts';
import type { AttachmentLimits, Attachments, ReceiveFiles } from '../domain/attachment.ts';
import { createVisitorFiles } from './cases/create-visitor-files.ts';
import type { Parts } from './parts.ts';

/** Files of cases, and how visitors' files get into theirs. */
export interface Files {
  readonly attachments: Attachments;
  readonly receive: ReceiveFiles;
  readonly limits: AttachmentLimits;
}

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
