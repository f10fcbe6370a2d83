import type { Clock } from '../../domain/clock.ts';
import type { OutboxKind } from '../../domain/outbox.ts';
import type { Sender } from '../../outbox/sender.ts';
import { createCardSender } from './card-sender.ts';
import { createMailSender, type MailSettings } from './mail-sender.ts';
import { slackMessage } from './slack-message.ts';
import { teamsMessage } from './teams-message.ts';
import { createWebhookSender } from './webhook-sender.ts';

export interface SenderSettings {
  readonly mail: MailSettings | undefined;
  readonly webhook: { readonly url: string; readonly secret: string } | undefined;
  readonly teamsUrl: string | undefined;
  readonly slackUrl: string | undefined;
}

/** A sender for everything that is configured. */
export function createSenders(settings: SenderSettings, clock: Clock): Partial<Record<OutboxKind, Sender>> {
  const { mail, webhook, teamsUrl, slackUrl } = settings;
  return {
    ...(mail === undefined ? {} : { email: createMailSender(mail) }),
    ...(webhook === undefined ? {} : { webhook: createWebhookSender(webhook, clock) }),
    ...(teamsUrl === undefined ? {} : { teams: createCardSender({ url: teamsUrl }, teamsMessage) }),
    ...(slackUrl === undefined ? {} : { slack: createCardSender({ url: slackUrl }, slackMessage) }),
  };
}
