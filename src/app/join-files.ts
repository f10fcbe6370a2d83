import { createClamScanner } from '../adapters/clamav/create-clam-scanner.ts';
import { createAttachments } from '../attachments/create-attachments.ts';
import type { ScanFile } from '../domain/attachment.ts';
import type { Log } from '../domain/log.ts';
import { createVisitorFiles } from './cases/create-visitor-files.ts';
import type { Files, Parts } from './parts.ts';

/** null: without cases nobody agreed to anything being kept. */
export function joinFiles({
  config,
  core,
  storage,
  clock,
  log,
}: Pick<Parts, 'config' | 'core' | 'storage' | 'clock' | 'log'>): Files | null {
  if (core.cases === null) return null;
  const limits = config.attachments;
  const attachments = createAttachments({
    store: storage.attachments,
    openCase: (conversation) => storage.tickets.findOpen(conversation),
    limits,
    scan: config.scanner === undefined ? null : logged(createClamScanner(config.scanner), log),
    clock,
  });
  const { handoff, mask } = core.cases;
  const receive = createVisitorFiles({
    attachments,
    tickets: storage.tickets,
    handoff,
    wording: core.wording,
    mask,
    clock,
  });
  return { attachments, receive, limits };
}

/** What was found, or why nothing could be: for operators. Nothing of the file itself. */
function logged(scan: ScanFile, log: Log): ScanFile {
  return async (bytes) => {
    const verdict = await scan(bytes);
    if (verdict.kind === 'infected') log.warn({ signature: verdict.signature }, 'a file with malware was refused');
    if (verdict.kind === 'failed') log.error({ error: verdict.error }, 'a file could not be scanned and was refused');
    return verdict;
  };
}
