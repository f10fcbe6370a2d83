import { renderActivity } from '../channels/bot-framework/render-activity.ts';
import { renderDeskMessage } from '../channels/bot-framework/render-desk-message.ts';
import type { CarriedLine } from '../channels/direct-line/create-conversations.ts';
import type { Answer } from '../domain/answer.ts';
import type { Language } from '../domain/language.ts';
import type { TranscriptEntry } from '../turn/conversation-store.ts';

/** What was said elsewhere, for a page of the website that shows it from the beginning. */
export function carriedLines(entries: readonly TranscriptEntry[], language: Language): readonly CarriedLine[] {
  // That it moved is for officers: the visitor is told by the place itself.
  return entries.filter(({ id }) => !id.startsWith('moved-')).map((entry) => lineOf(entry, language));
}

function lineOf({ id, author, at, text, answer, signature }: TranscriptEntry, language: Language): CarriedLine {
  if (author === 'visitor') return { isVisitor: true, said: { id, type: 'message', text }, speaker: '' };
  if (answer !== null) return carriedAnswer(id, { ...withoutCode(answer), suggestions: [] });
  const said = renderDeskMessage({
    id,
    author: author === 'officer' ? author : 'system',
    signature,
    text,
    at,
    language,
  });
  return { isVisitor: false, said: { ...said, id, type: 'message', timestamp: undefined }, speaker: signature };
}

export function carriedAnswer(id: string, answer: Answer): CarriedLine {
  return { isVisitor: false, said: { ...renderActivity(answer), id, type: 'message' }, speaker: '' };
}

/** A sentence of the desk. */
export function carriedNotice(id: string, text: string, language: Language): CarriedLine {
  const at = new Date().toISOString();
  const said = renderDeskMessage({ id, author: 'system', signature: '', text, at, language });
  return { isVisitor: false, said: { ...said, id, type: 'message', timestamp: undefined }, speaker: '' };
}

/** Tells the page that its conversation has left (docs/api.md); clients that show messages pass events over. */
export function leftEvent(id: string, to: string): CarriedLine {
  return { isVisitor: false, said: { id, type: 'event', name: 'goglobal.moved', value: { to } }, speaker: '' };
}

/** The code of a case is said once, where the case was opened. */
function withoutCode(answer: Answer): Answer {
  return answer.card?.kind === 'case' ? { ...answer, card: { ...answer.card, code: null } } : answer;
}
