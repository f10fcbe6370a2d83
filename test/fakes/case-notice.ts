import type { Ticket } from '../../src/domain/ticket.ts';
import type { CaseNames, CaseNotice } from '../../src/notices/case-notice.ts';
import { ticket } from '../support/ticket.ts';

/** A case as it stands right after it was opened. */
export function sampleTicket(more: Partial<Ticket> = {}): Ticket {
  return ticket({
    id: 'ticket-1',
    conversation: 'c1',
    channel: 'directline',
    language: 'zh-Hans',
    routing: { desk: 'investhk', next: ['duty'], rule: 'r', reason: { en: '', 'zh-Hant': '', 'zh-Hans': '' } },
    lead: { score: 72, band: 'qualified', reasons: [] },
    fields: { company: 'Secret Ltd', email: 'person@secret.example', phone: '+852 9123 4567' },
    withheld: [],
    summary: '想在越南设厂 <b>&',
    consent: { version: '1', at: '2026-11-27T02:00:00.000Z' },
    openedAt: '2026-11-27T02:00:00.000Z',
    promisedBy: '2026-11-27T10:00:00.000Z',
    ...more,
  });
}

export const SAMPLE_NAMES: CaseNames = {
  desk: () => ({ en: 'InvestHK', 'zh-Hant': '投資推廣署', 'zh-Hans': '投资推广署' }),
  needs: () => [{ id: 'set-up', name: { en: 'Set up abroad', 'zh-Hant': '海外設點', 'zh-Hans': '海外设点' } }],
  markets: () => [{ id: 'vietnam', name: { en: 'Vietnam', 'zh-Hant': '越南', 'zh-Hans': '越南' } }],
};

export function sampleNotice(what: CaseNotice['event']['what'] = 'opened', more: Partial<Ticket> = {}): CaseNotice {
  const at = '2026-11-27T02:00:00.000Z';
  const noticed = sampleTicket({ ...(what === 'withdrawn' ? { resolvedAt: at } : {}), ...more });
  return {
    ticket: noticed,
    event: {
      ticket: noticed.id,
      at,
      actor: { kind: 'visitor', id: '', name: '' },
      what,
      reason: '',
      detail: {},
    },
    names: SAMPLE_NAMES,
    url: 'https://desk.example.hk/console/cases/ticket-1',
  };
}
