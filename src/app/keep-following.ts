import type { Following } from './following/following.ts';

/** Announcements that were approved leave, and changes that waited for their day are told. */
const LOOK_MS = 60_000;

/** Looks at what followers should hear once the server listens, and then by the clock. Returns how to stop. */
export function keepFollowing(following: () => Following | null, listening: Promise<unknown>): () => Promise<void> {
  const look = (): void => void following()?.look();
  void listening.then(look);
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await following()?.stop();
  };
}
