import type { Assistant } from '../../assistant.ts';
import type { Config } from '../../config.ts';
import { addressIn } from '../../dialogs/validators/email.ts';
import { hongKongDay } from '../../domain/clock.ts';
import { changeAnnouncement, newsOf } from '../../following/announcement.ts';
import type { Window } from '../../following/choose-way.ts';
import { createTalk } from '../../following/create-talk.ts';
import { deliveryOfEntry } from '../../following/entry-id.ts';
import { findNews } from '../../following/find-news.ts';
import type { News } from '../../following/following.ts';
import { FOLLOWING_POLICY } from '../../following/policy.ts';
import { previewOf } from '../../following/preview.ts';
import { afterQuietHours } from '../../following/quiet-hours.ts';
import { readFollowing } from '../../following/read-following.ts';
import { extractFigures } from '../../knowledge/extract-figures.ts';
import { confirmationMail } from '../../notices/follow-mail.ts';
import { readsAsQuestion } from '../../understanding/reads-as-question.ts';
import { reachOf } from '../reach-of.ts';
import { figureRows } from './figure-rows.ts';
import { createFollowLinks } from './follow-links.ts';
import type { Choice, Following, FollowingParts } from './following.ts';
import { knowledgeNames } from './knowledge-names.ts';
import { createNewsSender, followerEntry, isWanted } from './send-news.ts';

/** What following needs of the assistant. */
export type FollowingAssistant = Pick<Assistant, 'dialogs' | 'knowledge' | 'namesIn' | 'ask'>;

/** Announcements that may be on their way at the same time. */
const LOOKED_AT = 200;
/** Conversations whose pages are looked for at the same time. */
const ASKED_AT_ONCE = 200;
const BY_ITSELF = { id: '', name: '', mayDecide: false };

