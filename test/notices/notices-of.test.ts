import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LANGUAGES } from '../../src/domain/language.ts';
import { TICKET_EVENTS, type Ticket, type TicketEventKind } from '../../src/domain/ticket.ts';
import { caseEventSchema } from '../../src/notices/case-event.ts';
import { handoffEventSchema } from '../../src/notices/handoff-event.ts';
import { mailSchema } from '../../src/notices/mail.ts';
import { noticeCardSchema } from '../../src/notices/notice-card.ts';
import { type NoticeContext, noticesOf, type Recipients } from '../../src/notices/notices-of.ts';
import { SAMPLE_NAMES, sampleNotice, sampleTicket } from '../fakes/case-notice.ts';

const ALL: Recipients = {
  mail: {
    from: { name: 'GoGlobal', address: 'desk@goglobal.example' },
    language: 'en',
    to: [
      { desk: 'investhk', address: 'a@investhk.example', language: 'en' },
      { desk: 'duty', address: 'duty@example.hk', language: 'zh-Hant' },
      { desk: null, address: 'all@example.hk', language: 'zh-Hans' },
    ],
  },
  teams: 'zh-Hant',
  slack: 'en',
  hasWebhook: true,
};

function told(what: TicketEventKind, more: Partial<Ticket> = {}, context: Partial<NoticeContext> = {}) {
  const { ticket, event } = sampleNotice(what, more);
  return noticesOf(ticket, event, {
    names: SAMPLE_NAMES,
    recipients: ALL,
    url: () => 'https://desk.example.hk/console/cases/ticket-1',
    statusUrl: () => 'https://desk.example.hk/case?lang=zh-Hans',
    isOfficerAway: true,
    mentioned: [],
    officer: null,
    ...context,
  });
}

