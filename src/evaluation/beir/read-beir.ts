import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export interface BeirDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface BeirTurn {
  readonly isUser: boolean;
  readonly text: string;
}

export interface BeirQuery {
  readonly id: string;
  readonly text: string;
  readonly set: string | undefined;
  /** The whole earlier dialogue, oldest first. */
  readonly history: readonly BeirTurn[];
  readonly isOutOfScope: boolean;
}

/** Judged documents of each query with their grades, all above 0. */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>;

const identifier = z.union([z.string(), z.number().transform(String)]);
const withId = z.object({ _id: identifier.optional(), id: identifier.optional() }).loose();
const documentSchema = z.object({ title: z.string().nullish(), text: z.string() });
const turnSchema = z.object({ role: z.string().optional(), speaker: z.string().optional(), text: z.string() });
const querySchema = z.object({
  set: z.string().optional(),
  history: z.array(turnSchema).optional(),
  oos: z.boolean().optional(),
});
const exampleSchema = z.object({ intent: z.string(), text: z.string() });

/** The documents of corpus.jsonl, or of another file of the folder. */
export async function readCorpus(folder: string, file = 'corpus.jsonl'): Promise<BeirDocument[]> {
  const lines = await readJsonLines(join(folder, file));
  return lines.map((line) => {
    const { title, text } = documentSchema.parse(line);
    return { id: idOf(line), title: title ?? '', text };
  });
}

/** The queries of queries.jsonl; `field` is the one that is searched for ("text", or for example "sc"); queries without it are left out. */
export async function readQueries(folder: string, field: string): Promise<BeirQuery[]> {
  const lines = await readJsonLines(join(folder, 'queries.jsonl'));
  return lines.flatMap((line) => {
    const { set, history = [], oos } = querySchema.parse(line);
    const text = z.object({ [field]: z.string().optional() }).parse(line)[field];
    if (text === undefined) return [];
    return {
      id: idOf(line),
      text,
      set,
      history: history.map(({ role, speaker, text: said }) => ({
        isUser: /^(?:user|visitor|human)$/iu.test(role ?? speaker ?? 'user'),
        text: said,
      })),
      isOutOfScope: oos === true,
    };
  });
}

/** qrels.tsv, qrels/test.tsv as BEIR has it, or another file of the folder: query, document, grade (TREC's four columns too). */
export async function readQrels(folder: string, file?: string): Promise<Qrels> {
  const text = await firstOf(
    (file === undefined ? ['qrels.tsv', 'qrels/test.tsv'] : [file]).map((name) => join(folder, name)),
  );
  const qrels = new Map<string, Map<string, number>>();
  for (const line of text.split('\n')) {
    const cells = line.trim().split(/\t/u);
    const grade = Number(cells.at(-1));
    const [query, document] = [cells[0], cells.at(-2)];
    if (cells.length < 3 || query === undefined || document === undefined || !(grade > 0)) continue;
    const judged = qrels.get(query) ?? new Map<string, number>();
    qrels.set(query, judged.set(document, grade));
  }
  return qrels;
}

/** examples.jsonl: texts by the document (intent) they ask for, in the order of the file. */
export async function readExamples(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const lines = (await readJsonLines(join(folder, 'examples.jsonl'))).map((line) => exampleSchema.parse(line));
  return new Map(
    [...Map.groupBy(lines, ({ intent }) => intent)].map(([id, group]) => [id, group.map(({ text }) => text)]),
  );
}

async function readJsonLines(file: string): Promise<unknown[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, index): unknown[] => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line)];
    } catch (cause) {
      throw new Error(`${file}, line ${index + 1} is not JSON`, { cause });
    }
  });
}

function idOf(line: unknown): string {
  const { _id, id } = withId.parse(line);
  const found = _id ?? id;
  if (found === undefined) throw new Error(`no _id and no id in ${JSON.stringify(line).slice(0, 80)}`);
  return found;
}

async function firstOf(files: readonly string[]): Promise<string> {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  throw new Error(`none of these files is there: ${files.join(', ')}`);
}
