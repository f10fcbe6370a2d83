import type { Assistant } from '../assistant.ts';
import type { Answer } from '../domain/answer.ts';

const USAGE = 'npm run ask -- "question" [--history "earlier question"]… [--why] [--json]';

/** npm run ask: one question through the same steps as a chat turn; --why shows passages and scores. */
export async function runAsk(
  args: readonly string[],
  assistant: Assistant,
  print: (line: string) => void,
): Promise<number> {
  const history: string[] = [];
  const words: string[] = [];
  const flags = new Set<string>();
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? '';
    if (argument === '--history') history.push(args[++index] ?? '');
    else if (argument.startsWith('--')) flags.add(argument);
    else words.push(argument);
  }
  if (words.length === 0) {
    print(USAGE);
    return 2;
  }
  const answer = await assistant.ask(words.join(' '), history);
  if (flags.has('--json')) print(JSON.stringify(answer, null, 2));
  else printAnswer(answer, flags.has('--why'), print);
  return 0;
}

function printAnswer(answer: Answer, why: boolean, print: (line: string) => void): void {
  print(`${answer.status} · ${answer.completeness} · ${answer.language}`);
  if (answer.question.standalone !== answer.question.original) print(`→ ${answer.question.standalone}`);
  print('');
  print(answer.text);
  for (const row of answer.table?.rows ?? []) print(`| ${row.join(' | ')} |`);
  if (answer.citations.length > 0) print('');
  for (const { mark, title, publisher, url, sourceDate, checkedOn } of answer.citations) {
    print(`[${mark}] ${title} · ${publisher} · ${sourceDate} · ${checkedOn}\n    ${url}`);
  }
  for (const suggestion of answer.suggestions) print(`  › ${suggestion.label}`);
  if (!why) return;
  const { evidence } = answer;
  print(
    `\n${evidence.reason}; confidence ${evidence.confidence.toFixed(3)}, gap ${evidence.gap.toFixed(3)}, index ${evidence.indexVersion}`,
  );
  for (const { article, score } of evidence.articles) print(`  ${score.toFixed(3)}  ${article}`);
  for (const { passage, score } of [...evidence.accepted, ...evidence.rejected])
    print(`  ${score.toFixed(3)}  ${passage}${passage in evidence.quoted ? '  quoted' : ''}`);
  print(
    Object.entries(evidence.timingsMs)
      .map(([step, ms]) => `${step} ${ms.toFixed(2)} ms`)
      .join(', '),
  );
}
