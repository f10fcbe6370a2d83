import type { Language } from '../domain/language.ts';
import type { Entity } from '../domain/understanding.ts';
import { goesOnFrom, hasPronoun, readEllipsis, replacePronoun, saysLittle, stripConnective } from './follow-up-cues.ts';

/** The last answered turn, as far as a follow-up leans on it. */
export interface PreviousTurn {
  readonly standalone: string;
  readonly entities: readonly Entity[];
  /** Title of the article that answered it, in the language of the new message; null when nothing was answered. */
  readonly title: string | null;
}

export interface Rewriting {
  readonly standalone: string;
  readonly wasRewritten: boolean;
  /** Goes on from the message before, whose words still count. */
  readonly goesOn: boolean;
}

const PAYMENT =
  /股息|股利|派息|分红|分紅|红利|紅利|利息|特许权使用费|特許權使用費|版税|版稅|dividends?|interest|royalt(?:y|ies)/giu;
/** Kinds that stay with the subject when a follow-up names none. */
const PLACE_KINDS = new Set(['market', 'bloc', 'other-market', 'province']);
/** Kinds that are asked about in any place. */
const GENERAL_KINDS = new Set(['concept', 'document', 'need', 'sector', 'amount']);
/** Kinds of which a question has one; naming another swaps it. */
const SWAPPED_KINDS = new Set([
  'market',
  'bloc',
  'province',
  'agency',
  'scheme',
  'mainland-office',
  'overseas-office',
  'amount',
  'payment',
]);

/** Needs of the lexicon that are asked of any subject (cost, time, papers): they are not a subject themselves. */
export const ASPECTS: ReadonlySet<string> = new Set([
  'eligibility',
  'documents-needed',
  'fees-cost',
  'processing-time',
  'deadline',
  'procedure',
  'renewal',
  'cancellation',
  'contact-details',
]);

/**
 * Makes a message that leans on the one before stand alone, by rule: no model that could invent context
 * (GOV.UK Chat reverted a rewriter that did).
 * 1. «那越南呢» / "what about Vietnam" swaps the entity of the same kind, or adds its subject to the earlier question;
 * 2. a pronoun becomes the subject; 3. a bare aspect («要多久?») is asked about the subject.
 */
export function rewriteFollowUp(
  message: string,
  entities: readonly Entity[],
  previous: PreviousTurn | null,
  language: Language,
): Rewriting {
  const goesOn = goesOnFrom(message, language);
  const unchanged = { standalone: message, wasRewritten: false, goesOn };
  if (previous === null) return unchanged;
  const ellipsis = readEllipsis(message, language);
  if (ellipsis !== null) {
    const swapped = swapEntities(ellipsis, [...entities, ...findPayments(message)], previous);
    if (swapped !== null) return { standalone: swapped, wasRewritten: true, goesOn: false };
    const isPlace = entities.some((entity) => SWAPPED_KINDS.has(entity.kind));
    if (isPlace)
      return { standalone: join(ellipsis, previous.standalone, language), wasRewritten: true, goesOn: false };
    const subject = subjectOf(previous);
    if (subject !== null) return { standalone: ask(subject, ellipsis, language), wasRewritten: true, goesOn: true };
    return unchanged;
  }
  const core = stripConnective(message, language);
  const subject = subjectOf(previous);
  if (subject === null) return { standalone: core, wasRewritten: false, goesOn };
  const ownSubject = entities.some(
    (entity) => entity.kind !== 'amount' && entity.kind !== 'place-word' && !ASPECTS.has(entity.id),
  );
  if (hasPronoun(core, language)) {
    if (ownSubject && !entities.every((entity) => entity.kind === 'concept' || entity.kind === 'document'))
      return { standalone: core, wasRewritten: false, goesOn };
    const standalone = language === 'en' ? ask(subject, core, language) : replacePronoun(core, subject);
    return { standalone, wasRewritten: true, goesOn: true };
  }
  if (!ownSubject && saysLittle(core, language))
    return { standalone: ask(subject, core, language), wasRewritten: true, goesOn: true };
  const place = goesOn || saysLittle(core, language) ? placeThatStays(entities, previous) : null;
  if (place !== null) return { standalone: ask(place, core, language), wasRewritten: true, goesOn: true };
  return { standalone: core, wasRewritten: false, goesOn };
}

