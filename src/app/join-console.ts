import { createIdentityProvider } from '../adapters/oidc/create-identity-provider.ts';
import type { DirectLine } from '../channels/direct-line/create-direct-line.ts';
import { type Messenger, messengerOf } from '../channels/messenger/create-messenger.ts';
import { createPasswords } from '../console/accounts/passwords.ts';
import type { ProviderParts } from '../console/accounts/provider-parts.ts';
import { consoleRoutes } from '../console/console-routes.ts';
import { CONSOLE_POLICY } from '../console/policy.ts';
import { createLimit } from '../server/create-limit.ts';
import type { Parts } from './parts.ts';

/** The API of the console, with cases where there are any. */
export function joinConsole(parts: Parts & { readonly directLine: DirectLine; readonly messenger: Messenger }) {
  const { config, core, storage, clock, directLine, messenger, notify, files } = parts;
  const { cases, following } = core;
  const placeOf = (conversation: string) => storage.moves.placeOf(conversation);
  return consoleRoutes({
    cases: cases &&
      files && {
        officers: storage.officers,
        mentions: storage.mentions,
        handoff: cases.handoff,
        tickets: storage.tickets,
        transcript: (conversation, limit) => storage.conversations.transcript(conversation, limit),
        desks: cases.desks,
        describeSlot: cases.describeSlot,
        standingOf: cases.standingOf,
        isWorkingTime: cases.isWorkingTime,
        ask: cases.ask,
        showTyping: async (conversation) => {
          const place = await placeOf(conversation);
          if (messengerOf(place) !== undefined) return messenger.showTyping(place);
          directLine.showTyping(place, '');
          storage.replicas.tell({ kind: 'officer-typing', place });
        },
        readings: storage.readings,
        showSeen: async (conversation, message) => {
          // Other channels show nothing of this kind.
          const place = await placeOf(conversation);
          if ((await storage.activities.find(place)) === undefined) return;
          // The id follows from the message: showing it again does nothing.
          const seen = { type: 'event', name: 'goglobal.seen', value: { id: message }, id: `${message}.seen` };
          await directLine.deliver(place, seen, '');
        },
        cannedReplies: cases.cannedReplies,
        files: { ...files, line: (name, language) => core.wording('attachment.line', language, { name }) },
        templates: {
          window: async (conversation) => {
            const place = await placeOf(conversation);
            return messengerOf(place) === undefined ? null : messenger.window(place);
          },
          list: async (conversation) => messenger.templates(await placeOf(conversation)),
          send: async (conversation, chosen) => messenger.sendTemplate(await placeOf(conversation), chosen),
        },
      },
    announcements:
      following == null
        ? null
        : {
            store: storage.following,
            choices: following.choices,
            preview: following.preview,
            nudge: () => void following.look(),
          },
    accounts: storage.accounts,
    insights: storage.insights,
    editorial: core.editorial,
    clock,
    limitTries: createLimit(CONSOLE_POLICY.tries, CONSOLE_POLICY.triesWindowSeconds),
    passwords: createPasswords(),
    notices: { queue: { ...storage.outbox, nudge: () => notify.nudge() }, tickets: storage.tickets },
    mayEditFiles: config.console.mayEditFiles,
    external: joinIdentityProvider(parts),
  });
}

function joinIdentityProvider({ config: { oidc }, clock, log }: Parts): ProviderParts | null {
  if (oidc === undefined) return null;
  return {
    provider: createIdentityProvider({ ...oidc, clock, log }),
    rules: { roles: oidc.roles, bindsDesks: oidc.desksClaim !== undefined },
    name: oidc.button ?? null,
    isOnly: oidc.isOnly,
    publicUrl: oidc.publicUrl,
    limitBegins: createLimit(CONSOLE_POLICY.begins, CONSOLE_POLICY.triesWindowSeconds),
  };
}
