import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Gives a server's data folder the models that are trained already, so that it starts warm. */
export async function copyModels(modelsDir: string, dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await cp(modelsDir, join(dataDir, 'models'), { recursive: true, force: true });
}
