import type { Language } from '../domain/language.ts';
import type { Entity } from '../domain/understanding.ts';
import { aspectOf, hasPronoun, readEllipsis, replacePronoun, stripConnective } from './follow-up-cues.ts';

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
}

/** Payments that a treaty caps one by one: naming another one swaps it. */
const CONTRASTS: readonly ReadonlySet<string>[] = [
  new Set(['dividend', 'dividends', 'interest', 'royalty', 'royalties']),
];
/** Kinds that stay with the subject when a follow-up names none. */
const PLACE_KINDS = new Set(['market', 'bloc', 'other-market', 'province']);
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
]);

/** Needs of the lexicon that are asked of any subject (cost, time, papers): they are not a subject themselves. */
const ASPECTS = new Set([
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
  const unchanged = { standalone: message, wasRewritten: false };
  if (previous === null) return unchanged;
  const ellipsis = readEllipsis(message, language);
  if (ellipsis !== null) {
    const swapped = swapEntity(ellipsis, entities, previous);
    if (swapped !== null) return { standalone: swapped, wasRewritten: true };
    const isPlace = entities.some((entity) => SWAPPED_KINDS.has(entity.kind));
    if (isPlace) return { standalone: join(ellipsis, previous.standalone, language), wasRewritten: true };
    const subject = subjectOf(previous);
    if (subject !== null) return { standalone: ask(subject, ellipsis, language), wasRewritten: true };
    return unchanged;
  }
  const core = stripConnective(message, language);
  const subject = subjectOf(previous);
  if (subject === null) return { standalone: core, wasRewritten: false };
  const ownSubject = entities.some((entity) => entity.kind !== 'amount' && !ASPECTS.has(entity.id));
  if (hasPronoun(core, language)) {
    if (ownSubject && !entities.every((entity) => entity.kind === 'concept' || entity.kind === 'document'))
      return { standalone: core, wasRewritten: false };
    const standalone = language === 'en' ? ask(subject, core, language) : replacePronoun(core, subject);
    return { standalone, wasRewritten: true };
  }
  if (!ownSubject && aspectOf(core, language)) return { standalone: ask(subject, core, language), wasRewritten: true };
  return { standalone: core, wasRewritten: false };
}

/** The earlier question with the entity of the same kind exchanged; null when it named none. */
function swapEntity(ellipsis: string, entities: readonly Entity[], previous: PreviousTurn): string | null {
  for (const entity of entities) {
    if (!ellipsis.includes(entity.text)) continue;
    const twin = previous.entities.findLast((earlier) => isSwappable(entity, earlier) && earlier.id !== entity.id);
    if (twin !== undefined)
      return previous.standalone.slice(0, twin.start) + entity.text + previous.standalone.slice(twin.end);
  }
  return null;
}

function isSwappable(entity: Entity, earlier: Entity): boolean {
  if (CONTRASTS.some((set) => set.has(entity.id) && set.has(earlier.id))) return true;
  return entity.kind === earlier.kind && SWAPPED_KINDS.has(entity.kind);
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
