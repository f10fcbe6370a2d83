import { z } from 'zod';
import { hongKongDay } from '../../domain/clock.ts';
import { dayInWords } from '../../domain/day-in-words.ts';
import type { OutboxEntry, StoredOutboxEntry } from '../../domain/outbox.ts';
import type { Wording } from '../../domain/wording.ts';
import { chooseWay } from '../../following/choose-way.ts';
import { entryIdOf, messageIdOf } from '../../following/entry-id.ts';
import { concerns, type Follower } from '../../following/following.ts';
import type { DeliveryWith } from '../../following/following-store.ts';
import { afterQuietHours, isQuiet } from '../../following/quiet-hours.ts';
import { followMail } from '../../notices/follow-mail.ts';
import type { Sender, SendOutcome } from '../../outbox/sender.ts';
import type { FollowLinks } from './follow-links.ts';
import type { FollowingParts } from './following.ts';

/** Payload of an outbox entry of kind «follower». `isLate`: it waited for its receiver, who is there now. */
const payloadSchema = z.object({ delivery: z.string(), isLate: z.boolean() });

/** A delivery that was held needs an entry of its own, and waits behind nothing: its receiver is there now. */
export function followerEntry(
  who: Pick<Follower, 'id'>,
  { id, dueAt }: { readonly id: string; readonly dueAt: string },
  isLate = false,
): OutboxEntry {
  return {
    id: entryIdOf(id, isLate ? String(Date.parse(dueAt)) : ''),
    kind: 'follower',
    lane: `follower:${who.id}${isLate ? ':late' : ''}`,
    payload: { delivery: id, isLate } satisfies z.infer<typeof payloadSchema>,
    dueAt,
  };
}

type SendParts = FollowingParts & { readonly wording: Wording; readonly links: FollowLinks };

/**
 * Brings one piece of news to one follower, after looking right then whether they still want it, may be woken, and where.
 * What fails stays queued, also for good: its entry, which is dead then, says so, and may be sent again.
 */
export function createNewsSender(parts: SendParts): Sender {
  const { store, clock, count } = parts;
  return async (entry) => {
    const { delivery: id, isLate } = payloadSchema.parse(entry.payload);
    const found = await store.delivery(id);
    if (found === undefined || found.delivery.state !== 'queued') return { kind: 'settled' };
    const settle = async (state: 'sent' | 'held' | 'dropped', via: string | null): Promise<SendOutcome> => {
      await store.settle(id, state, via, clock().toISOString());
      count(state);
      return { kind: state === 'sent' ? 'sent' : 'settled' };
    };
    if (!isWanted(found)) return settle('dropped', null);
    const { follower } = found;
    const now = clock();
    if (!isLate && isQuiet(now, follower.timeZone)) {
      const waitMs = afterQuietHours(now, follower.timeZone).getTime() - now.getTime();
      return { kind: 'retry', error: 'it is night there', afterSeconds: Math.ceil(waitMs / 1000) };
    }
    // Who has just written is there, whatever the app says.
    switch (
      chooseWay(follower, isLate && follower.way !== 'email' ? 'open' : await parts.windowOf(follower.conversation))
    ) {
      case 'hold':
        return settle('held', null);
      case 'email': {
        const outcome = await mailNews(entry, found, parts);
        return outcome.kind === 'sent' ? settle('sent', 'email') : outcome;
      }
      case 'channel': {
        const outcome = await sayNews(entry, found, isLate, parts);
        return outcome.kind === 'sent' ? settle('sent', follower.channel) : outcome;
      }
    }
  };
}

/** Whether they still follow something that this is about. */
export function isWanted({ follows, news, follower }: DeliveryWith): boolean {
  return follows.some(({ followed }) => concerns(followed, news)) && news.words[follower.language] !== undefined;
}

function mailNews(entry: StoredOutboxEntry, { follower, news }: DeliveryWith, parts: SendParts): Promise<SendOutcome> {
  const { email, language, id } = follower;
  if (parts.sendMail === null || email === null)
    return Promise.resolve({ kind: 'retry', error: 'no mail server is configured', afterSeconds: 3600 });
  const links = { stop: parts.links.stopUrl(id, language) };
  const mail = followMail({ to: email, words: news.words[language] ?? '', language, links }, parts.wording);
  return parts.sendMail(entry, mail);
}

function sayNews(
  entry: StoredOutboxEntry,
  { follower, news, delivery }: DeliveryWith,
  isLate: boolean,
  { wording, sayTo, clock }: SendParts,
): Promise<SendOutcome> {
  const { language, conversation } = follower;
  const words = news.words[language] ?? '';
  const day = dayInWords(hongKongDay(new Date(news.at)), language);
  const stop = wording('following.stop', language);
  return sayTo(entry, {
    id: messageIdOf(delivery.id),
    conversation,
    at: clock().toISOString(),
    text: [
      ...(isLate ? [wording('following.late', language, { day })] : []),
      words,
      wording('following.why', language),
    ].join('\n\n'),
    language,
    suggestions: [{ label: stop, text: stop }],
  });
}
