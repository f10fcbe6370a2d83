import type { ShownAttachment } from '../domain/attachment.ts';
import type { RouteResponse } from './route.ts';

/**
 * A file that somebody else sent. No browser runs it or guesses another type: documents are saved, pictures are shown in a
 * page that may do nothing.
 */
export function fileResponse({ name, mediaType }: ShownAttachment, bytes: Buffer): RouteResponse {
  const isPicture = mediaType.startsWith('image/');
  // RFC 6266: a plain name for old readers, the whole one for the rest.
  const plain = name.replaceAll(/[^\w. -]/gu, '_');
  const whole = encodeURIComponent(name).replaceAll(/['()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return {
    kind: 'content',
    status: 200,
    content: bytes,
    headers: {
      'Content-Type': mediaType,
      'Content-Disposition': `${isPicture ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${whole}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  };
}
