import { z } from 'zod';
import type { ConsoleRoute } from '../console-route.ts';
import { answerWith, refuse } from '../refuse.ts';
import type { OfficerSettings } from './case-api.ts';
import type { CaseParts } from './case-parts.ts';
import type { Officer, OfficerChange } from './officer-store.ts';
import { CASE_OVERSEERS } from './viewer.ts';

const nothing = z.object({});
const line = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^[^\p{Cc}]+$/u);
const settings = z.strictObject({
  desks: z.array(z.string().max(80)).max(200).optional(),
  capacity: z.number().int().min(1).max(200).optional(),
  email: z.email().max(200).nullable().optional(),
  signature: z.strictObject({ en: line, 'zh-Hant': line, 'zh-Hans': line }).nullable().optional(),
});

/** Which desks an account works for, how much at once, and how it signs: set by supervisors and admins. */
export function officerRoutes({ guard, accounts, officers, desks }: CaseParts): readonly ConsoleRoute[] {
  return [
    guard.only(CASE_OVERSEERS, {
      method: 'get',
      path: '/officers/:id',
      input: nothing,
      async handle({ request }) {
        const account = await accounts.find(request.params['id'] ?? '');
        if (account === undefined) return refuse(404, 'NotFound', 'error.notFound');
        return answerWith(settingsOf(await officers.find(account.id)));
      },
    }),
    guard.only(CASE_OVERSEERS, {
      method: 'post',
      path: '/officers/:id',
      input: settings,
      async handle({ request, input }) {
        const account = await accounts.find(request.params['id'] ?? '');
        if (account === undefined) return refuse(404, 'NotFound', 'error.notFound');
        const known = new Set(desks().map(({ id }) => id));
        if (input.desks?.some((desk) => !known.has(desk)) === true)
          return refuse(422, 'UnknownDesk', 'console.case.unknownDesk');
        return answerWith(settingsOf(await officers.change(account.id, changeOf(input))));
      },
    }),
  ];
}

/** Only what was sent. */
function changeOf({ desks, capacity, signature, email }: z.infer<typeof settings>): OfficerChange {
  return {
    ...(desks === undefined ? {} : { desks: [...new Set(desks)] }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(signature === undefined ? {} : { signature }),
    ...(email === undefined ? {} : { email }),
  };
}

function settingsOf({ account, desks, capacity, signature, email }: Officer): OfficerSettings {
  return { id: account, desks, capacity, signature, email };
}
