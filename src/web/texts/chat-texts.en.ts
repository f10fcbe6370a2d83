import type { ChatTexts } from './chat-texts.ts';

export const en: ChatTexts = {
  name: 'GoGlobal Assistant',
  automated: 'Automated assistant',
  documentTitle: 'GoGlobal Assistant: ask about going global through Hong Kong',
  switchLanguage: 'Language',
  person: 'Talk to a person',
  personMessage: 'Talk to a person',
  close: 'Close',

  composerLabel: 'Your question',
  placeholder: 'Ask about going global…',
  send: 'Send',
  sendHint: 'Enter sends, Shift + Enter starts a new line.',
  left: (characters) => (characters === 1 ? '1 character left' : `${characters} characters left`),
  over: (characters) => `${characters} too many. Please shorten your question.`,

  transcript: 'Conversation. Use the arrow keys to move between messages.',
  assistantSaid: 'Assistant:',
  visitorSaid: 'You:',
  lookingUp: 'Looking it up',
  newMessages: 'New answer below',
  sending: 'Sending…',
  seen: 'Seen',
  sendFailed: 'This was not sent.',
  sendAgain: 'Send again',

  files: {
    attach: 'Attach a file',
    hint: (megabytes, left) =>
      `PDF, JPEG, PNG, WebP, Word or Excel, up to ${megabytes} MB. ${left === 1 ? '1 file' : `${left} files`} left for this case.`,
    sending: (name, percent) => `Sending ${name}: ${percent} %`,
    sent: (name) => `${name} was sent.`,
    failed: (name) => `${name} was not sent. Check the connection and try again.`,
    full: 'This case can hold no more files.',
    tooLarge: (name, megabytes) => `${name} is too large. A file may have up to ${megabytes} MB.`,
    save: (name) => `Save file ${name}`,
    notOpened: 'The file could not be opened. It may have been deleted.',
  },

  sources: 'Sources',
  source: (mark) => `Source ${mark}`,
  checked: (date) => `Checked ${date}`,
  pastReview: 'past its review date, please confirm',
  opensInNewTab: '(opens in a new tab)',
  table: 'Table',
  nextQuestions: 'You can ask next',
  sourceCount: (count) => (count === 1 ? '1 source.' : `${count} sources.`),

  feedback: {
    question: 'Was this answer helpful?',
    helpful: 'Helpful',
    notHelpful: 'Not helpful',
    why: 'What is wrong? (optional)',
    reasons: {
      'wrong-subject': 'Wrong subject',
      'missing-something': 'Something is missing',
      'out-of-date': 'Out of date',
      'hard-to-understand': 'Hard to understand',
    },
    kept: { helpful: 'Thank you.', 'not-helpful': 'Thank you. Our editors see this together with your question.' },
    failed: 'This was not saved. Please try again.',
  },

  connecting: 'Connecting…',
  reconnecting: 'The connection was cut. Reconnecting…',
  offline: 'You are offline. The conversation goes on when the network is back.',
  busy: (seconds) => `There are a lot of requests at the moment. Trying again in ${seconds} s.`,
  failed: 'The assistant cannot be reached. Your conversation is kept.',
  tryNow: 'Try now',
  meanwhile: 'Meanwhile you can reach Invest Hong Kong directly:',
  empty: 'Ask in your own words: company set-up, tax, approvals, finance, markets.',
};
