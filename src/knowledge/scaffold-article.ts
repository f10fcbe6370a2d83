import type { Language } from '../domain/language.ts';

/** Marks what a writer still has to replace; the check keeps a file with one out of answers. */
export const PLACEHOLDER = /‹[^›]*›/u;

const SECTIONS = ['what', 'who', 'how', 'cost', 'time', 'what-if'] as const;

interface Words {
  readonly title: string;
  readonly summary: string;
  readonly question: string;
  readonly lead: string;
  readonly bullet: string;
  readonly headings: Readonly<Record<(typeof SECTIONS)[number], string>>;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    title: '‹The subject, as people call it›',
    summary: '‹What is the answer in one or two sentences, with the figure and its condition?›',
    question: '‹As a visitor would type it›',
    lead: '‹One sentence that answers the heading, with figure and condition, naming the subject.›',
    bullet: '‹A condition, document, amount, day, exclusion or contact.›',
    headings: {
      what: '‹What is it?›',
      who: '‹Who may use it, and who may not?›',
      how: '‹How is it done, step by step, with which papers?›',
      cost: '‹How much does it cost?›',
      time: '‹How long does it take, and by when?›',
      'what-if': '‹What if it is late, refused or changes?›',
    },
  },
  'zh-Hant': {
    title: '‹主題，用大家慣用的叫法›',
    summary: '‹用一兩句回答，連同數字及條件›',
    question: '‹用戶會怎樣打字問，最少三條用廣東話›',
    lead: '‹用一句回答標題，寫明數字、條件及主題名稱。›',
    bullet: '‹條件、文件、金額、日期、例外或聯絡單位。›',
    headings: {
      what: '‹這是甚麼？›',
      who: '‹誰可以用，誰不可以？›',
      how: '‹怎樣辦理，要甚麼文件？›',
      cost: '‹要多少錢？›',
      time: '‹要多久，最遲何時？›',
      'what-if': '‹逾期、被拒或有變怎麼辦？›',
    },
  },
  'zh-Hans': {
    title: '‹主题，用大家习惯的叫法›',
    summary: '‹用一两句话回答，写明数字和条件›',
    question: '‹用户会怎么打字问›',
    lead: '‹用一句话回答标题，写明数字、条件和主题名称。›',
    bullet: '‹条件、材料、金额、日期、例外或联系单位。›',
    headings: {
      what: '‹这是什么？›',
      who: '‹谁可以用，谁不可以？›',
      how: '‹怎么办理，要什么材料？›',
      cost: '‹要多少钱？›',
      time: '‹要多久，最晚什么时候？›',
      'what-if': '‹逾期、被拒或有变化怎么办？›',
    },
  },
};

/** The four files of a new article by name, with the questions that its writer has to answer. */
export function scaffoldArticle(article: {
  readonly topic: string;
  readonly id: string;
  readonly owner: string;
  readonly today: string;
}): Readonly<Record<string, string>> {
  return {
    'article.yaml': headOf(article),
    'en.md': textOf(WORDS.en),
    'zh-Hant.md': textOf(WORDS['zh-Hant']),
    'zh-Hans.md': textOf(WORDS['zh-Hans']),
  };
}

function headOf({ topic, id, owner, today }: Parameters<typeof scaffoldArticle>[0]): string {
  return `id: ${id}
topic: ${topic}
owner: ${owner}
audience: [any]
markets: []
sectors: []
checkedOn: ${today}
reviewBy: ${halfAYearAfter(today)}
sources:
  - id: official-page
    title: { en: '‹The page›', zh-Hant: '‹網頁名稱›', zh-Hans: '‹网页名称›' }
    publisher: { en: '‹Its publisher›', zh-Hant: '‹發布機構›', zh-Hans: '‹发布机构›' }
    url: https://www.gov.hk/
    date: undated
    kind: official
mustMention:
  - id: limit
    appliesTo: [who]
    statedIn: [who]
    text:
      en: '‹What would mislead if it were left out: a cap, a date, an exclusion.›'
      zh-Hant: '‹漏了會誤導的事：上限、日期、例外。›'
      zh-Hans: '‹漏了会误导的事：上限、日期、例外。›'
related: []
`;
}

function textOf({ title, summary, question, lead, bullet, headings }: Words): string {
  const questions = SECTIONS.flatMap((section) => [1, 2].map((n) => `  - '${question} ${n} ${section} {#${section}}'`));
  const sections = SECTIONS.map(
    (section) => `## ${headings[section]} {#${section}}\n${lead}\n\n- ${bullet}\n- ${bullet}\n`,
  );
  return `---\ntitle: '${title}'\nsummary: '${summary}'\nquestions:\n${questions.join('\n')}\n---\n${sections.join('\n')}`;
}

function halfAYearAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 6);
  return date.toISOString().slice(0, 10);
}
