import { beforeAll, describe, expect, it } from 'vitest';
import { sectionBlocks } from '../../src/answering/section-blocks.ts';
import type { Assistant } from '../../src/assistant.ts';
import { loadMenu } from '../../src/channels/wechat/load-menu.ts';
import { createReadYaml } from '../../src/dialogs/read-yaml.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Article } from '../../src/domain/article.ts';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { detectLanguage } from '../../src/understanding/detect-language.ts';
import { faultsOf, knownUrls } from '../support/check-answer.ts';
import { DIALOGS_DIR } from '../support/folders.ts';
import { realAssistant, TODAY } from '../support/real-assistant.ts';
import { createVisitor } from '../support/visitor.ts';

interface Asked {
  readonly article: Article;
  readonly language: Language;
  readonly question: string;
  readonly answer: Answer;
}

describe('an answer', () => {
  let assistant: Assistant;
  /** The first example question of every article in every language, on a page of that language, with its answer. */
  const all: Asked[] = [];
  beforeAll(async () => {
    assistant = await realAssistant();
    for (const article of assistant.knowledge().articles) {
      for (const language of LANGUAGES) {
        const question = article.texts[language].questions[0]?.text ?? '';
        all.push({ article, language, question, answer: await assistant.ask(question, [], language) });
      }
    }
  });
  const answered = () => all.filter(({ answer }) => answer.status === 'answered');
  const fromArticles = () =>
    answered().filter(({ answer }) => answer.citations.every(({ article }) => article !== 'tables'));
  const report = (faulty: readonly Asked[], what: (asked: Asked) => string = ({ answer }) => answer.text) =>
    faulty.map((asked) => `${asked.question}\n${what(asked)}`);

  it('is given to nine example questions of ten', () => {
    expect(
      answered().length / all.length,
      report(
        all.filter(({ answer }) => answer.status !== 'answered'),
        ({ answer }) => answer.status,
      ).join('\n'),
    ).toBeGreaterThanOrEqual(0.9);
  });

  it.each([
    ['en', 'Should we set up a branch or a subsidiary in Thailand?'],
    ['en', 'Do I need a licence to open a restaurant in Dubai?'],
    ['zh-Hant', '喺泰國開分公司定子公司好？'],
    ['zh-Hans', '在泰国设分公司还是子公司好？'],
  ] as const)('comes from the place itself where it is asked what every place rules: %s, «%s»', async (language, question) => {
    const { evidence } = await assistant.ask(question, [], language);
    expect(evidence.articles[0]?.article).toBe(question.includes('Dubai') ? 'uae' : 'thailand');
  });

  it('comes from what a bloc has agreed on when some of its members are named', async () => {
    const asked: readonly (readonly [Language, string])[] = [
      [
        'en',
        'Which origin papers does our Hong Kong made machinery need to enter Vietnam and Indonesia at the ASEAN rate?',
      ],
      ['zh-Hans', '香港制造的机器运到越南和印尼，要享受东盟与香港自贸协定的优惠税率，需要什么原产地文件？'],
      ['zh-Hant', '香港製造的機器運去越南和印尼，想用東盟與香港自貿協定的優惠稅率，要甚麼產地來源文件？'],
    ];
    for (const [language, question] of asked) {
      const { status, citations } = await assistant.ask(question, [], language);
      expect({ question, status }).toEqual({ question, status: 'answered' });
      expect(citations.map(({ article }) => article)).toContain('asean-hong-kong-fta');
    }
  });

  it('is given to every question that the menu in WeChat says', async () => {
    const heardByForms = ['person', 'case', 'help'];
    const says = [...((await loadMenu(createReadYaml(DIALOGS_DIR)))?.says ?? [])].filter(
      ([key]) => !heardByForms.includes(key),
    );
    const given = await Promise.all(says.map(async ([key, text]) => [key, (await assistant.ask(text)).status]));
    expect(given).toEqual(says.map(([key]) => [key, 'answered']));
    expect(given.length).toBeGreaterThan(0);
  });

  it('is cited, in one script, with marks that fit, from pages that stand in a knowledge file', () => {
    const urls = knownUrls(assistant.knowledge());
    expect(
      all.flatMap(({ question, answer }) => faultsOf(answer, urls).map((fault) => `${question}: ${fault}`)),
    ).toEqual([]);
  });

  it('speaks the language and script of the question', () => {
    expect(report(all.filter(({ answer, language }) => answer.language !== language))).toEqual([]);
  });

  it('speaks the language of the words, not of the page, when the words are clear', async () => {
    const clear = all
      .filter(({ question }) => detectLanguage(question, null, null).isCertain)
      .filter((_, index) => index % 4 === 0);
    expect(clear.length).toBeGreaterThan(20);
    for (const { question, language } of clear) {
      const page = LANGUAGES.find((other) => other !== language) ?? 'en';
      expect((await assistant.ask(question, [], page)).language, question).toBe(language);
    }
  });

  it('is short: a section of at most six lines, fifteen with those of further ones, and what may not be left out', () => {
    const blocks = ({ answer }: Asked) => sectionBlocks(answer.text);
    expect(
      report(answered().filter((asked) => blocks(asked).filter(({ kind }) => kind === 'item').length > 15)),
    ).toEqual([]);
    expect(report(answered().filter((asked) => blocks(asked).length > 28))).toEqual([]);
    expect(
      report(answered().filter((asked) => asked.answer.text.length > (asked.language === 'en' ? 3600 : 1500))),
    ).toEqual([]);
  });

  it('quotes its article word for word', () => {
    const invented = fromArticles().flatMap(({ answer, language, question }) => {
      const own = assistant
        .knowledge()
        .articles.filter(({ id }) => Object.keys(answer.evidence.quoted).some((quoted) => quoted.startsWith(`${id}/`)));
      const known = own.flatMap((article) => [
        article.texts[language].summary,
        ...article.texts[language].sections.map(({ text }) => text),
        // Further sections stand under their own headings, after the title up to its colon where it is another article.
        ...article.texts[language].sections.flatMap(({ heading }) =>
          [
            heading,
            `${article.texts[language].title.split(/：|: /u)[0]}${language === 'en' ? ': ' : '：'}${heading}`,
          ].map((line) => `**${line}**`),
        ),
        `**${article.texts[language].title}**`,
        assistant.dialogs.wording('clarify.related', language),
        ...article.mustMention.map(({ text }) => text[language]),
      ]);
      const plain = (text: string) => text.replace(/\[\d{1,2}\]/gu, '').replace(/\s+/gu, '');
      const said = sectionBlocks(answer.text).map(({ markdown }) =>
        plain(markdown.replace(/^\*\*.{1,12}\*\*[:：]\s*/u, '')),
      );
      return said
        .filter((block) => !known.some((text) => plain(text).includes(block)))
        .map((block) => `${question}: ${block}`);
    });
    expect(invented).toEqual([]);
  });

  // Known fault: at most two facts are told, so a section with three loses one (odi-ndrc#approval-or-filing).
  it('leaves out no fact that its section must mention', () => {
    const missing = fromArticles().flatMap(({ answer, language, question }) => {
      const [first] = Object.keys(answer.evidence.quoted);
      const [id, section] = [first?.split('/')[0], first?.split('#')[1] ?? ''];
      const article = assistant.knowledge().articles.find((candidate) => candidate.id === id);
      return (article?.mustMention ?? [])
        .filter(({ appliesTo }) => appliesTo.length === 0 || appliesTo.includes(section))
        .filter(({ statedIn }) => !statedIn.includes(section))
        .filter(({ text }) => !says(answer.text, text[language]))
        .map((fact) => `${question}: ${fact.id}`);
    });
    expect(missing).toEqual([]);
  });

  it('says when its sources were checked, and how old that is', () => {
    for (const { answer } of answered()) {
      for (const { checkedOn, ageDays, isPastReview } of answer.citations) {
        expect(ageDays).toBe((Date.parse(TODAY) - Date.parse(checkedOn)) / 86_400_000);
        expect(isPastReview).toBe(false);
      }
    }
  });

  it('keeps what it was made from: passages with scores, digests of the quoted words, the version of the knowledge', () => {
    for (const { answer } of fromArticles()) {
      expect(answer.evidence.indexVersion).toBe(assistant.knowledge().digest);
      expect(answer.evidence.accepted.length + answer.evidence.rejected.length).toBeGreaterThan(0);
      expect(Object.values(answer.evidence.quoted).every((digest) => /^[0-9a-f]{16}$/u.test(digest))).toBe(true);
      for (const { score } of [...answer.evidence.accepted, ...answer.evidence.rejected])
        expect(Number.isFinite(score)).toBe(true);
    }
  });

  it('is the same whenever it is asked for', async () => {
    for (const { question, language, answer } of all.filter((_, index) => index % 15 === 0)) {
      const again = await assistant.ask(question, [], language);
      expect({ ...again, evidence: null }).toEqual({ ...answer, evidence: null });
    }
  });

  it('suggests questions that are answered when they are pressed', async () => {
    const pressed = answered().filter((_, index) => index % 5 === 0);
    const dead: string[] = [];
    for (const { question, language, answer } of pressed) {
      for (const { text } of answer.suggestions.filter(({ kind }) => kind === 'question')) {
        const visitor = createVisitor(assistant, language);
        await visitor.says(question);
        const next = await visitor.says(text);
        if (next.status !== 'answered' || next.language !== language)
          dead.push(`${question} → ${text}: ${next.status} ${next.language}`);
      }
    }
    expect(dead).toEqual([]);
  });

  it('comes with suggestions as a rule, never with the question itself', () => {
    const silent = fromArticles().filter(({ answer }) => answer.suggestions.length === 0);
    expect(silent.length / fromArticles().length).toBeLessThanOrEqual(0.1);
    expect(
      report(all.filter(({ answer, question }) => answer.suggestions.some(({ text }) => text === question))),
    ).toEqual([]);
  });

  it.each(LANGUAGES)('is given to every starter in %s', async (language) => {
    for (const starter of assistant.dialogs.starters[language]) {
      for (const page of [language, null]) {
        const answer = await assistant.ask(starter, [], page);
        expect({ starter, status: answer.status, language: answer.language }).toEqual({
          starter,
          status: 'answered',
          language,
        });
      }
    }
  });
});

/** Says the same: word for word, or all its figures and most of its words. */
function says(text: string, fact: string): boolean {
  const flat = (words: string) => words.replace(/\[\d{1,2}\]|[\s\p{P}]/gu, '').toLowerCase();
  if (flat(text).includes(flat(fact))) return true;
  const figures = fact.match(/\d+(?:[.,]\d+)*/gu) ?? [];
  const pieces = fact.toLowerCase().match(/\p{Script=Han}{2}|[a-z]{3,}/gu) ?? [];
  const known = pieces.filter((piece) => text.toLowerCase().includes(piece)).length;
  return figures.every((figure) => text.includes(figure)) && known / Math.max(1, pieces.length) >= 0.6;
}
