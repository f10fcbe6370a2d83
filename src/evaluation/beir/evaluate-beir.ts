import { createHash } from 'node:crypto';
import { measure, percentile } from './measures.ts';
import { createDocumentRanker } from './rank-documents.ts';
import { type BeirQuery, readCorpus, readQrels, readQueries } from './read-beir.ts';

export interface BeirOptions {
  readonly folder: string;
  /** File of the folder instead of corpus.jsonl, qrels.tsv. */
  readonly corpus: string | undefined;
  readonly qrels: string | undefined;
  /** At most so many queries, chosen by a hash of their ids. */
  readonly limit: number | undefined;
  /** Only queries whose field "set" says so. */
  readonly set: string | undefined;
  /** The field that is searched for; "history" = the text with what was said before. */
  readonly query: string;
}

/** Recall, nDCG, MRR and latency of the lexical core on a folder in BEIR's form, as lines to print. */
export async function evaluateBeir(options: BeirOptions): Promise<string[]> {
  const field = options.query === 'history' ? 'text' : options.query;
  const [documents, queries, qrels] = await Promise.all([
    readCorpus(options.folder, options.corpus),
    readQueries(options.folder, field),
    readQrels(options.folder, options.qrels),
  ]);
  const wanted = queries.filter(({ id, set }) => qrels.has(id) && (options.set === undefined || set === options.set));
  const chosen = options.limit === undefined ? wanted : chooseByHash(wanted, options.limit);
  const hasHistory = chosen.some(({ history }) => history.length > 0);

  const start = performance.now();
  const rank = createDocumentRanker(documents);
  const buildSeconds = (performance.now() - start) / 1000;
  const modes = options.query === 'history' ? [true] : options.query === 'text' && hasHistory ? [false, true] : [false];
  const lines = [
    `${options.folder}: ${documents.length} documents, ${chosen.length} of ${queries.length} queries, ` +
      `index built in ${buildSeconds.toFixed(1)} s`,
  ];
  for (const withHistory of modes) {
    for (const query of chosen.slice(0, 200)) rank(query, withHistory, 10); // the compiler warms up
    const latencies: number[] = [];
    const runs = chosen.map((query) => {
      const asked = performance.now();
      const ranked = rank(query, withHistory, 10);
      latencies.push(performance.now() - asked);
      return { ranked, judged: qrels.get(query.id) ?? new Map<string, number>() };
    });
    const { recall5, recall10, ndcg5, ndcg10, mrr10 } = measure(runs);
    lines.push(
      [
        `  ${(withHistory ? 'with history' : field).padEnd(12)}`,
        `nDCG@5 ${ndcg5.toFixed(4)}`,
        `nDCG@10 ${ndcg10.toFixed(4)}`,
        `Recall@5 ${recall5.toFixed(4)}`,
        `Recall@10 ${recall10.toFixed(4)}`,
        `MRR@10 ${mrr10.toFixed(4)}`,
        `median ${percentile(latencies, 0.5).toFixed(3)} ms`,
        `p95 ${percentile(latencies, 0.95).toFixed(3)} ms`,
      ].join('  '),
    );
  }
  return lines;
}

/** The same queries on every machine, spread over the file. */
function chooseByHash(queries: readonly BeirQuery[], limit: number): BeirQuery[] {
  const hash = (id: string) => createHash('sha256').update(id).digest('hex');
  return queries
    .map((query) => ({ query, key: hash(query.id) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, limit)
    .map(({ query }) => query);
}
