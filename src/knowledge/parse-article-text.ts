import type { ArticleText, Section } from '../domain/article.ts';
import { frontMatterSchema } from './article-schema.ts';
import type { Fault } from './fault.ts';
import { type Parsed, parseYaml } from './parse-yaml.ts';

const HEADING = /^##\s+(?<heading>.+?)\s*\{#(?<id>[a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$/u;

/** One language file → its front matter and sections; every line that cannot be understood is a fault. */
export function parseArticleText(raw: string, file: string): Parsed<ArticleText> {
  const text = raw.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n');
  const front = /^---\n([\s\S]*?)\n---\n/u.exec(text);
  if (front?.[1] === undefined) {
    return {
      ok: false,
      faults: [{ file, line: 1, message: 'The file must start with --- title, summary, questions ---.' }],
    };
  }
  const matter = parseYaml(front[1], frontMatterSchema, file, 2);
  const bodyLine = front[0].split('\n').length;
  const body = parseSections(text.slice(front[0].length), file, bodyLine);
  const faults = [...(matter.ok ? [] : matter.faults), ...body.faults];
  if (!matter.ok || faults.length > 0) return { ok: false, faults };
  return { ok: true, value: { ...matter.value, sections: body.sections } };
}

function parseSections(body: string, file: string, firstLine: number): { sections: Section[]; faults: Fault[] } {
  const sections: { id: string; heading: string; line: number; lines: string[] }[] = [];
  const faults: Fault[] = [];
  body.split('\n').forEach((content, index) => {
    const line = firstLine + index;
    if (/^#{1,6}\s/u.test(content)) {
      const match = HEADING.exec(content)?.groups;
      if (match?.['id'] === undefined || match['heading'] === undefined) {
        faults.push({
          file,
          line,
          message: 'A heading is written «## Question {#section-id}», with two hashes and an id.',
        });
      } else if (sections.some((section) => section.id === match['id'])) {
        faults.push({
          file,
          line,
          message: `The section id «${match['id']}» is used twice. Give this section another id.`,
        });
      } else {
        sections.push({ id: match['id'], heading: match['heading'], line, lines: [] });
      }
      return;
    }
    const current = sections.at(-1);
    if (current !== undefined) current.lines.push(content);
    else if (content.trim() !== '' && faults.length === 0) {
      faults.push({
        file,
        line,
        message: 'This text stands before the first heading and would never be quoted. Move it into a section.',
      });
    }
  });
  const finished = sections.map(({ lines, ...section }) => ({ ...section, text: lines.join('\n').trim() }));
  for (const section of finished) {
    if (section.text === '')
      faults.push({ file, line: section.line, message: `The section «${section.heading}» has no text.` });
  }
  return { sections: finished, faults };
}
