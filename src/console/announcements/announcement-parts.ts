import type { Clock } from '../../domain/clock.ts';
import type { Audience } from '../../following/announcement.ts';
import type { FollowingStore } from '../../following/following-store.ts';
import type { Preview } from '../../following/preview.ts';
import type { Account, AccountEvent } from '../accounts/account.ts';
import type { AnnouncementChoices } from '../api.ts';
import type { Guard } from '../console-route.ts';

/** What announcements need of the running assistant. */
export interface AnnouncementSource {
  readonly store: Pick<
    FollowingStore,
    'announcements' | 'announcement' | 'saveAnnouncement' | 'announcementEvents' | 'progress'
  >;
  /** What an audience may be made of. */
  readonly choices: () => AnnouncementChoices;
  readonly preview: (audience: Audience) => Promise<Preview>;
  /** One was approved: look at once. */
  readonly nudge: () => void;
}

export interface AnnouncementParts extends AnnouncementSource {
  readonly guard: Guard;
  readonly clock: Clock;
  readonly note: (
    what: AccountEvent['what'],
    actor: Pick<Account, 'name'>,
    subject: { readonly name: string },
    detail?: string,
  ) => Promise<void>;
}
