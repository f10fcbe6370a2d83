/** Outbox entry of a delivery. `round`: another one, for what was held; empty for the first. */
export function entryIdOf(delivery: string, round = ''): string {
  return `following-${delivery}${round === '' ? '' : `-${round}`}`;
}

/** Id of the message that a delivery becomes in the follower's conversation. */
export function messageIdOf(delivery: string): string {
  return `following.${delivery}`;
}

const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
const ENTRY = new RegExp(`^following-(${UUID})(?:-\\d+)?$`, 'u');
/** Messages of a messaging app: «place/message/number». */
const MESSAGE = new RegExp(`/following\\.(${UUID})/\\d+$`, 'u');

/** The delivery that an outbox entry brings, as news or as a message of an app; undefined: it brings something else. */
export function deliveryOfEntry(id: string): string | undefined {
  return ENTRY.exec(id)?.[1] ?? MESSAGE.exec(id)?.[1];
}
