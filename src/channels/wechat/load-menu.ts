import { readMenu, type WechatMenu } from './read-menu.ts';

const FILE = 'wechat-menu.yaml';

/** The menu of the dialogs folder, whose files `read` gives; null when there is none. Rejects with what is to be mended. */
export async function loadMenu(read: (name: string) => Promise<unknown>): Promise<WechatMenu | null> {
  try {
    return readMenu(await read(FILE));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`${FILE}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
