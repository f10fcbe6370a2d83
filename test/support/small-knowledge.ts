import type { Article, ArticleText, ExampleQuestion } from '../../src/domain/article.ts';
import type { Knowledge } from '../../src/domain/knowledge.ts';

const SUBJECTS = [
  {
    id: 'bank-account',
    en: 'bank account',
    zh: '银行账户',
    about: 'open a corporate account at a bank',
    zhAbout: '公司在银行开户',
  },
  {
    id: 'profits-tax',
    en: 'profits tax',
    zh: '利得税',
    about: 'rate of tax on assessable profits',
    zhAbout: '应评税利润的税率',
  },
  {
    id: 'work-visa',
    en: 'work visa',
    zh: '工作签证',
    about: 'bring professionals to Hong Kong for employment',
    zhAbout: '专业人士来港就业',
  },
  {
    id: 'trade-mark',
    en: 'trade mark',
    zh: '商标',
    about: 'register a sign for goods and services',
    zhAbout: '为商品及服务注册标志',
  },
  {
    id: 'arbitration',
    en: 'arbitration',
    zh: '仲裁',
    about: 'settle a dispute under a contract',
    zhAbout: '解决合同争议',
  },
] as const;

/** Five subjects, enough to search and too few to train an encoder on; `digest` tells versions apart. */
export function smallKnowledge(digest = 'small-1'): Knowledge {
  const outside = {
    en: ['Who won the football match?', 'A recipe for noodle soup', 'Tell me a joke', 'Weather in Paris tomorrow'],
    zh: ['昨晚的球赛谁赢了', '牛肉面怎么煮', '讲个笑话', '明天巴黎天气'],
  };
  return {
    articles: SUBJECTS.map(toArticle),
    tables: {
      agencies: [],
      mainlandOffices: [],
      provinces: [],
      overseasOffices: [],
      markets: [],
      agreements: [],
      agreementStatusTexts: {},
      fees: [],
      thresholds: [],
      schemes: [],
      events: [],
    },
    lexicon: [],
    outOfScope: { en: outside.en, 'zh-Hant': outside.zh, 'zh-Hans': outside.zh },
    digest,
  };
}

function toArticle(subject: (typeof SUBJECTS)[number]): Article {
  const chinese: ArticleText = {
    title: subject.zh,
    summary: `${subject.zh}:${subject.zhAbout}。`,
    questions: [`${subject.zh}怎么办`, `${subject.zh}要多少钱`, `怎样${subject.zhAbout}`, `${subject.zh}要等多久`].map(
      asWhole,
    ),
    sections: [{ id: 'steps', heading: `${subject.zh}的步骤`, text: `先准备文件,然后申请${subject.zh}。`, line: 1 }],
  };
  return {
    id: subject.id,
    topic: 'test',
    owner: 'investhk',
    audience: [],
    markets: [],
    sectors: [],
    checkedOn: '2026-11-01',
    reviewBy: '2027-11-01',
    validUntil: null,
    sources: [],
    mustMention: [],
    related: [],
    texts: {
      en: {
        title: `About the ${subject.en}`,
        summary: `The ${subject.en}: how to ${subject.about}.`,
        questions: [
          `How do I get a ${subject.en}?`,
          `What does the ${subject.en} cost?`,
          `How can we ${subject.about}?`,
          `How long does a ${subject.en} take?`,
        ].map(asWhole),
        sections: [
          {
            id: 'steps',
            heading: `Steps to the ${subject.en}`,
            text: `Prepare papers, then ask for the ${subject.en}.`,
            line: 1,
          },
        ],
      },
      'zh-Hant': chinese,
      'zh-Hans': chinese,
    },
  };
}

function asWhole(text: string): ExampleQuestion {
  return { text, section: null };
}
