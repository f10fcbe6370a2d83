import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readMenu, type WechatMenu } from './read-menu.ts';

/** wechat-menu.yaml of the dialogs folder; null when there is none. Rejects with what is to be mended. */
export async function loadMenu(folder: string): Promise<WechatMenu | null> {
  const path = join(folder, 'wechat-menu.yaml');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    return readMenu(parse(text));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
