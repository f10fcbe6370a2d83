import { OutageError } from '../../domain/errors.ts';
import { readFailure } from '../endpoint/read-failure.ts';

/** The configured embedding model did not serve. */
export function embedderOutage(error: unknown): OutageError {
  if (error instanceof OutageError) return error;
  const { reason, isRetryable, cause } = readFailure(error);
  return new OutageError('embedder_unavailable', `the embedding model does not serve: ${reason}`, {
    cause,
    isRetryable,
  });
}

/** It failed several times in a row, so this question did not ask it. */
export function embedderPaused(): OutageError {
  return new OutageError('embedder_unavailable', 'the embedding model kept failing and is left alone for a while', {
    isRetryable: true,
  });
}
