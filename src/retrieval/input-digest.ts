import { hash } from 'node:crypto';
import type { SearchableCollection } from './searchable.ts';
import type { TrainingInput } from './train-model.ts';

const known = new WeakMap<TrainingInput, string>();

/** SHA-256 of everything an index is made from, in hex; worked out once for one input. */
export function inputDigest(input: TrainingInput): string {
  const digest = known.get(input) ?? digestOf(input);
  known.set(input, digest);
  return digest;
}

function digestOf({ collection, embedded, outOfScope, language, lexicon }: TrainingInput): string {
  // One text in place of JSON, which would escape megabytes at every start.
  const texts = [...textsIn(collection), ...outOfScope, language, JSON.stringify(lexicon)].join(BETWEEN);
  const ofVectors = [...(embedded?.values() ?? [])].map((vector) =>
    hash('sha256', new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)),
  );
  return hash('sha256', [texts, ...ofVectors].join(BETWEEN));
}

/** Every text after its length, so that no two collections read alike. */
function textsIn({ passages, articles }: SearchableCollection): string[] {
  const parts: string[] = [String(passages.length)];
  const add = (text: string | null | undefined) => {
    if (text == null) parts.push('-');
    else parts.push(String(text.length), text);
  };
  // Heading and title begin the text: their lengths tell them.
  for (const { id, article, heading, title, text } of passages)
    parts.push(`${id} ${article} ${heading?.length ?? '-'} ${title?.length ?? '-'} ${text.length}`, text);
  for (const { id, questions, questionPassages = [], related = [] } of articles) {
    add(id);
    for (const list of [questions, questionPassages, related]) {
      parts.push(String(list.length));
      for (const part of list) add(part);
    }
  }
  return parts;
}

const BETWEEN = '\0';
