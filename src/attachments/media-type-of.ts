import type { AttachmentType } from '../domain/attachment.ts';
import { zipEntryNames } from './zip-entry-names.ts';

/** What the bytes are, whatever the file is called; undefined: nothing that is taken. */
export function mediaTypeOf(bytes: Uint8Array): AttachmentType | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const begins = (signature: string, at = 0) =>
    file.subarray(at, at + signature.length).equals(Buffer.from(signature, 'latin1'));
  if (begins('%PDF-')) return 'application/pdf';
  if (begins('\xff\xd8\xff')) return 'image/jpeg';
  if (begins('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (begins('RIFF') && begins('WEBP', 8)) return 'image/webp';
  if (begins('PK\x03\x04')) return officeTypeOf(zipEntryNames(file));
  return undefined;
}

/** Office Open XML (ECMA-376): the main part tells the kind. Files with macros are not taken, whatever they are called. */
function officeTypeOf(names: readonly string[]): AttachmentType | undefined {
  if (!names.includes('[Content_Types].xml')) return undefined;
  if (names.some((name) => /vbaProject|\.(?:bin|exe|dll|js|vbs)$/iu.test(name))) return undefined;
  if (names.includes('word/document.xml'))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  if (names.includes('xl/workbook.xml')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return undefined;
}
