import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { SEND_REASONS, type SendReasonPattern } from '../../../src/domain/send-error.ts';
import { errorInWords } from '../../../src/web/console/notices/error-in-words.ts';
import { CONSOLE_TEXTS } from '../../../src/web/console/texts/console-texts.ts';

const textsOf = (language: keyof typeof CONSOLE_TEXTS) => CONSOLE_TEXTS[language].notices.errors;
/** A vendor's word may hold what has a meaning in replacements. */
const filled = (text: string) => text.replace('{number}', () => '503').replace('{code}', () => 'E$& 4');

describe.each(LANGUAGES)('the last error of a notice, in %s', (language) => {
  const texts = textsOf(language);
  const said = (reason: SendReasonPattern) => filled(texts.reasons[reason]);

  it.each(SEND_REASONS)('says «%s» alone, behind a code and behind a closed window', (reason) => {
    expect(errorInWords(filled(reason), texts)).toBe(said(reason));
    expect(errorInWords(`User blocked: ${filled(reason)}`, texts)).toBe(texts.withCode('User blocked', said(reason)));
    const closed = `window closed (45015): ${filled(reason)}`;
    expect(errorInWords(closed, texts)).toBe(texts.windowClosed('45015', said(reason)));
  });

  it('leaves out nothing that a reason leaves open', () => {
    const gaps = (text: string) => text.match(/\{\w+\}/g);
    for (const reason of SEND_REASONS) expect([reason, gaps(texts.reasons[reason])]).toEqual([reason, gaps(reason)]);
  });

  it('knows no sentence that is not ours', () => {
    expect(errorInWords('550 5.1.1 The mailbox is not there', texts)).toBeNull();
    expect(errorInWords('HTTP 503: is the key right?', texts)).toBeNull();
  });
});

it('leaves no English sentence in Chinese', () => {
  for (const language of ['zh-Hant', 'zh-Hans'] as const)
    for (const reason of SEND_REASONS)
      expect(textsOf(language).reasons[reason]).toMatch(/^(?!.*[a-z]+ [a-z]+).*\p{Script=Han}/u);
});

it('puts the number where the language has it', () => {
  const error = 'window closed (quota): 5 messages were sent since then';
  expect(errorInWords(error, textsOf('zh-Hant'))).toBe('現時不能發送（quota）：訪客上次發言後已發送5則訊息');
  expect(errorInWords(error, textsOf('zh-Hans'))).toBe('目前不能发送（quota）：访客上次发言后已发送5条消息');
  expect(errorInWords(error, textsOf('en'))).toBe(error);
});
