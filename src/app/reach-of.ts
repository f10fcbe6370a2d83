import type { Config } from '../config.ts';

/**
 * How a conversation of this channel is reached by somebody who writes first: on the website's page, or in a messaging app
 * that is configured. null: not at all, as those who ask through the API.
 */
export function reachOf(channel: string, messengers: Config['messengers']): 'page' | 'app' | null {
  if (channel === 'directline') return 'page';
  return Object.entries(messengers).some(([id, settings]) => id === channel && settings !== undefined) ? 'app' : null;
}
