import { wellFormed } from '../../domain/well-formed.ts';
import { type IncomingActivity, incomingActivitySchema } from './incoming-schema.ts';

const ACTIVITY_TYPE = 'application/vnd.microsoft.activity';

/**
 * The activity in the beginning of a multipart upload (docs/adr/0004-direct-line-by-ourselves.md); DirectLineJS sends it as the first part.
 * The files are not looked at. undefined when there is no activity to be read.
 */
export function readUploadedActivity(body: unknown, contentType: string | undefined): IncomingActivity | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1];
  if (!Buffer.isBuffer(body) || boundary === undefined) return undefined;
  const part = body
    .toString('utf8')
    .split(`--${boundary}`)
    .find((candidate) => headOf(candidate).toLowerCase().includes(ACTIVITY_TYPE));
  if (part === undefined) return undefined;
  try {
    const parsed = incomingActivitySchema.safeParse(wellFormed(JSON.parse(part.slice(headOf(part).length))));
    return parsed.success && parsed.data.type === 'message' ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Headers of a part, up to and including the empty line. */
function headOf(part: string): string {
  const end = part.indexOf('\r\n\r\n');
  return end < 0 ? part : part.slice(0, end + 4);
}
