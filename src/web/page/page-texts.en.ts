import type { PageTexts } from './page-texts.ts';

export const en: PageTexts = {
  title: 'GoGlobal Assistant: going global through Hong Kong',
  description:
    'Ask how Mainland enterprises expand overseas through Hong Kong. Short answers with official sources and dates, in three languages.',
  skip: 'Skip to content',
  name: 'GoGlobal Assistant',
  owner: 'GoGlobal Task Force, Hong Kong',
  languages: 'Language',
  headline: 'Going global through Hong\u00a0Kong: ask, and see the source',
  lead: 'For Mainland enterprises that plan to expand overseas with Hong Kong as their base. Ask in your own words about company set-up, tax, approvals, finance and markets.',
  automatedNote: 'Answers are automated. You can ask for a person at any time.',
  ask: 'Ask a question',
  person: 'Talk to a person',
  personMessage: 'Talk to a person',
  examplesTitle: 'Try a question',
  examplesLead: 'Press one to ask it.',
  examples: [
    { audience: 'Finance and tax', question: 'What is the two-tier profits tax rate?' },
    { audience: 'Owners and managers', question: 'What are the steps to set up a company in Hong Kong?' },
    {
      audience: 'Overseas projects',
      question: 'What are the tax treaty rates between Hong Kong and Vietnam?',
    },
  ],
  askThis: 'Ask this',
  answersTitle: 'What an answer looks like',
  answers: [
    { title: 'Short', text: 'The figure and its condition come first. Limits, dates and exclusions stay in.' },
    {
      title: 'Sourced',
      text: 'Every statement has a numbered source with its publisher and the day we last checked it.',
    },
    { title: 'Honest', text: 'When there is no reliable source, the assistant says so and tells you who can answer.' },
  ],
  sections: [
    {
      id: 'who',
      title: 'Who runs it',
      paragraphs: [
        'The Task Force on Supporting Mainland Enterprises in Going Global (GoGlobal Task Force) is Hong Kong’s one-stop platform for Mainland enterprises expanding overseas. Invest Hong Kong (InvestHK) co-ordinates this service.',
        'Government bureaux, the Hong Kong Trade Development Council, Hong Kong’s offices on the Mainland and overseas, and professional bodies take part.',
      ],
    },
    {
      id: 'data',
      title: 'How your data is used',
      paragraphs: ['You need no account, and we do not ask for your name.'],
      points: [
        'Your questions are used to answer you and to improve the answers. Conversations are deleted after 180 days.',
        'One cookie keeps your conversation when you reload or come back. There is no advertising and no tracking.',
        'Please do not enter identity card, bank account or password details.',
        'Nothing is passed to an officer unless you ask for a person.',
      ],
    },
    {
      id: 'languages',
      title: 'Languages',
      paragraphs: [
        'You can ask in English, Simplified Chinese or Traditional Chinese, Cantonese wording included. The answer comes in the language of your question.',
      ],
    },
    {
      id: 'accessibility',
      title: 'Accessibility',
      paragraphs: [
        'The page and the chat work with keyboard only, with screen readers, at 400 % zoom, and follow your dark, contrast and motion settings. We aim for WCAG 2.2 level AA. If something does not work for you, ask for a person and tell us.',
      ],
    },
  ],
  embedTitle: 'Put the assistant on your own site',
  embedLead:
    'For partner bodies of the Task Force: one line is enough. Your site’s address has to be on the allow-list.',
  embedNotes: [
    'data-language takes en, zh-Hant or zh-Hans. Without it the page’s own language is used.',
    'The chat loads only when a visitor opens it, in a frame of its own: it cannot change the look of your page.',
    'From your own buttons: GoGlobal.open(), GoGlobal.ask("…"), GoGlobal.close().',
  ],
  footer: [
    'This is an automated information service. Its answers are general information, not legal or tax advice.',
    'GoGlobal Task Force, Hong Kong Special Administrative Region. Co-ordinated by InvestHK.',
  ],
};
