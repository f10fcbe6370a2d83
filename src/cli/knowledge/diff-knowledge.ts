import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Assistant } from '../../assistant.ts';
import { DAY_MS } from '../../domain/clock.ts';
import type { Language } from '../../domain/language.ts';
import { type AskedAnswer, type ChangedAnswer, compareAnswers } from '../../evaluation/compare-answers.ts';
import { type EvaluationQuestion, readQuestions } from '../../evaluation/evaluation-question.ts';
import { withStorage } from '../with-storage.ts';
import { checkoutRevision } from './checkout-revision.ts';
import type { KnowledgeCommandParts } from './command-parts.ts';

const GOLDEN = 'test/evaluation/golden.jsonl';
const RECENT_MS = 30 * DAY_MS;
const RECENT_QUESTIONS = 200;

type DiffParts = Pick<
  KnowledgeCommandParts,
  'knowledgeDir' | 'createAssistant' | 'storage' | 'repository' | 'environment' | 'print'
>;

/**
 * knowledge diff REVISION: every golden question, or those of --questions FILE, and what went unanswered lately, asked
 * of the knowledge as the revision had it and as it is now. Prints a Markdown table of the answers whose status, source or wording changed.
 */
export async function diffKnowledge(args: readonly string[], { print, ...parts }: DiffParts): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { questions: { type: 'string' } },
    allowPositionals: true,
  });
  const [revision] = positionals;
  if (revision === undefined) {
    print('Say what to compare with: npm run knowledge -- diff main');
    return 2;
  }
  const golden = readQuestions(await readFile(values.questions ?? GOLDEN, 'utf8')).questions;
  const questions = [...golden.map(askedOf), ...(await recentQuestions(parts.storage))];
  const now = await askAll(questions, await parts.createAssistant());
  const before = await askBefore(revision, questions, parts);
  if (typeof before === 'string') {
    print(before);
    return 1;
  }
  for (const line of tableOf(compareAnswers(before, now), questions.length, revision)) print(line);
  return 0;
}

type Asked = Pick<EvaluationQuestion, 'text' | 'history'> & { readonly language: Language | null };

function askedOf({ text, history, language }: EvaluationQuestion): Asked {
  return { text, history, language: language ?? null };
}

/** What visitors asked lately that nothing answered: an edit is often meant for them. */
async function recentQuestions(storage: DiffParts['storage']): Promise<Asked[]> {
  const since = new Date(Date.now() - RECENT_MS);
  const found = await withStorage(storage, ({ insights }) => insights.gapQuestionsSince(since, RECENT_QUESTIONS));
  const texts = new Map(found.map(({ question, language }) => [question, language]));
  return [...texts].map(([text, language]) => ({ text, history: [], language }));
}

async function askBefore(
  revision: string,
  questions: readonly Asked[],
  { knowledgeDir, createAssistant, ...from }: Omit<DiffParts, 'print' | 'storage'>,
): Promise<AskedAnswer[] | string> {
  try {
    const former = await checkoutRevision(revision, relative(from.repository, knowledgeDir), from);
    try {
      return await askAll(questions, await createAssistant(former.folder));
    } finally {
      await former.dispose();
    }
  } catch (error) {
    return `${revision} could not be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function askAll(questions: readonly Asked[], assistant: Assistant): Promise<AskedAnswer[]> {
  const asked: AskedAnswer[] = [];
  for (const question of questions) {
    asked.push({
      question: [...question.history, question.text].join(' → '),
      answer: await assistant.ask(question.text, question.history, question.language),
    });
  }
  return asked;
}

function tableOf(changed: readonly ChangedAnswer[], asked: number, revision: string): string[] {
  const count = (kind: ChangedAnswer['kind']) => changed.filter((answer) => answer.kind === kind).length;
  const head = `${asked} questions asked of ${revision} and of the files as they are: ${count('status')} change status, ${count('source')} source, ${count('wording')} wording.`;
  if (changed.length === 0) return [head];
  const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/gu, ' ');
  return [
    head,
    '',
    '| question | changed | before | now |',
    '| --- | --- | --- | --- |',
    ...changed.map(
      ({ question, kind, before, now }) => `| ${cell(question)} | ${kind} | ${cell(before)} | ${cell(now)} |`,
    ),
  ];
}
