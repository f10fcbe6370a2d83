import { createHash } from 'node:crypto';
import type { LimitVerdict, RouteResponse } from '../../server/route.ts';
import type { IncomingActivity } from './incoming-schema.ts';

export function tooMany({ waitSeconds, headers }: LimitVerdict): RouteResponse {
  const values = { seconds: String(waitSeconds) };
  return { kind: 'refusal', status: 429, code: 'TooManyRequests', key: 'limit.requests', values, headers };
}

export function accepted(id: string): RouteResponse {
  return { kind: 'json', status: 200, json: { id } };
}

/**
 * Our own id, whatever the client says; but the same for a repeat, which a client marks with its clientActivityID:
 * the log and the turn leave out what they know already.
 */
export function activityIdOf({ channelData }: Pick<IncomingActivity, 'channelData'>, conversation: string): string {
  const clientId = channelData?.clientActivityID;
  if (clientId === undefined) return `v-${crypto.randomUUID()}`;
  return `v-${createHash('sha256').update(`${conversation} ${clientId}`).digest('base64url').slice(0, 22)}`;
}
