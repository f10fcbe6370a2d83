import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Article, ArticleText } from '../domain/article.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import { articleSchema } from './article-schema.ts';
import { checkArticle } from './check-article.ts';
import type { Fault } from './fault.ts';
import { parseArticleText } from './parse-article-text.ts';
import type { ParseCache } from './parse-cache.ts';
import { parseYaml } from './parse-yaml.ts';

/** One folder → a checked article, or what keeps it out. Never rejects: an unreadable file is a fault. */
export async function readArticle(
  root: string,
  folder: string,
  cache: ParseCache,
): Promise<{ readonly article: Article | null; readonly faults: readonly Fault[] }> {
  const faults: Fault[] = [];
  const yamlFile = join(folder, 'article.yaml');
  const yaml = await readText(root, yamlFile, faults);
  const head = yaml === null ? null : cache.parse(yamlFile, yaml, () => parseYaml(yaml, articleSchema, yamlFile));
  if (head?.ok === false) faults.push(...head.faults);

  const texts: Partial<Record<Language, ArticleText>> = {};
  for (const language of LANGUAGES) {
    const file = join(folder, `${language}.md`);
    const raw = await readText(root, file, faults);
    if (raw === null) continue;
    const parsed = cache.parse(file, raw, () => parseArticleText(raw, file));
    if (parsed.ok) texts[language] = parsed.value;
    else faults.push(...parsed.faults);
  }

  const { en, 'zh-Hant': hant, 'zh-Hans': hans } = texts;
  if (!head?.ok || en === undefined || hant === undefined || hans === undefined) return { article: null, faults };
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
  return { article: faults.length === 0 ? article : null, faults };
}

async function readText(root: string, file: string, faults: Fault[]): Promise<string | null> {
  try {
    const text = await readFile(join(root, file), 'utf8');
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
