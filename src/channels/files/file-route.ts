import type { Attachments } from '../../domain/attachment.ts';
import { fileResponse } from '../../server/file-response.ts';
import type { Route, RouteResponse } from '../../server/route.ts';

/** A file that an officer sent into a messaging app, behind a link that nobody can guess and that ends by itself. */
export function fileRoute(parts: {
  readonly attachments: Pick<Attachments, 'read'>;
  /** undefined: not one of ours, or past its time. */
  readonly claimsOf: (
    token: string,
  ) => Promise<{ readonly conversation: string; readonly attachment: string } | undefined>;
}): Route {
  return {
    method: 'get',
    path: '/files/:token',
    body: 'none',
    origins: 'any',
    isLimited: true,
    async handle({ params }) {
      const claims = await parts.claimsOf(params['token'] ?? '');
      const found = claims && (await parts.attachments.read(claims.conversation, claims.attachment));
      return found === undefined ? NOT_FOUND : fileResponse(found.attachment, found.bytes);
    },
  };
}

const NOT_FOUND: RouteResponse = { kind: 'refusal', status: 404, code: 'NotFound', key: 'error.notFound' };
