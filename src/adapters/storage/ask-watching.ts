import type { Watcher } from '../../domain/replicas.ts';

/** Longer than a notification takes to go there and back; whoever asks waits so long for a no. */
const ANSWER_MS = 300;

/** Questions on their way to the other processes, which answer only when it is true. */
export function askWatching(
  /** null: nobody can be asked. */
  put: (who: Watcher) => Promise<void> | null,
): {
  ask(who: Watcher): Promise<boolean>;
  /** Another process has a page of theirs open. */
  hear(who: Watcher): void;
} {
  const asked = new Map<string, { readonly answer: Promise<boolean>; readonly end: (is: boolean) => void }>();
  const keyOf = ({ page, id }: Watcher) => `${page} ${id}`;
  return {
    ask(who) {
      const key = keyOf(who);
      const before = asked.get(key);
      if (before !== undefined) return before.answer;
      const question = put(who);
      if (question === null) return Promise.resolve(false);
      const { promise: answer, resolve } = Promise.withResolvers<boolean>();
      const end = (is: boolean): void => {
        clearTimeout(timer);
        asked.delete(key);
        resolve(is);
      };
      const timer = setTimeout(() => end(false), ANSWER_MS);
      asked.set(key, { answer, end });
      question.catch(() => end(false));
      return answer;
    },
    hear: (who) => asked.get(keyOf(who))?.end(true),
  };
}
