import { basename, dirname, join } from 'node:path';
import type { Article, ArticleText } from '../domain/article.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { articleSchema } from './article-schema.ts';
import { checkArticle } from './check-article.ts';
import type { Fault } from './fault.ts';
import { type KnowledgeFile, type KnowledgeFiles, readFile } from './knowledge-files.ts';
import { parseArticleText } from './parse-article-text.ts';
import type { ParseCache } from './parse-cache.ts';
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

/** One folder → a checked article, or what keeps it out. A missing file is a fault. */
export function readArticle(files: KnowledgeFiles, folder: string, cache: ParseCache): ArticleReading {
  const digests = namesIn(folder).map((name) => files.get(name)?.digest ?? 'none');
  return cache.parse(folder, digests.join(' '), () => parseArticle(files, folder));
}

/** The same of one folder alone; `changed` holds texts by path that are tried instead of what is on disk. */
export function readOneArticle(
  root: string,
  folder: string,
  changed: ReadonlyMap<string, string> = new Map(),
): ArticleReading {
  const files = new Map<string, KnowledgeFile | null>();
  for (const name of namesIn(folder)) {
    const text = changed.get(name);
    files.set(name, text === undefined ? readFile(join(root, name)) : { text, digest: '' });
  }
  return parseArticle(files, folder);
}

function namesIn(folder: string): string[] {
  return ['article.yaml', ...LANGUAGES.map((language) => `${language}.md`)].map((name) => join(folder, name));
}

function parseArticle(files: KnowledgeFiles, folder: string): ArticleReading {
  const faults: Fault[] = [];
  const yamlFile = join(folder, 'article.yaml');
  const yaml = readText(files, yamlFile, faults);
  const head = yaml === null ? null : parseYaml(yaml, articleSchema, yamlFile);
  if (head?.ok === false) faults.push(...head.faults);

  const texts: Partial<Record<Language, ArticleText>> = {};
  for (const language of LANGUAGES) {
    const file = join(folder, `${language}.md`);
    const raw = readText(files, file, faults);
    if (raw === null) continue;
    const parsed = parseArticleText(raw, file);
    if (parsed.ok) texts[language] = parsed.value;
    else faults.push(...parsed.faults);
  }

  const { en, 'zh-Hant': hant, 'zh-Hans': hans } = texts;
  const draft: ArticleDraft = { head: head?.ok ? head.value : null, texts };
  if (!head?.ok || en === undefined || hant === undefined || hans === undefined)
    return { article: null, faults, draft };
  const article: Article = { ...head.value, texts: { en, 'zh-Hant': hant, 'zh-Hans': hans } };
  if (article.id !== basename(folder))
    faults.push({ file: yamlFile, line: 1, message: `id must be the folder's name «${basename(folder)}».` });
  if (article.topic !== basename(dirname(folder))) {
    faults.push({
      file: yamlFile,
      line: 1,
      message: `topic must be the parent folder's name «${basename(dirname(folder))}».`,
    });
  }
  faults.push(...checkArticle(article, folder));
  return { article: faults.length === 0 ? article : null, faults, draft };
}

function readText(files: KnowledgeFiles, file: string, faults: Fault[]): string | null {
  const text = files.get(file)?.text;
  if (text === undefined) {
    faults.push({
      file,
      line: 1,
      message:
        'The file is missing or cannot be read. Every article has article.yaml, en.md, zh-Hant.md and zh-Hans.md.',
    });
    return null;
  }
  const lost = text.indexOf('\uFFFD');
  if (lost >= 0) {
    const line = text.slice(0, lost).split('\n').length;
    faults.push({ file, line, message: 'Characters were lost: the file is not saved as UTF-8. Save it as UTF-8.' });
  }
  return text;
}
