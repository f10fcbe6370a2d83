import { OutageError } from '../../domain/errors.ts';

/** Runs a piece of storage work; whatever it throws leaves as the one error that the ports promise. */
export async function guardStorage<Result>(attempted: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new OutageError('storage_unavailable', `storage could not ${attempted}`, { cause, isRetryable: true });
  }
}
