import type { Ticket } from '../../domain/ticket.ts';
import type { Draft } from './case-api.ts';
import type { CaseParts } from './case-parts.ts';
import { CASE_POLICY } from './policy.ts';
import { shownCitations } from './transcript-lines.ts';

/**
 * What the assistant would say to the visitor's last message, or to `question`; undefined when there is no message or
 * the knowledge does not answer it. An officer has no use for the assistant's apologies.
 */
export async function draftReply(
  ticket: Ticket,
  question: string | undefined,
  { transcript, ask }: CaseParts,
): Promise<Draft | undefined> {
  const lines = await transcript(ticket.conversation, CASE_POLICY.transcriptLines);
  const asked = lines.filter(({ author }) => author === 'visitor').map(({ text }) => text);
  const text = question ?? asked.at(-1);
  if (text === undefined) return undefined;
  const earlier = question === undefined ? asked.slice(0, -1) : asked;
  const answer = await ask(text, earlier.slice(-CASE_POLICY.draftHistory), ticket.language);
  return answer.status === 'answered' ? { text: answer.text, citations: shownCitations(answer) } : undefined;
}
