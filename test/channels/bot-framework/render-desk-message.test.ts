import { describe, expect, it } from 'vitest';
import { renderDeskMessage, type ShownDeskMessage } from '../../../src/channels/bot-framework/render-desk-message.ts';

const message: ShownDeskMessage = {
  id: 'd-1',
  author: 'officer',
  signature: 'Chan Tai-man · Invest Hong Kong',
  text: 'Good morning.',
  at: '2026-11-27T02:00:00.000Z',
  language: 'en',
};

describe('renderDeskMessage', () => {
  it('says who writes, in the data for our page and as the sender', () => {
    expect(renderDeskMessage(message)).toEqual({
      type: 'message',
      id: 'd-1',
      timestamp: new Date('2026-11-27T02:00:00.000Z'),
      from: { id: 'goglobal', name: 'Chan Tai-man · Invest Hong Kong', role: 'bot' },
      textFormat: 'plain',
      locale: 'en',
      text: 'Good morning.',
      channelData: {
        goglobal: { author: 'officer', signature: 'Chan Tai-man · Invest Hong Kong', language: 'en' },
      },
    });
  });

  it('gives the system no name', () => {
    const { from, channelData } = renderDeskMessage({ ...message, author: 'system', signature: '' });
    expect(from?.name).toBe('');
    expect(channelData).toMatchObject({ goglobal: { author: 'system', signature: '' } });
  });

  it.each([
    ['line breaks stay', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['a tag opens nothing', 'see <img src=x onerror=alert(1)> now', 'see ‹img src=x onerror=alert(1)› now'],
    ['an unfinished tag opens nothing', '<script src=//x', '‹script src=//x'],
    ['nested brackets leave no tag', '<<b>b>', '<‹b›b>'],
    ['a comparison stays', 'if 3 < 5 and 5 > 3', 'if 3 < 5 and 5 > 3'],
    ['Markdown stays the characters that were typed', '**bold** [x](javascript:1)', '**bold** [x](javascript:1)'],
    ['an address stays', 'https://www.ird.gov.hk/eng/?a=1&b=2', 'https://www.ird.gov.hk/eng/?a=1&b=2'],
    ['marks that turn the writing around go', 'a\u202etxt.exe\u0007', 'a txt.exe'],
  ])('%s', (_name, typed, shown) => {
    expect(renderDeskMessage({ ...message, text: typed }).text).toBe(shown);
  });

  it('keeps a signature on one line and free of tags', () => {
    const { from } = renderDeskMessage({ ...message, signature: 'Chan\n<b>Tai-man</b>' });
    expect(from?.name).toBe('Chan ‹b›Tai-man‹/b›');
  });
});
