/**
 * The outside failed: a typed error with a stable code (docs/errors.md lists them).
 * Normal outcomes are values, not errors; anything else that is thrown is our own mistake.
 */
export class OutageError extends Error {
  readonly code: string;
  readonly isRetryable: boolean;

  constructor(code: string, message: string, options: { cause?: unknown; isRetryable: boolean }) {
    super(message, { cause: options.cause });
    this.name = 'OutageError';
    this.code = code;
    this.isRetryable = options.isRetryable;
  }
}
