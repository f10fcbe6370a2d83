import type { Print } from '../bench/bench-folders.ts';
import { readConfig } from '../config.ts';
import { createChannels } from '../create-channels.ts';
import type { Log } from '../domain/log.ts';

const USAGE =
  'npm run channels check   asks every configured messaging app whether its credentials and address are good';

const SILENT: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** npm run channels: 0 when everything that is configured works. */
export async function runChannels(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  print: Print,
): Promise<number> {
  if (args.length !== 1 || args[0] !== 'check') {
    print(USAGE);
    return 2;
  }
  const result = readConfig(environment);
  if (result.kind === 'faulty') {
    for (const fault of result.faults) print(fault);
    return 1;
  }
  const { messengers, notify } = result.config;
  const channels = createChannels(messengers, { clock: () => new Date(), log: SILENT });
  if (channels.length === 0) print('No messaging app is configured; docs/channels.md says how.');
  let isGood = true;
  for (const channel of channels) {
    print(`${channel.id}:`);
    for (const check of (await channel.check?.(notify.publicUrl ?? '')) ?? []) {
      isGood &&= check.isGood;
      print(`  ${check.isGood ? 'good ' : 'WRONG'} ${check.what}: ${check.found}`);
    }
  }
  return isGood ? 0 : 1;
}
