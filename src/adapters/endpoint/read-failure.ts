import type { SendReason } from '../../domain/send-error.ts';
import { EndpointRefusal } from './endpoint-fetch.ts';

/** Why an endpoint did not serve, whatever client stood between. */
export type EndpointFailure = Failure & {
  /** Of a refusal. */
  readonly status: number | null;
  readonly retryAfterMs: number | null;
  /** The same request may succeed later. */
  readonly isRetryable: boolean;
  readonly cause: unknown;
};

/** `reason`: for the log: what is wrong, and what an operator may do about it. Holds neither key nor text. */
type Failure =
  | { readonly kind: 'refused' | 'malformed'; readonly reason: string }
  /** Of the connection: it is said by the outbox too. */
  | { readonly kind: 'timeout' | 'unreachable'; readonly reason: SendReason };

/** An answer that is not what the protocol says. */
export class MalformedAnswer extends Error {
  constructor(reason: string, options?: { readonly cause: unknown }) {
    super(reason, options);
    this.name = 'MalformedAnswer';
  }
}

export function readFailure(error: unknown): EndpointFailure {
  for (const cause of causesOf(error)) {
    if (cause instanceof EndpointRefusal) return refused(cause);
    if (cause instanceof MalformedAnswer) return failed({ kind: 'malformed', reason: cause.message }, cause, false);
    if (isNamed(cause, 'TimeoutError')) return failed({ kind: 'timeout', reason: 'no answer in time' }, cause, true);
    if (cause instanceof SyntaxError)
      return failed({ kind: 'malformed', reason: 'the answer is not JSON' }, cause, false);
    const code = codeOf(cause);
    if (code !== null) return failed({ kind: 'unreachable', reason: `no connection (${code})` }, cause, true);
  }
  const isNetworkFault = causesOf(error).some((cause) => /fetch failed|terminated|connection/i.test(messageOf(cause)));
  return isNetworkFault
    ? failed({ kind: 'unreachable', reason: 'the connection failed' }, error, true)
    : failed({ kind: 'malformed', reason: 'the answer is not what the protocol says' }, error, false);
}

function refused(refusal: EndpointRefusal): EndpointFailure {
  const { status, retryAfterMs } = refusal;
  return {
    kind: 'refused',
    status,
    retryAfterMs,
    reason: `HTTP ${status}${HINTS[status] ?? ''}`,
    isRetryable: status === 408 || status === 429 || status >= 500,
    cause: refusal,
  };
}

const HINTS: Readonly<Record<number, string>> = {
  401: ': is the key right?',
  403: ': is the key right, and may it use this model?',
  404: ': are address, model and deployment right?',
  429: ': more requests than it allows',
};

function failed(failure: Failure, cause: unknown, isRetryable: boolean): EndpointFailure {
  return { ...failure, status: null, retryAfterMs: null, isRetryable, cause };
}

/** The error and what it was made from, outermost first. */
function causesOf(error: unknown): readonly unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause !== undefined && cause !== null && causes.length < 8; ) {
    causes.push(cause);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

/** ECONNREFUSED, ENOTFOUND, UND_ERR_SOCKET …: the system's word for what happened to the connection. */
function codeOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^(E[A-Z]+|UND_ERR_\w+)$/.test(code) ? code : null;
}
