import { z } from 'zod';
import { DAY_MS } from '../../domain/clock.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { clusterGaps } from '../../insights/cluster-gaps.ts';
import type { RouteResponse } from '../../server/route.ts';
import type { GapList } from '../api.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { EDITORS, type EditorsParts } from '../editors-parts.ts';
import { CONSOLE_POLICY } from '../policy.ts';
import { answerWith, refuse } from '../refuse.ts';
import { questionChange, wordChange } from './gap-changes.ts';
import { findTargets, findTerms, gapCluster } from './gap-list.ts';
import { readWords } from './read-words.ts';
import { type Change, proposeChange, writeText } from './write-proposal.ts';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u);
const search = z.object({ search: z.string().trim().max(200).default('') });
/** Line breaks would leave the list that the words are put into. */
const oneLine = z
  .string()
  .trim()
  .min(2)
  .max(300)
  .regex(/^[^\p{Cc}{}]+$/u);
/** With `digest` (of the file the difference was shown for) the change is made, without it only shown. */
const digest = z.string().max(64).optional();
const questionInput = z.strictObject({
  topic: slug,
  article: slug,
  section: slug.nullable(),
  language: z.enum(LANGUAGES),
  text: oneLine,
  digest,
});
const wordInput = z.strictObject({
  term: z.string().regex(/^[a-z0-9-]{1,80}$/u),
  language: z.enum(LANGUAGES),
  word: oneLine.max(60),
  digest,
});

/** The gap desk: what people asked that nothing answered, or whose answer did not help, and what would mend it. */
export function gapRoutes(parts: EditorsParts): readonly ConsoleRoute[] {
  const { guard, editorial, insights, clock } = parts;
  return [
    guard.only(EDITORS, {
      method: 'get',
      path: '/gaps',
      input: z.object({ days: z.coerce.number().int().min(1).max(180).default(30) }),
      async handle({ input: { days } }) {
        const since = new Date(clock().getTime() - days * DAY_MS);
        const questions = await insights.gapQuestionsSince(since, CONSOLE_POLICY.gapQuestions);
        const articles = new Map(editorial.knowledge().articles.map((article) => [article.id, article]));
        const words = await readWords(questions, editorial.words);
        const clusters = clusterGaps(questions, words).map((gap) => gapCluster(gap, articles));
        const list: GapList = { days, questions: questions.length, clusters };
        return answerWith(list);
      },
    }),
    guard.only(EDITORS, {
      method: 'get',
      path: '/gaps/targets',
      input: search,
      handle: ({ input }) => Promise.resolve(answerWith(findTargets(editorial.knowledge().articles, input.search))),
    }),
    guard.only(EDITORS, {
      method: 'get',
      path: '/gaps/terms',
      input: search,
      handle: ({ input }) => Promise.resolve(answerWith(findTerms(editorial.knowledge().lexicon, input.search))),
    }),
    guard.only(EDITORS, {
      method: 'post',
      path: '/gaps/question',
      input: questionInput,
      handle: ({ who, input }) =>
        showOrMake(parts, who.account, questionChange(editorial.root, { ...input }), input.digest),
    }),
    guard.only(EDITORS, {
      method: 'post',
      path: '/gaps/word',
      input: wordInput,
      async handle({ who, input }) {
        const change = await wordChange(editorial.root, input);
        if (change === null) return refuse(404, 'NotFound', 'error.notFound');
        return showOrMake(parts, who.account, change, input.digest);
      },
    }),
  ];
}

/** The difference; with the digest it was shown for also made, unless the file would have a fault then. */
async function showOrMake(
  { editorial, mayEditFiles, note }: EditorsParts,
  who: { readonly name: string },
  change: Change,
  shownFor: string | undefined,
): Promise<RouteResponse> {
  if (shownFor !== undefined && !mayEditFiles) return refuse(403, 'EditingOff', 'console.editingOff');
  const outcome = await proposeChange(editorial.root, change);
  if (outcome.kind === 'refused') return refuse(422, 'CannotEdit', 'console.cannotEdit', { reason: outcome.reason });
  const { proposal, text } = outcome;
  if (shownFor === undefined) return answerWith(proposal);
  if (proposal.digest !== shownFor) return refuse(409, 'FileChanged', 'console.fileChanged');
  const [fault] = proposal.faults;
  if (fault !== undefined) return refuse(422, 'CannotEdit', 'console.cannotEdit', { reason: fault.message });
  await writeText(editorial.root, change.file, text);
  await note('file-edited', who, { name: proposal.file });
  await editorial.reload();
  const faults = editorial.faults().filter(({ file }) => file === change.file);
  return answerWith({ ...proposal, faults, isApplied: true });
}
