import type { Selectable } from 'kysely';
import { z } from 'zod';
import { LANGUAGES } from '../../domain/language.ts';
import { ANNOUNCEMENT_STATES, type Announcement, type AnnouncementEvent } from '../../following/announcement.ts';
import {
  DELIVERY_STATES,
  type Delivery,
  FOLLOWED_KINDS,
  type Follow,
  type Follower,
  type News,
  WAYS,
} from '../../following/following.ts';
import type { KeptFacts } from '../../following/following-store.ts';
import type {
  AnnouncementEventsTable,
  AnnouncementsTable,
  FollowDeliveriesTable,
  FollowedFactsTable,
  FollowersTable,
  FollowNewsTable,
  FollowsTable,
} from './tables.ts';

const language = z.enum(LANGUAGES);
const followed = z.object({ kind: z.enum(FOLLOWED_KINDS), id: z.string() });
const fact = z.object({ section: z.string(), key: z.string(), line: z.string() });
const facts = z.object({ en: z.array(fact), 'zh-Hant': z.array(fact), 'zh-Hans': z.array(fact) });
const words = z.partialRecord(language, z.string());
const newsKind = z.enum(['changed', 'event-added', 'event-changed', 'announcement']);
const texts = z.partialRecord(language, z.object({ title: z.string(), body: z.string() }));
const ids = z.array(z.string());
const audience = z.object({ topics: ids, markets: ids, provinces: ids });
const what = z.enum(['saved', 'submitted', 'approved', 'rejected', 'sending', 'sent']);

/** Rows of following as its values. Each throws when the row is none. */
export function followerOf(row: Selectable<FollowersTable>): Follower {
  return {
    id: row.id,
    conversation: row.conversation,
    channel: row.channel,
    language: language.parse(row.language),
    timeZone: row.time_zone,
    way: z.enum(WAYS).parse(row.way),
    email: row.email,
  };
}

export function followOf(row: Selectable<FollowsTable>): Follow {
  return {
    id: row.id,
    follower: row.follower,
    followed: followed.parse({ kind: row.kind, id: row.target }),
    wording: row.wording,
    at: row.at,
    channel: row.channel,
    endedAt: row.ended_at,
  };
}

export function factsOf(row: Selectable<FollowedFactsTable>): KeptFacts {
  return { id: row.id, facts: facts.parse(JSON.parse(row.facts)), toldOn: row.told_on };
}

export function newsOf(row: Selectable<FollowNewsTable>): News {
  return {
    id: row.id,
    at: row.at,
    kind: newsKind.parse(row.kind),
    about: z.array(followed).parse(JSON.parse(row.about)),
    words: words.parse(JSON.parse(row.words)),
    provinces: ids.parse(JSON.parse(row.provinces)),
  };
}

export function deliveryOf(row: Selectable<FollowDeliveriesTable>): Delivery {
  return {
    id: row.id,
    news: row.news,
    follower: row.follower,
    state: z.enum(DELIVERY_STATES).parse(row.state),
    dueAt: row.due_at,
    via: row.via,
  };
}

export function announcementOf(row: Selectable<AnnouncementsTable>): Announcement {
  return {
    id: row.id,
    state: z.enum(ANNOUNCEMENT_STATES).parse(row.state),
    version: row.version,
    texts: texts.parse(JSON.parse(row.texts)),
    audience: audience.parse(JSON.parse(row.audience)),
    author: row.author,
    authorName: row.author_name,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    decidedBy: row.decided_by,
    reason: row.reason,
  };
}

export function announcementEventOf(row: Selectable<AnnouncementEventsTable>): AnnouncementEvent {
  return {
    announcement: row.announcement,
    at: row.at,
    actor: row.actor,
    what: what.parse(row.what),
    reason: row.reason,
    texts: texts.parse(JSON.parse(row.texts)),
    audience: audience.parse(JSON.parse(row.audience)),
  };
}
