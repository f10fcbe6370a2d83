import { z } from 'zod';
import { DAY_MS, hongKongDay } from '../../domain/clock.ts';
import { folderOf } from '../../knowledge/folder-of.ts';
import { readOneArticle } from '../../knowledge/read-article.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { EDITORS, type EditorsParts } from '../editors-parts.ts';
import { CONSOLE_POLICY } from '../policy.ts';
import { answerWith, refuse } from '../refuse.ts';
import { type ArticleFolder, articleOfFile, articleRows, asFolder, type RowFacts } from './article-rows.ts';
import { articleView } from './article-view.ts';
import { articleQuery, pageOfArticles } from './page-of-articles.ts';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u);

/** The list of articles and the page of one. */
export function articleRoutes(parts: EditorsParts): readonly ConsoleRoute[] {
  const { guard, editorial } = parts;
  const use = keepUse(parts);
  const factsNow = async (): Promise<RowFacts> => ({
    today: hongKongDay(parts.clock()),
    agencies: editorial.knowledge().tables.agencies,
    faults: editorial.faults(),
    ...(await use()),
  });
  return [
    guard.only(EDITORS, {
      method: 'get',
      path: '/articles',
      input: articleQuery,
      async handle({ input }) {
        return answerWith(pageOfArticles(articleRows(foldersOf(parts), await factsNow()), input));
      },
    }),
    guard.only(EDITORS, {
      method: 'get',
      path: '/articles/:topic/:id',
      input: z.object({}),
      async handle({ request }) {
        const name = z.object({ topic: slug, id: slug }).safeParse(request.params);
        if (!name.success) return refuse(404, 'NotFound', 'error.notFound');
        const { topic, id } = name.data;
        // Read anew: an editor who saved a moment ago looks at what was saved.
        const { draft, faults } = readOneArticle(editorial.root, folderOf(name.data));
        if (draft.head === null && Object.keys(draft.texts).length === 0)
          return refuse(404, 'NotFound', 'error.notFound');
        const facts = await factsNow();
        const linked = facts.faults.filter(({ file }) => file.startsWith(`${folderOf(name.data)}/`));
        const all = [...faults, ...linked.filter((fault) => !faults.some((own) => isSame(own, fault)))];
        const folder: ArticleFolder = { topic, id, draft, isLeftOut: faults.length > 0 };
        const [row] = articleRows([folder], { ...facts, faults: all });
        if (row === undefined) return refuse(404, 'NotFound', 'error.notFound');
        return answerWith(articleView(row, folder, all));
      },
    }),
  ];
}

/** Every article, also those that a fault keeps out. */
export function foldersOf({ editorial }: Pick<EditorsParts, 'editorial'>): readonly ArticleFolder[] {
  const sound = editorial.knowledge().articles.map(asFolder);
  const known = new Set(sound.map(folderOf));
  const broken = new Map<string, { readonly topic: string; readonly id: string }>();
  for (const { file } of editorial.faults()) {
    const article = articleOfFile(file);
    if (article !== null && !known.has(folderOf(article))) broken.set(folderOf(article), article);
  }
  const drafts = [...broken.values()].map(({ topic, id }) => {
    const { draft } = readOneArticle(editorial.root, folderOf({ topic, id }));
    return { topic, id, draft, isLeftOut: true };
  });
  return [...sound, ...drafts];
}

function isSame(one: { file: string; line: number; message: string }, other: typeof one): boolean {
  return one.file === other.file && one.line === other.line && one.message === other.message;
}

/** How articles served: what was counted of them. */
type Use = Pick<RowFacts, 'cited30' | 'cited180' | 'feedback'>;

/** Counting reads months of outcomes, so one count serves for a minute. */
function keepUse({ insights, clock }: EditorsParts): () => Promise<Use> {
  let kept: { readonly atMs: number; readonly counts: Promise<Use> } | null = null;
  const count = async (nowMs: number) => ({
    cited30: await insights.citedSince(new Date(nowMs - 30 * DAY_MS)),
    cited180: await insights.citedSince(new Date(nowMs - 180 * DAY_MS)),
    feedback: await insights.feedbackSince(new Date(nowMs - 180 * DAY_MS)),
  });
  return async () => {
    const nowMs = clock().getTime();
    if (kept === null || nowMs - kept.atMs >= CONSOLE_POLICY.citedForMs) kept = { atMs: nowMs, counts: count(nowMs) };
    try {
      return await kept.counts;
    } catch (error) {
      kept = null;
      throw error;
    }
  };
}
