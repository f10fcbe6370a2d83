import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from '../../src/attachments/media-type-of.ts';
import { zipEntryNames } from '../../src/attachments/zip-entry-names.ts';
import { DOCX, PDF, PNG, zipOf } from '../support/files.ts';
import { fc } from '../support/property.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');

describe('what a file is', () => {
  it.each([
    ['a PDF', PDF, 'application/pdf'],
    ['a JPEG', latin('\xff\xd8\xff\xe0 picture'), 'image/jpeg'],
    ['a PNG', PNG, 'image/png'],
    ['a WebP', latin('RIFF\x10\x00\x00\x00WEBPVP8 '), 'image/webp'],
    ['a Word document', DOCX, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    [
      'an Excel workbook',
      zipOf(['[Content_Types].xml', 'xl/workbook.xml']),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
  ])('is told from its bytes: %s', (_what, bytes, type) => {
    expect(mediaTypeOf(bytes)).toBe(type);
  });

  it.each([
    ['nothing', latin('')],
    ['a program', latin('MZ\x90\x00')],
    ['a page', latin('<html><script>alert(1)</script>')],
    ['a picture that can hold scripts', latin('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a sound in the same wrapping as WebP', latin('RIFF\x10\x00\x00\x00WAVEfmt ')],
    ['an archive', zipOf(['photos/1.jpg'])],
    ['an archive whose list is cut off', DOCX.subarray(0, DOCX.length - 30)],
    ['a document with macros', zipOf(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'])],
    ['a document with a program in it', zipOf(['[Content_Types].xml', 'xl/workbook.xml', 'xl/embeddings/run.exe'])],
    ['an old Word file', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
  ])('is none of those that are taken: %s', (_what, bytes) => {
    expect(mediaTypeOf(bytes)).toBeUndefined();
  });

  it('is asked of any bytes without a fault', () => {
    const anyZip = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([latin('PK\x03\x04'), bytes, DOCX]));
    fc.assert(fc.property(anyZip, fc.nat(400), (bytes, cut) => Array.isArray(zipEntryNames(bytes.subarray(0, cut)))));
  });
});
