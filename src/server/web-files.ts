import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

export interface WebFile {
  readonly bytes: Buffer;
  /** undefined when compression does not help. */
  readonly gzipped: Buffer | undefined;
  readonly contentType: string;
  readonly etag: string;
}

/**
 * The built browser side, read from `root` and kept in memory until the file on disk changes. undefined for whatever
 * is not a file of a known type inside `root`.
 */
export function createWebFiles(root: string): (path: string) => Promise<WebFile | undefined> {
  const base = resolve(root);
  const kept = new Map<string, { readonly version: string; readonly file: WebFile }>();
  return async (path) => {
    const file = resolve(join(base, path));
    const contentType = CONTENT_TYPES[extname(file)];
    if (contentType === undefined || !isInside(base, file)) return undefined;
    const found = await stat(file).catch(() => undefined);
    if (found === undefined || !found.isFile()) return undefined;
    const version = `${found.mtimeMs}-${found.size}`;
    const known = kept.get(file);
    if (known?.version === version) return known.file;
    const loaded = await load(file, contentType);
    kept.set(file, { version, file: loaded });
    return loaded;
  };
}

function isInside(base: string, file: string): boolean {
  const path = relative(base, file);
  return path !== '' && !path.startsWith('..') && !path.split(sep).some((part) => part.startsWith('.'));
}

async function load(file: string, contentType: string): Promise<WebFile> {
  const bytes = await readFile(file);
  const gzipped =
    contentType.startsWith('image/') || contentType.startsWith('font/') ? undefined : await compress(bytes);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return { bytes, gzipped, contentType, etag };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
