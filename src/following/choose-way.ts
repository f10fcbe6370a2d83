import type { Follower } from './following.ts';

/** Whether the conversation's app lets us write now. `away`: a page nobody has open; it is shown when they come back. */
export type Window = 'open' | 'away' | 'closed';

export type Chosen = 'channel' | 'email' | 'hold';

/**
 * One way for one piece of news, so that nobody hears it twice: the conversation when they asked for it and it is open,
 * else a confirmed address, else it is kept until they write. What is kept for a page can be put there at once.
 */
export function chooseWay({ way, email }: Pick<Follower, 'way' | 'email'>, window: Window): Chosen {
  if (way === 'email') return email === null ? 'hold' : 'email';
  if (window === 'open') return 'channel';
  // «here» alone never agreed to mails.
  if (way === 'both' && email !== null) return 'email';
  return window === 'closed' ? 'hold' : 'channel';
}
