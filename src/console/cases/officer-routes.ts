import { z } from 'zod';
import { LANGUAGES } from '../../domain/language.ts';
import { releaseCases } from '../../handoff/release-cases.ts';
import type { Account } from '../accounts/account.ts';
import type { ConsoleRoute } from '../console-route.ts';
import { answerWith, refuse } from '../refuse.ts';
import type { HandedBack } from './case-api.ts';
import type { CaseParts } from './case-parts.ts';
import { listOfficers, officerSettings } from './list-officers.ts';
import { isIn, type OfficerChange } from './officer-store.ts';
import { CASE_OVERSEERS, CASE_WORKERS } from './viewer.ts';

const nothing = z.object({});
const line = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}]+$/u);
const settings = z.strictObject({
  desks: z.array(z.string().max(80)).max(200).optional(),
  languages: z.array(z.enum(LANGUAGES)).max(LANGUAGES.length).optional(),
  capacity: z.number().int().min(1).max(200).optional(),
  email: z.email().max(200).nullable().optional(),
  signature: z.strictObject({ en: line, 'zh-Hant': line, 'zh-Hans': line }).nullable().optional(),
  outUntil: z.iso.datetime().nullable().optional(),
});

const NOT_FOUND = refuse(404, 'NotFound', 'error.notFound');

/** Who works on cases: for which desks, in which languages, how much at once, and until when they are out. */
export function officerRoutes(parts: CaseParts): readonly ConsoleRoute[] {
  const { guard, accounts, officers, desks, clock, handoff } = parts;
  return [
    guard.only(CASE_OVERSEERS, {
      method: 'get',
      path: '/officers',
      input: nothing,
      handle: async () => answerWith(await listOfficers(parts)),
    }),
    guard.only(CASE_OVERSEERS, {
      method: 'get',
      path: '/officers/:id',
      input: nothing,
      async handle({ request }) {
        const account = await accounts.find(request.params['id'] ?? '');
        return account === undefined ? NOT_FOUND : answerWith(officerSettings(await officers.find(account.id)));
      },
    }),
    guard.only(CASE_OVERSEERS, {
      method: 'post',
      path: '/officers/:id',
      input: settings,
      async handle({ request, input }) {
        const account = await accounts.find(request.params['id'] ?? '');
        if (account === undefined) return NOT_FOUND;
        const known = new Set(desks().map(({ id }) => id));
        if (input.desks?.some((desk) => !known.has(desk)) === true)
          return refuse(422, 'UnknownDesk', 'console.case.unknownDesk');
        const wasIn = isIn(await officers.find(account.id), clock());
        const changed = await officers.change(account.id, changeOf(input));
        if (wasIn && !isIn(changed, clock())) await releaseCases(account.id, 'away', parts);
        // Offers go to whoever may take them now.
        await handoff.tick();
        return answerWith(officerSettings(changed));
      },
    }),
    guard.only(CASE_OVERSEERS, {
      method: 'post',
      path: '/officers/:id/hand-back',
      input: nothing,
      async handle({ who, request }) {
        const account = await accounts.find(request.params['id'] ?? '');
        if (account === undefined || !worksOnCases(account)) return NOT_FOUND;
        // First: what is handed back would be offered to the same person again.
        await officers.change(account.id, { isAvailable: false });
        const { id, name } = who.account;
        const count = await releaseCases(account.id, 'handed-back', parts, { kind: 'officer', id, name });
        await handoff.tick();
        const done: HandedBack = { ...(await listOfficers(parts)), count };
        return answerWith(done);
      },
    }),
  ];
}

function worksOnCases({ role, isDisabled }: Account): boolean {
  return !isDisabled && CASE_WORKERS.some((worker) => worker === role);
}

/** Only what was sent. */
function changeOf(input: z.infer<typeof settings>): OfficerChange {
  const { desks, languages, capacity, signature, email, outUntil } = input;
  return {
    ...(desks === undefined ? {} : { desks: [...new Set(desks)] }),
    ...(languages === undefined ? {} : { languages: [...new Set(languages)] }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(signature === undefined ? {} : { signature }),
    ...(email === undefined ? {} : { email }),
    ...(outUntil === undefined ? {} : { outUntil }),
  };
}
