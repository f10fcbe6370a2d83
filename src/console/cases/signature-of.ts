import type { Ticket } from '../../domain/ticket.ts';
import type { CaseParts } from './case-parts.ts';
import { deskName } from './case-row.ts';
import type { Viewer } from './viewer.ts';

/** How an officer signs to this visitor: name and office, in the visitor's language. */
export async function signatureOf(viewer: Viewer, ticket: Ticket, parts: CaseParts): Promise<string> {
  const { signature } = await parts.officers.find(viewer.account);
  return signature?.[ticket.language] ?? `${viewer.name} · ${deskName(parts, ticket.desk)[ticket.language]}`;
}
