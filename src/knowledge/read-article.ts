import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Article, ArticleText } from '../domain/article.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { articleSchema } from './article-schema.ts';
import { checkArticle } from './check-article.ts';
import type { Fault } from './fault.ts';
import { parseArticleText } from './parse-article-text.ts';
import { ParseCache } from './parse-cache.ts';
import { parseYaml } from './parse-yaml.ts';

export interface ArticleReading {
  /** null when a fault keeps it out. */
  readonly article: Article | null;
  readonly faults: readonly Fault[];
  /** As much as could be read, for editors who mend it. */
  readonly draft: ArticleDraft;
}

export interface ArticleDraft {
  readonly head: Omit<Article, 'texts'> | null;
  readonly texts: Readonly<Partial<Record<Language, ArticleText>>>;
}

/**
 * One folder → a checked article, or what keeps it out. Never rejects: an unreadable file is a fault.
 * `changed` holds texts by path that are tried instead of what is on disk.
 */
export async function readArticle(
  root: string,
  folder: string,
  cache: ParseCache = new ParseCache(),
  changed: ReadonlyMap<string, string> = new Map(),
): Promise<ArticleReading> {
  const faults: Fault[] = [];
  const yamlFile = join(folder, 'article.yaml');
  const readText = (file: string) => textOf(root, file, changed.get(file), faults);
  const yaml = await readText(yamlFile);
  const head = yaml === null ? null : cache.parse(yamlFile, yaml, () => parseYaml(yaml, articleSchema, yamlFile));
  if (head?.ok === false) faults.push(...head.faults);

  const texts: Partial<Record<Language, ArticleText>> = {};
  for (const language of LANGUAGES) {
    const file = join(folder, `${language}.md`);
    const raw = await readText(file);
    if (raw === null) continue;
    const parsed = cache.parse(file, raw, () => parseArticleText(raw, file));
    if (parsed.ok) texts[language] = parsed.value;
    else faults.push(...parsed.faults);
  }

  const { en, 'zh-Hant': hant, 'zh-Hans': hans } = texts;
  const draft: ArticleDraft = { head: head?.ok ? head.value : null, texts };
  if (!head?.ok || en === undefined || hant === undefined || hans === undefined)
    return { article: null, faults, draft };
  const { value } = head;
  const { article, faults: found } = cache.derive(folder, [value, en, hant, hans], () => {
    const made: Article = { ...value, texts: { en, 'zh-Hant': hant, 'zh-Hans': hans } };
    return { article: made, faults: checkArticle(made, folder) };
  });
  if (article.id !== basename(folder))
    faults.push({ file: yamlFile, line: 1, message: `id must be the folder's name «${basename(folder)}».` });
  if (article.topic !== basename(dirname(folder))) {
    faults.push({
      file: yamlFile,
      line: 1,
      message: `topic must be the parent folder's name «${basename(dirname(folder))}».`,
    });
  }
  faults.push(...found);
  return { article: faults.length === 0 ? article : null, faults, draft };
}

async function textOf(
  root: string,
  file: string,
  changed: string | undefined,
  faults: Fault[],
): Promise<string | null> {
  try {
    const text = changed ?? (await readFile(join(root, file), 'utf8'));
    const lost = text.indexOf('\uFFFD');
    if (lost >= 0) {
      const line = text.slice(0, lost).split('\n').length;
      faults.push({ file, line, message: 'Characters were lost: the file is not saved as UTF-8. Save it as UTF-8.' });
    }
    return text;
  } catch {
    faults.push({
      file,
      line: 1,
      message:
        'The file is missing or cannot be read. Every article has article.yaml, en.md, zh-Hant.md and zh-Hans.md.',
    });
    return null;
  }
}
