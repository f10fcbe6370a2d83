import { createSenders } from '../adapters/notify/create-senders.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import type { OutboxEntry, StoredOutboxEntry } from '../domain/outbox.ts';
import type { Ticket, TicketEvent } from '../domain/ticket.ts';
import type { CaseNames } from '../notices/case-notice.ts';
import type { Mail } from '../notices/mail.ts';
import { type NoticeContext, noticesOf, type Recipients } from '../notices/notices-of.ts';
import { createOutboxWorker, type OutboxWorker } from '../outbox/create-outbox-worker.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { Sender, SendOutcome } from '../outbox/sender.ts';

/** Sends one mail now, under the id of this entry. */
export type SendMail = (entry: StoredOutboxEntry, mail: Mail) => Promise<SendOutcome>;

export interface Notify extends OutboxWorker {
  /** null: no mail server is configured. */
  readonly sendMail: SendMail | null;
  /** Who is told what about a change, to be stored in its transaction; then `nudge`. The ticket is that after the change. */
  noticesOf(
    ticket: Ticket,
    event: Omit<TicketEvent, 'sequence'>,
    situation: Pick<NoticeContext, 'isOfficerAway' | 'mentioned'> & { readonly officerAddress: string | null },
  ): readonly OutboxEntry[];
}

/** What leaves the program: which notices are written, and the worker that sends them with messages to visitors. */
export function createNotify(parts: {
  readonly config: Config['notify'];
  readonly outbox: OutboxStore;
  readonly names: CaseNames;
  /** Origin under which people reach this server, without a slash at the end. */
  readonly publicUrl: () => string;
  /** Brings a DeskMessage into the visitor's conversation. */
  readonly toVisitor: Sender;
  /** Brings one message in a vendor's form into a messaging app. */
  readonly toMessenger: Sender;
  /** Brings a piece of news to a follower. */
  readonly toFollower: Sender;
  /** Tells a visitor by mail of a reply that they have not seen; called only where mail can be sent. */
  readonly toUnseeing: (entry: StoredOutboxEntry, sendMail: SendMail) => Promise<SendOutcome>;
  /** What could not be sent is different now. */
  readonly onTrouble: () => void;
  readonly clock: Clock;
  readonly log: Log;
}): Notify {
  const { config, outbox, names, publicUrl, toVisitor, toMessenger, toFollower, toUnseeing, onTrouble, clock, log } =
    parts;
  const recipients = recipientsOf(config);
  const senders = createSenders(config, clock);
  const { email } = senders;
  const sendMail: SendMail | null = email === undefined ? null : (entry, mail) => email({ ...entry, payload: mail });
  const unseen: { readonly unseen?: Sender } =
    sendMail === null ? {} : { unseen: (entry) => toUnseeing(entry, sendMail) };
  const worker = createOutboxWorker({
    store: outbox,
    senders: { visitor: toVisitor, messenger: toMessenger, follower: toFollower, ...unseen, ...senders },
    onTrouble,
    clock,
    log,
  });
  return {
    ...worker,
    sendMail,
    noticesOf: (ticket, event, { isOfficerAway, officerAddress, mentioned }) =>
      noticesOf(ticket, event, {
        names,
        recipients,
        url: ({ id }) => `${publicUrl()}/console/cases/${encodeURIComponent(id)}`,
        statusUrl: ({ language }) => `${publicUrl()}/case?lang=${language}`,
        isOfficerAway,
        mentioned,
        officer: officerAddress === null ? null : { address: officerAddress, language: config.language },
      }),
  };
}

function recipientsOf({ mail, webhook, teamsUrl, slackUrl, language }: Config['notify']): Recipients {
  return {
    mail: mail === undefined ? null : { from: mail.from, language, to: mail.to },
    teams: teamsUrl === undefined ? null : language,
    slack: slackUrl === undefined ? null : language,
    hasWebhook: webhook !== undefined,
  };
}
