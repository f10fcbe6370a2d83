/** Means over the judged queries, as trec_eval computes them: linear gain, Recall over all relevant documents. */
export interface Measures {
  readonly queries: number;
  readonly recall5: number;
  readonly recall10: number;
  readonly ndcg5: number;
  readonly ndcg10: number;
  readonly mrr10: number;
}

export function measure(
  runs: readonly { readonly ranked: readonly string[]; readonly judged: ReadonlyMap<string, number> }[],
): Measures {
  const mean = (of: (ranked: readonly string[], judged: ReadonlyMap<string, number>) => number) =>
    runs.reduce((sum, { ranked, judged }) => sum + of(ranked, judged), 0) / Math.max(1, runs.length);
  return {
    queries: runs.length,
    recall5: mean((ranked, judged) => recall(ranked, judged, 5)),
    recall10: mean((ranked, judged) => recall(ranked, judged, 10)),
    ndcg5: mean((ranked, judged) => ndcg(ranked, judged, 5)),
    ndcg10: mean((ranked, judged) => ndcg(ranked, judged, 10)),
    mrr10: mean((ranked, judged) => {
      const position = ranked.slice(0, 10).findIndex((id) => judged.has(id));
      return position < 0 ? 0 : 1 / (position + 1);
    }),
  };
}

function recall(ranked: readonly string[], judged: ReadonlyMap<string, number>, depth: number): number {
  return ranked.slice(0, depth).filter((id) => judged.has(id)).length / judged.size;
}

function ndcg(ranked: readonly string[], judged: ReadonlyMap<string, number>, depth: number): number {
  const gain = (grades: readonly number[]) =>
    grades.slice(0, depth).reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);
  const ideal = gain([...judged.values()].sort((a, b) => b - a));
  return gain(ranked.map((id) => judged.get(id) ?? 0)) / ideal;
}

/** The value below which `part` (0 to 1) of the values lie; 0 for none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
