import type { SendReason } from '../../domain/send-error.ts';
import type { SendOutcome } from '../../outbox/sender.ts';
import { createEndpointFetch, EndpointRefusal } from '../endpoint/endpoint-fetch.ts';
import { type EndpointFailure, readFailure } from '../endpoint/read-failure.ts';

export interface NoticePost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Posts JSON once: 2xx is sent, a status in `deadStatuses` will never be, everything else may be later. The operator
 * chose the address, so private ones are allowed and need no guard; a redirect is not followed, it would carry the
 * notice to an address that nobody chose. The address may itself be a credential and stands in no outcome.
 */
export async function postNotice(
  { url, headers, body }: NoticePost,
  { timeoutMs, deadStatuses }: { readonly timeoutMs: number; readonly deadStatuses: readonly number[] },
): Promise<SendOutcome> {
  try {
    const response = await createEndpointFetch(timeoutMs)(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    await response.body?.cancel();
    return { kind: 'sent' };
  } catch (cause) {
    if (!(cause instanceof EndpointRefusal)) return { kind: 'retry', error: reasonOf(readFailure(cause)) };
    const error = `HTTP ${cause.status}` as const;
    if (deadStatuses.includes(cause.status)) return { kind: 'dead', error };
    return cause.retryAfterMs === null
      ? { kind: 'retry', error }
      : { kind: 'retry', error, afterSeconds: cause.retryAfterMs / 1000 };
  }
}

/** Of an answer only its status is looked at, so one that is malformed was not even HTTP. */
function reasonOf(failure: EndpointFailure): SendReason {
  const isOfConnection = failure.kind === 'timeout' || failure.kind === 'unreachable';
  return isOfConnection ? failure.reason : 'the answer is not what the protocol says';
}
