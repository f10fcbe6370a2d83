import { describe, expect, it } from 'vitest';
import { parseArticleText } from '../../src/knowledge/parse-article-text.ts';
import { passagesOf } from '../../src/knowledge/passages-of.ts';
import { readKnowledge } from '../../src/knowledge/read-knowledge.ts';
import { KNOWLEDGE_DIR } from '../support/folders.ts';
import { fc } from '../support/property.ts';

const FRONT = '---\ntitle: T\nsummary: S\nquestions: [q1, q2]\n---\n';

/** A line that an editor may write: anything but a heading. */
const line = fc
  .oneof(
    fc.string(),
    fc.constantFrom('- item', '1. step', '| a | b |', '> quote', '\ttext', '香港，税务局。', '---', '```', '#tag'),
  )
  .map((text) => text.replace(/[\r\n\uFEFF]/gu, ' '))
  .filter((text) => !/^#{1,6}\s/u.test(text));
const paragraph = fc.array(line, { minLength: 1, maxLength: 6 }).filter((lines) => lines.join('').trim() !== '');
const slug = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}$/);
const heading = fc.stringMatching(/^[\p{L}\p{N}?？]( ?[\p{L}\p{N}?？]){0,10}$/u);
const sections = fc.uniqueArray(fc.record({ id: slug, heading, lines: paragraph }), {
  selector: (s) => s.id,
  minLength: 1,
  maxLength: 6,
});

describe('the section parser', () => {
  it('loses no line, keeps the order and knows the line of each heading', () => {
    fc.assert(
      fc.property(sections, fc.constantFrom('\n', '\r\n'), (written, newline) => {
        const raw = FRONT + written.map((s) => `## ${s.heading} {#${s.id}}\n${s.lines.join('\n')}\n`).join('');
        const parsed = parseArticleText(raw.replaceAll('\n', newline), 'en.md');
        expect(parsed).toMatchObject({ ok: true });
        if (!parsed.ok) return;
        expect(parsed.value.sections.map((s) => s.id)).toEqual(written.map((s) => s.id));
        expect(parsed.value.sections.map((s) => s.heading)).toEqual(written.map((s) => s.heading));
        expect(parsed.value.sections.map((s) => s.text)).toEqual(written.map((s) => s.lines.join('\n').trim()));
        const lines = raw.split('\n');
        for (const section of parsed.value.sections) expect(lines[section.line - 1]).toContain(`{#${section.id}}`);
      }),
    );
  });

  it('knows which section answers an example question, when the editor says so', () => {
    const questions = 'questions:\n  - 要多少钱？ {#cost}\n  - "费用: 谁付 {#cost-who}"\n  - 怎么办\n';
    const parsed = parseArticleText(`---\ntitle: T\nsummary: S\n${questions}---\n## H {#cost}\ntext\n`, 'zh-Hans.md');
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        questions: [
          { text: '要多少钱？', section: 'cost' },
          { text: '费用: 谁付', section: 'cost-who' },
          { text: '怎么办', section: null },
        ],
      },
    });
  });

  it('either reads a file or says what is wrong with it, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (body) => {
        const parsed = parseArticleText(FRONT + body, 'en.md');
        if (parsed.ok) return;
        expect(parsed.faults.length).toBeGreaterThan(0);
        for (const fault of parsed.faults) expect(fault.line).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('passages of an article', async () => {
  const { knowledge } = await readKnowledge(KNOWLEDGE_DIR);

  it('are its summary and every section, in reading order, with ids that survive', () => {
    for (const article of knowledge.articles) {
      const text = article.texts['zh-Hant'];
      const passages = passagesOf(article, 'zh-Hant');
      expect(passages.map((passage) => passage.section)).toEqual([
        'summary',
        ...text.sections.map((section) => section.id),
      ]);
      expect(passages.map((passage) => passage.text)).toEqual([
        text.summary,
        ...text.sections.map((section) => section.text),
      ]);
      for (const passage of passages) expect(passage.id).toBe(`${article.id}/zh-Hant#${passage.section}`);
    }
  });

  it('have a digest that changes with the words and only with them', () => {
    const [article] = knowledge.articles;
    if (article === undefined) throw new Error('no article');
    const digests = () => passagesOf(article, 'en').map((passage) => passage.digest);
    expect(digests()).toEqual(digests());
    const changed = { ...article, texts: { ...article.texts, en: { ...article.texts.en, summary: 'Other words.' } } };
    expect(passagesOf(changed, 'en')[0]?.digest).not.toBe(digests()[0]);
    expect(passagesOf(changed, 'en')[1]?.digest).toBe(digests()[1]);
  });
});
