import { createHash } from 'node:crypto';
import type { SearchableCollection } from './searchable.ts';
import type { TrainingInput } from './train-model.ts';

const known = new WeakMap<TrainingInput, string>();

/** SHA-256 of everything an index is made from, in hex; worked out once for one input. */
export function inputDigest(input: TrainingInput): string {
  const digest = known.get(input) ?? digestOf(input);
  known.set(input, digest);
  return digest;
}

/** Piece by piece: one text of all, or JSON of it, would be megabytes that every start makes. */
function digestOf({ collection, embedded, outOfScope, language, lexicon }: TrainingInput): string {
  const digest = createHash('sha256');
  for (const piece of piecesOf(collection)) digest.update(piece);
  for (const question of outOfScope) digest.update(`${question.length}${BETWEEN}`).update(question);
  digest.update(`${language}${BETWEEN}`).update(JSON.stringify(lexicon));
  for (const vector of embedded?.values() ?? [])
    digest.update(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
  return digest.digest('hex');
}

/** Every text after its length, so that no two collections read alike. */
function* piecesOf({ passages, articles }: SearchableCollection): Generator<string> {
  yield `${passages.length}${BETWEEN}`;
  // Heading and title begin the text: their lengths tell them.
  for (const { id, article, heading, title, text } of passages) {
    yield `${id} ${article} ${heading?.length ?? '-'} ${title?.length ?? '-'} ${text.length}${BETWEEN}`;
    yield text;
  }
  for (const { id, questions, questionPassages = [], related = [] } of articles) {
    yield `${id}${BETWEEN}`;
    for (const list of [questions, questionPassages, related]) {
      const lengths = list.map((part) => part?.length ?? '-').join(' ');
      yield `${lengths}${BETWEEN}${list.join('')}`;
    }
  }
}

const BETWEEN = '\0';
