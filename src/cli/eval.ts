import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Assistant } from '../assistant.ts';
import { LANGUAGES } from '../domain/language.ts';
import { evaluateBeir } from '../evaluation/beir/evaluate-beir.ts';
import { evaluateZones } from '../evaluation/beir/evaluate-zones.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { readQuestions } from '../evaluation/evaluation-question.ts';
import { readableAnswer } from '../evaluation/readable-answer.ts';
import { failureLines, reportLines, settingsLines } from '../evaluation/report.ts';

const USAGE = `npm run eval -- [--questions FILE.jsonl] [--out FILE.jsonl] [--failures]
npm run eval -- --beir DIR [--limit N] [--set NAME] [--query text|history|FIELD] [--corpus FILE] [--qrels FILE]
npm run eval -- --beir DIR --zones [--examples N]   three zones, trained on examples.jsonl of the folder`;

const GOLDEN = 'test/evaluation/golden.jsonl';

/** npm run eval: the assistant on a file of questions, or the retriever on a public test set. */
export async function runEval(
  args: readonly string[],
  createAssistant: () => Promise<Assistant>,
  print: (line: string) => void,
): Promise<number> {
  const options = readOptions(args);
  if (options === null || options.help === true) {
    print(USAGE);
    return options === null ? 2 : 0;
  }
  const { beir } = options;
  try {
    if (beir !== undefined) {
      const lines =
        options.zones === true
          ? await evaluateZones({ folder: beir, examples: Number(options.examples ?? 10) })
          : await evaluateBeir({
              folder: beir,
              corpus: options.corpus,
              qrels: options.qrels,
              limit: options.limit === undefined ? undefined : Number(options.limit),
              set: options.set,
              query: options.query ?? 'text',
            });
      for (const line of lines) print(line);
      return 0;
    }
    return await evaluateQuestions(options, createAssistant, print);
  } catch (error) {
    // A file that is not there or has another form is the user's to mend: one sentence instead of a stack.
    print(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

type Options = NonNullable<ReturnType<typeof readOptions>>;

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        questions: { type: 'string' },
        out: { type: 'string' },
        failures: { type: 'boolean' },
        beir: { type: 'string' },
        limit: { type: 'string' },
        set: { type: 'string' },
        query: { type: 'string' },
        corpus: { type: 'string' },
        qrels: { type: 'string' },
        zones: { type: 'boolean' },
        examples: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    const isCount = (value: string | undefined) => value === undefined || /^[1-9]\d*$/u.test(value);
    return isCount(values.limit) && isCount(values.examples) ? values : null;
  } catch {
    return null;
  }
}

async function evaluateQuestions(
  options: Options,
  createAssistant: () => Promise<Assistant>,
  print: (line: string) => void,
): Promise<number> {
  const file = options.questions ?? GOLDEN;
  const { questions, faults } = readQuestions(await readFile(file, 'utf8'));
  for (const fault of faults) print(`${file}, ${fault}`);
  if (questions.length === 0) {
    print(`${file} holds no question: each line needs at least {"id": …, "text": …}.`);
    return 1;
  }
  const assistant = await createAssistant();
  const start = performance.now();
  const verdicts = await evaluate(questions, assistant);
  const seconds = (performance.now() - start) / 1000;
  print(`${file}: ${questions.length} questions, ${seconds.toFixed(1)} s, knowledge ${assistant.knowledge().digest}`);
  for (const line of reportLines(verdicts)) print(line);
  const calibrations = LANGUAGES.map(
    (language) => [language, assistant.retriever.model(language)?.calibration ?? null] as const,
  );
  for (const line of settingsLines(calibrations)) print(line);
  if (options.failures === true) for (const line of failureLines(verdicts)) print(line);
  if (options.out !== undefined) {
    const lines = verdicts.map(({ question, answer }) =>
      JSON.stringify({
        id: question.id,
        answer: readableAnswer(answer),
        citations: answer.citations,
        status: answer.status,
      }),
    );
    await writeFile(options.out, `${lines.join('\n')}\n`);
    print(`\nAnswers in ${options.out}`);
  }
  return 0;
}
