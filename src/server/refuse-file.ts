import { type AttachmentLimits, type AttachRefusal, attachRefusal } from '../domain/attachment.ts';
import type { RouteResponse } from './route.ts';

const STATUS: Readonly<Record<AttachRefusal, readonly [status: number, code: string]>> = {
  'no-case': [409, 'NoOpenCase'],
  'too-large': [413, 'FileTooLarge'],
  'too-many': [409, 'TooManyFiles'],
  'wrong-type': [415, 'FileType'],
  infected: [422, 'FileInfected'],
  'not-scanned': [503, 'FileNotScanned'],
};

/** What a visitor's or an officer's page is answered whose file was not taken. Codes are listed in docs/errors.md. */
export function refuseFile(why: AttachRefusal, limits: AttachmentLimits): RouteResponse {
  const [status, code] = STATUS[why];
  return { kind: 'refusal', status, code, ...attachRefusal(why, limits) };
}
