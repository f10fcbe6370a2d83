import type { NearText, VectorIndex } from './vector-index.ts';

/**
 * A vector index after an edit, until a new model is trained: the former index goes on finding the texts that stayed, and
 * the few new ones are compared one by one. `vectorOfQuestion` must be that of the former index.
 */
export function patchVectorIndex(
  former: VectorIndex,
  formerTexts: readonly string[],
  texts: readonly string[],
  vectorOf: (item: number) => Float32Array,
  vectorOfQuestion: (question: string) => Float32Array,
): VectorIndex {
  const itemsOf = new Map<string, number[]>();
  texts.forEach((text, item) => {
    const items = itemsOf.get(text);
    if (items === undefined) itemsOf.set(text, [item]);
    else items.push(item);
  });
  // The first of equal former texts speaks for all of them.
  const itemsOfFormer = formerTexts.map((text) => {
    const items = itemsOf.get(text) ?? [];
    itemsOf.delete(text);
    return items;
  });
  const silent = itemsOfFormer.filter((items) => items.length === 0).length;
  const fresh = [...itemsOf.values()].flat().map((item) => ({ item, vector: vectorOf(item) }));
  return {
    nearest: async (question, count) => {
      const found = await former.nearest(question, count + silent);
      const stayed = found.flatMap(({ item, cosine }) =>
        (itemsOfFormer[item] ?? []).map((now): NearText => ({ item: now, cosine })),
      );
      const asked = vectorOfQuestion(question);
      const added = fresh.map(({ item, vector }): NearText => ({ item, cosine: dot(asked, vector) }));
      return [...stayed, ...added].sort((a, b) => b.cosine - a.cosine).slice(0, count);
    },
  };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] as number) * (b[d] ?? 0);
  return sum;
}
