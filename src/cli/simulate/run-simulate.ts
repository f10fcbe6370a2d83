import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchFolders, Print } from '../../bench/bench-folders.ts';
import { runChannels } from '../channels.ts';
import { withStorage } from '../with-storage.ts';
import { addOfficer } from './add-officer.ts';

const USAGE = `npm run simulate wechat|wecom|whatsapp|teams [-- --port 4100 --app-port 4101]
    the program beside a vendor of this machine's own, and a page with a phone`;

/**
 * npm run simulate: the real program, its vendor played on this machine, and the phone as a page. Time can be moved on for
 * both. Runs until it is interrupted.
 */
export async function runSimulate(
  args: readonly string[],
  folders: BenchFolders,
  dataDir: string,
  print: Print,
): Promise<number> {
  const options = readOptions(args);
  if (options === null) {
    print(USAGE);
    return 2;
  }
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const [{ createApp }, { createCore }, { readConfig }, { createLog }, { copyModels }, { servePhone }, apps, storages] =
    await Promise.all([
      import('../../app/app.ts'),
      import('../../app/create-core.ts'),
      import('../../config.ts'),
      import('../../adapters/log/create-log.ts'),
      import('../../bench/copy-models.ts'),
      import('../../simulators/phone/serve-phone.ts'),
      import('../../simulators/simulated-apps.ts'),
      import('../../adapters/storage/create-storage.ts'),
    ]);
  if (!apps.isSimulatedApp(options.app)) {
    print(USAGE);
    return 2;
  }
  const phone = await apps.SIMULATED_APPS[options.app](now);
  // A folder of its own: nothing that is played here stands among what people really said.
  const own = join(dataDir, 'simulate');
  if (existsSync(folders.modelsDir)) await copyModels(folders.modelsDir, own);
  const appUrl = `http://127.0.0.1:${options.appPort}`;
  const environment = {
    PORT: String(options.appPort),
    DATA_DIR: own,
    KNOWLEDGE_DIR: folders.knowledgeDir,
    DIALOGS_DIR: folders.dialogsDir,
    PUBLIC_URL: appUrl,
    LOG_LEVEL: 'warn',
    ...phone.env,
  };
  const config = readConfig(environment);
  if (config.kind === 'faulty') throw new Error(config.faults.join('\n'));
  const core = createCore(config.config, { external: null, reranker: null });
  const app = await createApp(config.config, core, { clock: now, log: createLog('warn') });
  phone.deliverTo(appUrl);
  const { firstAdmin } = await app.start();
  // The vendor knows no other than the one that was put up.
  if (config.config.messengers.wechat !== undefined) await runChannels(['menu'], environment, print);
  const page = await servePhone(phone, {
    port: options.port,
    now,
    wait: (hours) => {
      aheadMs += hours * 3_600_000;
    },
    links: [
      { label: '专员的控制台', url: `${appUrl}/console/` },
      { label: '运行指标', url: `${appUrl}/metrics` },
    ],
  });
  print(`${phone.look.title}: the phone is at ${page.url}`);
  print(`The program listens on ${appUrl}; its console is at ${appUrl}/console/ (npm run build makes its pages)`);
  if (firstAdmin !== null)
    print(`Admin (approves announcements): ${firstAdmin.name}, one-time password ${firstAdmin.oneTimePassword}`);
  const officer = await withStorage(
    () => storages.createStorage({ dataDir: own }),
    ({ accounts }) => addOfficer(accounts, now),
  );
  if (officer !== null)
    print(`Officer (takes cases): ${officer.account.name}, one-time password ${officer.oneTimePassword}`);
  else print(`Accounts of earlier runs are kept; without ${own} everything begins anew.`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await page.close();
  await app.stop();
  await phone.close();
  return 0;
}

/** null: not understood. */
function readOptions(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { port: { type: 'string', default: '4100' }, 'app-port': { type: 'string', default: '4101' } },
    });
    const [app = ''] = positionals;
    const [port, appPort] = [Number(values.port), Number(values['app-port'])];
    if (positionals.length !== 1 || !Number.isInteger(port) || !Number.isInteger(appPort)) return null;
    return { app, port, appPort };
  } catch {
    return null;
  }
}
