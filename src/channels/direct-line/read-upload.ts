import type { SentFile } from '../../domain/attachment.ts';
import { wellFormed } from '../../domain/well-formed.ts';
import { type IncomingActivity, incomingActivitySchema } from './incoming-schema.ts';

const ACTIVITY_TYPE = 'application/vnd.microsoft.activity';
const BLANK_LINE = '\r\n\r\n';
/** More parts than any client sends. */
const MOST_PARTS = 30;

export interface Upload {
  readonly activity: IncomingActivity;
  readonly files: readonly SentFile[];
  /** The body was longer than what was read of it: the last file is left out. */
  readonly isCut: boolean;
}

/**
 * The activity and the files of a multipart upload (docs/adr/0004-direct-line-by-ourselves.md); DirectLineJS sends the
 * activity as the first part. undefined when there is no activity to be read.
 */
export function readUpload(body: unknown, contentType: string | undefined): Upload | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1];
  if (!Buffer.isBuffer(body) || boundary === undefined) return undefined;
  const { parts, isCut } = partsOf(body, boundary);
  const said = parts.find(({ head }) => head.toLowerCase().includes(ACTIVITY_TYPE));
  const activity = said && activityOf(said.content);
  if (activity === undefined) return undefined;
  const files = parts.flatMap((part) =>
    part === said ? [] : [{ name: nameOf(part.head), bytes: part.content } satisfies SentFile],
  );
  return { activity, files, isCut };
}

interface Part {
  readonly head: string;
  readonly content: Buffer;
}

/** RFC 2046, 5.1. A part without an end was cut off: only what says the activity is of use then. */
function partsOf(body: Buffer, boundary: string): { readonly parts: readonly Part[]; readonly isCut: boolean } {
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(mark);
  while (at >= 0 && parts.length < MOST_PARTS) {
    const start = at + mark.length;
    if (body.toString('latin1', start, start + 2) === '--') return { parts, isCut: false };
    const next = body.indexOf(mark, start);
    const headEnd = body.indexOf(BLANK_LINE, start);
    if (next < 0) return { parts, isCut: true };
    if (headEnd >= 0 && headEnd < next)
      parts.push({
        head: body.toString('utf8', start, headEnd),
        // Without the line break that belongs to the boundary.
        content: body.subarray(headEnd + BLANK_LINE.length, Math.max(headEnd + BLANK_LINE.length, next - 2)),
      });
    at = next;
  }
  return { parts, isCut: true };
}

function activityOf(content: Buffer): IncomingActivity | undefined {
  try {
    const parsed = incomingActivitySchema.safeParse(wellFormed(JSON.parse(content.toString('utf8'))));
    return parsed.success && parsed.data.type === 'message' ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function nameOf(head: string): string | null {
  return /filename="([^"\r\n]*)"/i.exec(head)?.[1] ?? null;
}
