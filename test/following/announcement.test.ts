import { describe, expect, it } from 'vitest';
import {
  ANNOUNCEMENT_STATES,
  type Announcement,
  type AnnouncementCommand,
  changeAnnouncement,
  newsOf,
  textIn,
} from '../../src/following/announcement.ts';
import { chooseWay } from '../../src/following/choose-way.ts';
import { WAYS } from '../../src/following/following.ts';
import { fc } from '../support/property.ts';

const at = '2026-11-27T02:00:00.000Z';
const li = { id: 'li', name: 'li.ming', mayDecide: true };
const wong = { id: 'wong', name: 'wong', mayDecide: true };
const officer = { id: 'chan', name: 'chan', mayDecide: false };
const texts = { 'zh-Hant': { title: '講座', body: '下月舉行' } };
const audience = { topics: ['tax'], markets: [], provinces: [] };

function draft(rest: Partial<Announcement> = {}): Announcement {
  const base = { id: 'a', state: 'draft', version: 1, texts, audience, author: 'li', authorName: 'li.ming' } as const;
  return { ...base, createdAt: at, changedAt: at, decidedBy: '', reason: '', ...rest };
}

const change = (before: Announcement, command: AnnouncementCommand, actor = wong, writers = ['li.ming']) =>
  changeAnnouncement(before, command, { actor, at, writers });

describe('an announcement', () => {
  it('is approved by a second person only, whatever their role', () => {
    const waiting = draft({ state: 'awaiting' });
    const approve = { kind: 'decide', approves: true, reason: '' } as const;
    expect(change(waiting, approve, li)).toEqual({ kind: 'refused', why: 'own-announcement' });
    // She wrote an earlier version, he the last one.
    expect(change(waiting, approve, wong, ['li.ming', 'wong'])).toEqual({ kind: 'refused', why: 'own-announcement' });
    expect(change(waiting, approve, officer)).toEqual({ kind: 'refused', why: 'may-not-decide' });
    expect(change(waiting, approve)).toMatchObject({ kind: 'done', announcement: { state: 'approved', version: 2 } });
  });

  it('is rejected with a reason, and may then be written anew', () => {
    const waiting = draft({ state: 'awaiting' });
    const reject = (reason: string) => ({ kind: 'decide', approves: false, reason }) as const;
    expect(change(waiting, reject(' '))).toEqual({ kind: 'refused', why: 'no-reason' });
    expect(change(waiting, reject('wrong day'))).toMatchObject({
      announcement: { state: 'rejected', reason: 'wrong day' },
    });
    const again = change(draft({ state: 'rejected' }), { kind: 'save', texts, audience }, li);
    expect(again).toMatchObject({ announcement: { state: 'draft', reason: '' } });
  });

  it('leaves only after approval, and never changes afterwards, whatever is tried', () => {
    const command = fc.constantFrom<AnnouncementCommand>(
      { kind: 'save', texts, audience },
      { kind: 'submit' },
      { kind: 'decide', approves: true, reason: '' },
      { kind: 'decide', approves: false, reason: 'no' },
      { kind: 'begin' },
      { kind: 'finish' },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(command, fc.constantFrom(li, wong, officer)), { maxLength: 12 }), (steps) => {
        let now = draft();
        const seen = [now.state as string];
        for (const [one, actor] of steps) {
          const outcome = change(now, one, actor);
          if (outcome.kind === 'refused') continue;
          expect(outcome.announcement.version).toBe(now.version + 1);
          if (['approved', 'sending', 'sent'].includes(now.state)) expect(one.kind).toMatch(/begin|finish/);
          now = outcome.announcement;
          seen.push(now.state);
        }
        expect(ANNOUNCEMENT_STATES).toContain(now.state);
        if (seen.includes('sending')) expect(seen.indexOf('approved')).toBeLessThan(seen.indexOf('sending'));
      }),
    );
  });

  it('falls back to the nearest language for readers of one that is missing', () => {
    expect(textIn(texts, 'zh-Hans')?.language).toBe('zh-Hant');
    expect(textIn({ en: { title: 'A', body: 'B' } }, 'zh-Hant')?.language).toBe('en');
    expect(textIn({ en: { title: 'A', body: ' ' } }, 'en')).toBeNull();
    expect(newsOf(draft(), at).words).toEqual({
      en: '講座\n\n下月舉行',
      'zh-Hant': '講座\n\n下月舉行',
      'zh-Hans': '講座\n\n下月舉行',
    });
  });

  it('needs words and somebody to hear it before it is submitted', () => {
    expect(change(draft({ texts: {} }), { kind: 'submit' }, li)).toEqual({ kind: 'refused', why: 'no-text' });
    const nobody = draft({ audience: { topics: [], markets: [], provinces: ['guangdong'] } });
    expect(change(nobody, { kind: 'submit' }, li)).toEqual({ kind: 'refused', why: 'no-audience' });
  });
});

describe('the way that news takes', () => {
  it('is never by mail to somebody who asked to hear in the chat, nor in the chat to somebody who asked for mail', () => {
    const window = fc.constantFrom('open' as const, 'away' as const, 'closed' as const);
    fc.assert(
      fc.property(fc.constantFrom(...WAYS), fc.constantFrom('a@b.example', null), window, (way, email, open) => {
        const chosen = chooseWay({ way, email }, open);
        if (way === 'here' || email === null) expect(chosen).not.toBe('email');
        if (way === 'email') expect(chosen).not.toBe('channel');
        if (open === 'closed') expect(chosen).not.toBe('channel');
      }),
    );
    expect(chooseWay({ way: 'both', email: 'a@b.example' }, 'closed')).toBe('email');
    expect(chooseWay({ way: 'both', email: null }, 'closed')).toBe('hold');
    expect(chooseWay({ way: 'here', email: null }, 'away')).toBe('channel');
  });
});
