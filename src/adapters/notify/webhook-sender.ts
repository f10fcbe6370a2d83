import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import { caseEventSchema } from '../../notices/case-event.ts';
import { handoffEventSchema } from '../../notices/handoff-event.ts';
import type { Sender } from '../../outbox/sender.ts';
import { postNotice } from './post-notice.ts';

const webhookPayload = z.union([caseEventSchema, handoffEventSchema]);

/** The receiver says that it is gone for good. */
const DEAD_STATUSES = [410];
/** The specification recommends 15 to 30 seconds. */
const TIMEOUT_MS = 15_000;

/**
 * Case events, signed as Standard Webhooks says
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): `webhook-id` is the
 * entry's and stays the same when it is tried again, `webhook-timestamp` is that of the attempt.
 */
export function createWebhookSender(
  {
    url,
    secret,
    timeoutMs = TIMEOUT_MS,
  }: { readonly url: string; readonly secret: string; readonly timeoutMs?: number },
  clock: Clock,
): Sender {
  const webhook = new Webhook(secret);
  return async ({ id, payload }) => {
    const event = webhookPayload.safeParse(payload);
    if (!event.success) return { kind: 'dead', error: 'the payload is no event' };
    const now = clock();
    const body = JSON.stringify(event.data);
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': webhook.sign(id, now, body),
    };
    return postNotice({ url, headers, body }, { timeoutMs, deadStatuses: DEAD_STATUSES });
  };
}
