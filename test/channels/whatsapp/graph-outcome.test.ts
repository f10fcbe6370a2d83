import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../src/channels/whatsapp/graph-outcome.ts';

const refused = (code: number, status = 400) => outcomeOf(status, { error: { message: 'x', code } });

describe('an answer of the Graph API', () => {
  it('is read by its code, not by its status', () => {
    expect(refused(131047)).toMatchObject({ kind: 'window-closed', code: '131047' });
    for (const code of [1, 2, 4, 80007, 130429, 131000, 131016]) expect(refused(code)).toMatchObject({ kind: 'retry' });
    expect(refused(131056)).toMatchObject({ kind: 'retry', afterSeconds: 6 });
    for (const code of [0, 190]) expect(refused(code, 401)).toMatchObject({ kind: 'retry', isAlert: true });
    for (const code of [368, 131031, 100, 131009, 132001])
      expect(refused(code)).toMatchObject({ kind: 'dead', isAlert: true });
    for (const code of [131026, 131049]) expect(refused(code)).toMatchObject({ kind: 'dead', isAlert: false });
  });

  it('without a code is tried again unless it is the request’s own fault', () => {
    expect(outcomeOf(503, undefined)).toMatchObject({ kind: 'retry', code: 'http-503' });
    expect(outcomeOf(429, {}, 30)).toMatchObject({ kind: 'retry', afterSeconds: 30 });
    expect(outcomeOf(404, {})).toMatchObject({ kind: 'dead', isAlert: true });
    expect(outcomeOf(200, '<html>')).toMatchObject({ kind: 'retry', code: 'unreadable' });
  });

  it('that took the message gives its id', () => {
    expect(outcomeOf(200, { messages: [{ id: 'wamid.X' }] })).toEqual({ kind: 'sent', vendorMessage: 'wamid.X' });
  });
});
