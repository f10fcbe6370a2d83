import { describe, expect, it } from 'vitest';
import type { TicketEventKind } from '../../src/domain/ticket.ts';
import { callMailsOf } from '../../src/notices/call-mails-of.ts';
import { mailSchema } from '../../src/notices/mail.ts';
import { sampleNotice } from '../fakes/case-notice.ts';

const START = '2026-11-30T03:00:00.000Z';
const AGREED = { proposed: null, agreed: { start: START, minutes: 30 }, sequence: 2, isReminded: false };

function mails(
  what: TicketEventKind,
  detail: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>> = { email: 'visitor@firm.example', company: 'Secret Ltd' },
) {
  const notice = sampleNotice(what, { callBack: AGREED, fields });
  const told = { ...notice, event: { ...notice.event, detail } };
  return callMailsOf(told, {
    officers: [{ address: 'ann@desk.example', language: 'en' }],
    sender: { name: 'GoGlobal', address: 'desk@goglobal.example' },
    statusUrl: 'https://desk.example.hk/case?lang=zh-Hans',
  });
}

const AT = { start: START, minutes: '30' };

describe('mails about a call', () => {
  it('invite officer and visitor to the same entry, each in their language', () => {
    const [officer, visitor, ...more] = mails('call-agreed', AT);
    expect(more).toEqual([]);
    expect([officer?.to, officer?.language]).toEqual(['ann@desk.example', 'en']);
    expect([visitor?.to, visitor?.language]).toEqual(['visitor@firm.example', 'zh-Hans']);
    for (const mail of [officer, visitor]) {
      expect(mailSchema.safeParse(mail).error).toBeUndefined();
      expect(mail?.invitation).toContain('METHOD:REQUEST');
      expect(mail?.invitation).toContain('UID:ticket-1@goglobal.example');
      expect(mail?.invitation).toContain('SEQUENCE:2');
      expect(mail?.invitation).toContain('DTSTART:20261130T030000Z');
    }
    expect(visitor?.text).toContain('2026年11月30日（星期一）11:00（香港时间）');
    expect(officer?.text).toContain('/console/cases/ticket-1');
    expect(JSON.stringify(visitor)).not.toContain('/console/');
  });

  it('go to the visitor only when the address is among what they agreed to send', () => {
    expect(mails('call-agreed', AT, {}).map(({ to }) => to)).toEqual(['ann@desk.example']);
  });

  it('cancel the same entry', () => {
    const told = mails('resolved', { cancelledStart: START, cancelledMinutes: '30' });
    expect(told).toHaveLength(2);
    for (const { invitation } of told) {
      expect(invitation).toContain('METHOD:CANCEL');
      expect(invitation).toContain('STATUS:CANCELLED');
      expect(invitation).toContain('UID:ticket-1@goglobal.example');
    }
  });

  it('remind the officer alone, without another invitation', () => {
    const told = mails('call-reminded', AT);
    expect(told.map(({ to, invitation }) => [to, invitation])).toEqual([['ann@desk.example', null]]);
  });

  it('are written for nothing else', () => {
    expect(mails('call-proposed', AT)).toEqual([]);
    expect(mails('claimed', {})).toEqual([]);
  });
});
