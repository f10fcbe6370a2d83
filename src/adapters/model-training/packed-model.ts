import type { RetrievalModel } from '../../retrieval/train-model.ts';

/** Strings, most of which stand in another list already: their places there, -1 for the next of the others. */
interface PackedStrings {
  readonly places: Int32Array;
  readonly others: readonly string[];
}

/** As it is kept: encoder and topicality name their terms by their number in the vocabulary of the texts. */
type PackedModel = ReturnType<typeof packModel>;

/** Half as large on disk; and in memory the terms are there once only. */
export function packModel({ encoder, topicality, ...rest }: RetrievalModel) {
  const numbers = new Map((rest.prepared?.terms.vocabulary ?? []).map((term, number) => [term, number]));
  return {
    ...rest,
    encoder: encoder === null ? null : { ...encoder, terms: pack(encoder.terms, numbers) },
    topicality: { ...topicality, terms: pack(topicality.terms, numbers) },
  };
}

export function unpackModel({ encoder, topicality, ...rest }: PackedModel): RetrievalModel {
  const vocabulary = rest.prepared?.terms.vocabulary ?? [];
  return {
    ...rest,
    encoder: encoder === null ? null : { ...encoder, terms: unpack(encoder.terms, vocabulary) },
    topicality: { ...topicality, terms: unpack(topicality.terms, vocabulary) },
  };
}

function pack(strings: readonly string[], numbers: ReadonlyMap<string, number>): PackedStrings {
  return {
    places: Int32Array.from(strings, (text) => numbers.get(text) ?? -1),
    others: strings.filter((text) => !numbers.has(text)),
  };
}

function unpack({ places, others }: PackedStrings, vocabulary: readonly string[]): string[] {
  let next = 0;
  return Array.from(places, (place) => (place < 0 ? others[next++] : vocabulary[place]) ?? '');
}