describe('noticesOf', () => {
  it.each<[TicketEventKind, readonly string[]]>([
    ['opened', ['email', 'email', 'teams', 'slack', 'webhook', 'webhook']],
    ['passed-on', ['email', 'email', 'teams', 'slack', 'webhook']],
    ['transferred', ['email', 'email', 'teams', 'slack', 'webhook', 'webhook']],
    ['claimed', ['webhook', 'webhook']],
    ['visitor-wrote', ['email', 'email']],
    ['resolved', ['email', 'email', 'webhook', 'webhook']],
    ['withdrawn', ['webhook', 'webhook']],
    ['noted', []],
    ['officer-wrote', []],
  ])('tells of "%s" by %o', (what, kinds) => {
    expect(told(what).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('writes to the desk that has the case now, in the language of each address, once', () => {
    const mails = (desk: string) =>
      told('transferred', { desk }).flatMap(({ kind, payload }) =>
        kind === 'email' ? [mailSchema.parse(payload)] : [],
      );
    expect(mails('investhk').map(({ to, language }) => [to, language])).toEqual([
      ['a@investhk.example', 'en'],
      ['all@example.hk', 'zh-Hans'],
    ]);
    expect(mails('duty').map(({ to }) => to)).toEqual(['duty@example.hk', 'all@example.hk']);
    const twice = {
      ...ALL,
      mail: {
        from: { name: '', address: 'd@example.hk' },
        language: 'en' as const,
        to: [
          { desk: null, address: 'A@example.hk', language: 'en' as const },
          { desk: 'investhk', address: 'a@example.hk', language: 'en' as const },
        ],
      },
    };
    expect(told('opened', {}, { recipients: twice }).filter(({ kind }) => kind === 'email')).toHaveLength(1);
  });

  it('writes nothing for what is not configured', () => {
    const nobody = { mail: null, teams: null, slack: null, hasWebhook: false };
    for (const what of TICKET_EVENTS) expect(told(what, {}, { recipients: nobody })).toEqual([]);
  });

  it('tells nobody of spam', () => {
    for (const what of TICKET_EVENTS) expect(told(what, { isSpam: true })).toEqual([]);
  });

  it('gives every entry its own id without a dot, the same when the change is told again', () => {
    const ids = TICKET_EVENTS.flatMap((what, version) => told(what, { version })).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[\w-]+$/);
    expect(told('opened')).toEqual(told('opened'));
  });

  it('mails once about a visitor who goes on writing, and again after an officer wrote', () => {
    const ids = (version: number, lastOfficerAt: string | null) =>
      told('visitor-wrote', { version, lastOfficerAt }).map(({ id }) => id);
    expect(ids(5, '2026-11-27T03:00:00.000Z')).toEqual(ids(6, '2026-11-27T03:00:00.000Z'));
    expect(ids(9, '2026-11-27T04:00:00.000Z')).not.toEqual(ids(6, '2026-11-27T03:00:00.000Z'));
    expect(told('visitor-wrote', {}, { isOfficerAway: false })).toEqual([]);
  });

  it('writes what each sender takes, without company, contact or code', () => {
    for (const what of TICKET_EVENTS)
      for (const { kind, payload } of told(what)) {
        const schema =
          kind === 'email'
            ? mailSchema
            : kind === 'webhook'
              ? z.union([caseEventSchema, handoffEventSchema])
              : noticeCardSchema;
        expect(schema.safeParse(payload).error).toBeUndefined();
        expect(JSON.stringify(payload)).not.toMatch(/Secret|person@|9123|hash/);
      }
  });

  it('keeps the visitor’s words out of subjects and of a withdrawal, and markup out of mails', () => {
    for (const { kind, payload } of told('opened'))
      if (kind === 'email') {
        const { subject, html } = mailSchema.parse(payload);
        expect(subject).not.toContain('越南');
        expect(html).toContain('想在越南设厂 &lt;b&gt;&amp;');
      }
    const [withdrawn] = told('withdrawn');
    expect(caseEventSchema.parse(withdrawn?.payload).data.summary).toBe('');
  });

  it('says number, desk, need, market, score and promised time in every language', () => {
    for (const language of LANGUAGES) {
      const [card] = told('opened', {}, { recipients: { ...ALL, mail: null, teams: language } });
      const text = JSON.stringify(noticeCardSchema.parse(card?.payload));
      for (const said of [sampleTicket().number, '72/100', '18:00']) expect(text).toContain(said);
      expect(text).toMatch(
        { en: /InvestHK.*Vietnam/, 'zh-Hant': /投資推廣署.*越南/, 'zh-Hans': /投资推广署.*越南/ }[language],
      );
    }
  });

  it('promises nothing once there was a reply', () => {
    const [card] = told('transferred', { firstReplyAt: '2026-11-27T03:00:00.000Z' }).filter(
      ({ kind }) => kind === 'slack',
    );
    expect(JSON.stringify(card?.payload)).not.toContain('promised');
  });

  it('mails those whom a note names and who are away, once, with number and link alone', () => {
    const entries = told('noted', {}, { mentioned: ['amy@desk.example', 'AMY@desk.example', 'bo@desk.example'] });
    expect(entries.map(({ kind, lane }) => [kind, lane])).toEqual([
      ['email', 'email:amy@desk.example'],
      ['email', 'email:bo@desk.example'],
    ]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(2);
    const mail = mailSchema.parse(entries[0]?.payload);
    const { number, summary, fields } = sampleTicket();
    expect(mail.text).toContain(number);
    expect(mail.text).toContain('https://desk.example.hk/console/cases/ticket-1');
    for (const word of [summary, fields['company'] as string, fields['contactName'] as string])
      expect(`${mail.text} ${mail.html} ${mail.subject}`).not.toContain(word);
    expect(told('noted', { isSpam: true }, { mentioned: ['amy@desk.example'] })).toHaveLength(1);
    expect(told('opened', {}, { mentioned: ['amy@desk.example'] }).map(({ lane }) => lane)).not.toContain(
      'email:amy@desk.example',
    );
  });
});
