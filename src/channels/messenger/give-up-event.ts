import type { KeptEvent, KnownAddress } from './address-store.ts';
import { type Heard, isTooOld, wordsOf } from './hear-event.ts';
import type { MessengerParts } from './messenger-parts.ts';

/**
 * An event that was cut off again and again: what was said gets into the transcript, where an officer sees it, and the
 * visitor is told that there is no answer. Whatever was not said in words is left.
 */
export async function giveUpEvent(
  { conversation: place, event }: KeptEvent,
  known: KnownAddress,
  parts: MessengerParts,
): Promise<Heard> {
  const nothing: Heard = { answers: [], change: {}, skipped: 'given-up' };
  const { content, id, at, address } = event;
  if (content.kind !== 'text' && content.kind !== 'choice') return nothing;
  const standing = await parts.moves.standingAt(place);
  // It was said before the conversation left: whoever has it now is not answered for it.
  if (standing.kind === 'left') return nothing;
  const reply = await parts.giveUp({
    id,
    conversation: standing.conversation,
    text: wordsOf(content, known),
    channel: address.messenger,
    at,
    ...(known.language === null ? {} : { pageLanguage: known.language }),
  });
  if (reply === null || (await isTooOld(place, event, parts))) return nothing;
  return { ...nothing, answers: [reply.answer], change: { language: reply.answer.language } };
}
