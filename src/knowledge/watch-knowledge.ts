import { watch } from 'node:fs';

/** Editors save several files within moments; one reading serves them all. Milliseconds. */
const QUIET_MS = 60;

/**
 * Calls `onChange` when files below the folder have changed and it has been quiet for a moment; never twice at once.
 * Returns how to stop. A folder that cannot be watched is reported once through `onFault`; answering goes on.
 */
export function watchKnowledge(
  folder: string,
  onChange: () => Promise<void>,
  onFault: (error: unknown) => void,
): () => void {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  const schedule = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      running = running.then(onChange).catch(onFault);
    }, QUIET_MS);
  };
  try {
    const watcher = watch(folder, { recursive: true, persistent: false }, (_, file) => {
      if (file === null || /\.(?:md|ya?ml)$/u.test(file) || !file.includes('.')) schedule();
    });
    watcher.on('error', onFault);
    return () => {
      if (timer !== null) clearTimeout(timer);
      watcher.close();
    };
  } catch (error) {
    onFault(error);
    return () => undefined;
  }
}