/** Joins the rules of following to the knowledge, the store and the ways out. Rejects when dialogs/following.yaml is broken. */
export async function createFollowing(
  assistant: FollowingAssistant,
  { messengers }: Pick<Config, 'messengers'>,
  parts: FollowingParts,
): Promise<Following> {
  const { store, clock, log, count, nudge } = parts;
  const { wording } = assistant.dialogs;
  const rules = readFollowing(await assistant.dialogs.read('following.yaml'));
  const links = createFollowLinks(parts.secret, parts.publicUrl);
  const names = knowledgeNames(rules, {
    ...assistant,
    articleAbout: async (text, language) => {
      const answer = await assistant.ask(text, [], language);
      const article = answer.status === 'answered' ? answer.citations[0]?.article : undefined;
      return article === undefined || article === 'tables' ? null : article;
    },
  });
  const talk = createTalk({
    rules,
    store,
    wording,
    names,
    readEmail: addressIn,
    readsAsQuestion,
    reach: (channel) => reachOf(channel, messengers),
    canMail: parts.sendMail !== null,
    followerId: links.followerId,
    codesFor: links.codesFor,
    hash: links.hash,
    confirmationMail: ({ follower, message, email: to, language, codes, at }) => ({
      id: `following-confirm-${links.hash(JSON.stringify([follower, message])).slice(0, 32)}`,
      kind: 'email',
      lane: to,
      payload: confirmationMail(
        { to, language, code: codes.code, link: links.confirmUrl(follower, codes.token, language) },
        wording,
      ),
      dueAt: at,
    }),
    count,
    nudge,
  });
  let isStopped = false;
  let seen = '';
  let looking = Promise.resolve();

  /** One delivery and one outbox entry for each follower, due when their night is over. */
  async function tell(news: News, facts: Parameters<typeof store.tell>[1]['facts']): Promise<void> {
    const now = clock();
    const told = await store.tell(news, {
      facts,
      deliveryOf: (who) => ({ id: crypto.randomUUID(), dueAt: afterQuietHours(now, who.timeZone).toISOString() }),
      entryOf: (who, delivery) => followerEntry(who, delivery),
    });
    if (told === null) return;
    log.info({ news: news.id, followers: told }, 'followers are told');
    count('told', told);
    nudge();
  }

  async function lookAtKnowledge(): Promise<void> {
    const { articles, tables, digest } = assistant.knowledge();
    const now = clock();
    const today = hongKongDay(now);
    // A change that waited for its next day is found then.
    const standing = `${digest} ${today}`;
    if (standing === seen) return;
    const found = findNews({
      articles,
      events: tables.events,
      rows: figureRows(tables),
      kept: await store.facts(),
      now,
      today,
      figuresIn: (text, language) => {
        const { numbers, codes } = extractFigures(text, language);
        return [...numbers, ...codes];
      },
      marketsIn: (text) => names.marketsIn(text).map(({ id }) => id),
      wording,
    });
    await Promise.all(found.fresh.map((kept) => store.keepFacts(kept)));
    for (const { news, facts } of found.told) await tell(news, facts);
    seen = standing;
  }

  async function lookAtAnnouncements(): Promise<void> {
    for (const announcement of await store.announcements(LOOKED_AT)) {
      const at = clock().toISOString();
      const step = async (kind: 'begin' | 'finish'): Promise<void> => {
        const outcome = changeAnnouncement(announcement, { kind }, { actor: BY_ITSELF, at, writers: [] });
        if (outcome.kind === 'done')
          await store.saveAnnouncement(outcome.announcement, announcement.version, outcome.event);
      };
      if (announcement.state === 'approved') {
        await step('begin');
        await tell(newsOf(announcement, at), null);
      } else if (announcement.state === 'sending') {
        // Cut off before it was told: telling again does nothing when it was not.
        await tell(newsOf(announcement, at), null);
        if ((await store.progress(`announcement:${announcement.id}`)).queued === 0) await step('finish');
      }
    }
  }

  return {
    talk,
    look: () => {
      looking = looking.then(async () => {
        if (isStopped) return;
        try {
          await lookAtKnowledge();
          await lookAtAnnouncements();
        } catch (error) {
          log.error({ error }, 'what followers should hear could not be looked for; it is looked for again');
        }
      });
      return looking;
    },
    send: createNewsSender({ ...parts, wording, links }),
    async isUnwanted({ id }) {
      const delivery = deliveryOfEntry(id);
      if (delivery === undefined) return false;
      const found = await store.delivery(delivery);
      if (found !== undefined && isWanted(found)) return false;
      if (found !== undefined) await store.settle(delivery, 'dropped', null, clock().toISOString());
      return true;
    },
    async release(conversation) {
      try {
        const dueAt = clock().toISOString();
        const released = await store.release(conversation, (who, { id }) => followerEntry(who, { id, dueAt }, true));
        if (released > 0) nudge();
      } catch (error) {
        log.error({ error }, 'what waited for a follower stays where it is until they write again');
      }
    },
    async stopByLink(follower, token) {
      if (!links.isStopToken(follower, token)) return false;
      count('ended', (await store.end(follower, null, clock().toISOString())).length);
      return true;
    },
    async confirmByLink(follower, token) {
      const rule = { now: clock().toISOString(), tries: FOLLOWING_POLICY.codeTries };
      const outcome = await store.confirm(follower, { tokenHash: links.hash(token) }, rule);
      if (outcome === 'confirmed') count('confirmed');
      return outcome;
    },
    choices: () => {
      const { tables } = assistant.knowledge();
      const nameOf = ({ id, name }: Choice): Choice => ({ id, name });
      return {
        topics: rules.topics,
        markets: tables.markets.filter(({ id }) => id !== 'mainland').map(nameOf),
        provinces: tables.provinces.map(nameOf),
      };
    },
    async preview(audience) {
      const candidates = await store.candidates(audience);
      const windows = new Map<string, Window>();
      const conversations = candidates.map(({ follower }) => follower.conversation);
      // Other processes may be asked, which takes a moment whoever is asked about.
      for (let start = 0; start < conversations.length; start += ASKED_AT_ONCE)
        await Promise.all(
          conversations.slice(start, start + ASKED_AT_ONCE).map(async (conversation) => {
            windows.set(conversation, await parts.windowOf(conversation));
          }),
        );
      return previewOf(candidates, (conversation) => windows.get(conversation) ?? 'closed', clock());
    },
    async stop() {
      isStopped = true;
      await looking;
    },
  };
}
