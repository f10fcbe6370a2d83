import { z } from 'zod';
import type { FetchedMedia } from '../messenger/channel.ts';
import { fetchBounded } from '../messenger/fetch-bounded.ts';

const mediaSchema = z.object({ url: z.url() });
/** Of the answer that names the file's address. */
const ANSWER_BYTES = 64 * 1024;

/**
 * A file by its media id: Meta first tells an address that is good for five minutes and takes the same token
 * (developers.facebook.com/docs/whatsapp/cloud-api/reference/media). The token goes to Meta's own hosts and nowhere else.
 */
export async function fetchMedia(
  mediaId: string,
  {
    graph,
    accessToken,
    most,
    timeoutMs,
  }: { readonly graph: string; readonly accessToken: string; readonly most: number; readonly timeoutMs: number },
): Promise<FetchedMedia> {
  const headers = { authorization: `Bearer ${accessToken}` };
  const told = await fetchBounded(`${graph}/${encodeURIComponent(mediaId)}`, {
    headers,
    most: ANSWER_BYTES,
    timeoutMs,
  });
  if (told.kind !== 'fetched') return told;
  const media = mediaSchema.safeParse(asJson(told.bytes));
  if (!media.success || !isMetas(media.data.url, graph)) return { kind: 'failed', code: 'unknown-shape' };
  return fetchBounded(media.data.url, { headers, most, timeoutMs });
}

function isMetas(url: string, graph: string): boolean {
  const { protocol, hostname, origin } = new URL(url);
  if (origin === new URL(graph).origin) return true;
  return protocol === 'https:' && ['.fbsbx.com', '.fbcdn.net', '.facebook.com'].some((end) => hostname.endsWith(end));
}

function asJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