/** The earlier question with everything exchanged that the message names anew; null when nothing could be. */
function swapEntities(ellipsis: string, entities: readonly Entity[], previous: PreviousTurn): string | null {
  const said = entities.filter((entity) => SWAPPED_KINDS.has(entity.kind) && ellipsis.includes(entity.text));
  const earlier = [...previous.entities, ...findPayments(previous.standalone)];
  const swaps: { readonly start: number; readonly end: number; readonly words: string }[] = [];
  const unmatched: string[] = [];
  for (const kind of new Set(said.map((entity) => entity.kind))) {
    const words = spanOf(
      ellipsis,
      said.filter((entity) => entity.kind === kind),
    );
    const twin = earlier.findLast((entity) => entity.kind === kind && !words.includes(entity.text));
    if (twin === undefined) unmatched.push(words);
    else swaps.push({ start: twin.start, end: endOfWord(previous.standalone, twin.end), words });
  }
  if (swaps.length === 0) return null;
  const swapped = swaps
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, words }) => text.slice(0, start) + words + text.slice(end), previous.standalone);
  return [swapped, ...unmatched].join(' ');
}

/** The place of the earlier question, when a message that goes on names neither a place nor another subject of ours. */
function placeThatStays(entities: readonly Entity[], { entities: earlier }: PreviousTurn): string | null {
  if (entities.some(({ kind }) => !GENERAL_KINDS.has(kind))) return null;
  const places = earlier.filter(({ kind }) => PLACE_KINDS.has(kind));
  return new Set(places.map(({ id }) => id)).size === 1 ? (places[0]?.text ?? null) : null;
}

/** From the first to the last of them as the visitor wrote it: «越南和马来西亚». */
function spanOf(ellipsis: string, entities: readonly Entity[]): string {
  const starts = entities.map((entity) => ellipsis.indexOf(entity.text));
  const ends = entities.map((entity, index) => (starts[index] ?? 0) + entity.text.length);
  return ellipsis.slice(Math.min(...starts), endOfWord(ellipsis, Math.max(...ends)));
}

/** A plural s and the like belongs to the word that is exchanged. */
function endOfWord(text: string, end: number): number {
  return end + (/^[a-z]+/iu.exec(/[a-z]/iu.test(text[end - 1] ?? '') ? text.slice(end) : '')?.[0].length ?? 0);
}

/** Payments that a treaty caps one by one, as entities of a kind of their own: naming another one swaps it. */
function findPayments(text: string): Entity[] {
  return [...text.matchAll(PAYMENT)].map((match) => ({
    kind: 'payment',
    id: match[0],
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** What the earlier turn was about: the article that answered it, with the market it named; else what it named. */
function subjectOf(previous: PreviousTurn): string | null {
  const named = previous.entities.filter((entity) => SWAPPED_KINDS.has(entity.kind) && entity.kind !== 'amount');
  const places = named.filter((entity) => PLACE_KINDS.has(entity.kind));
  const words = (previous.title === null ? named : places).map((entity) => entity.text);
  const extra = [...new Set(words)].filter((word) => previous.title?.includes(word) !== true);
  return [...(previous.title === null ? [] : [previous.title]), ...extra].join(' ') || null;
}

function join(first: string, second: string, language: Language): string {
  return language === 'en' ? `${second.replace(/[?.!\s]+$/u, '')} — ${first}?` : `${first} ${second}`;
}

function ask(subject: string, aspect: string, language: Language): string {
  return language === 'en' ? `${aspect} (${subject})` : `${subject} ${aspect}`;
}
