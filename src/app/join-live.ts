import { type Live, liveUpgrade } from '../console/live/live-upgrade.ts';
import { clientOf } from '../server/client-of.ts';
import { refuseUpgrade } from '../server/refuse-upgrade.ts';
import type { Cases } from './cases/cases.ts';
import type { Parts } from './parts.ts';

/** The live socket of the console. */
export function joinLive(
  { handoff }: Cases,
  {
    config,
    storage,
    clock,
    log,
    isStopping,
  }: Pick<Parts, 'config' | 'storage' | 'clock' | 'log'> & { isStopping: () => boolean },
): Live {
  return liveUpgrade({
    accounts: storage.accounts,
    officers: storage.officers,
    handoff,
    baseUrlOf: (request) => clientOf(request, config.server.trustsProxy).baseUrl,
    isStopping,
    refuse: refuseUpgrade,
    clock,
    log,
  });
}
