import { crc32, deflateSync } from 'node:zlib';
import type { VendorFile } from '../vendor-server.ts';

/** What a person with a phone sends: a picture of a sheet of paper, and a document of one empty page. */
export const SAMPLE_PICTURE: VendorFile = { bytes: pictureOfASheet(360, 240), contentType: 'image/png' };
export const SAMPLE_DOCUMENT: VendorFile = { bytes: emptyPage(), contentType: 'application/pdf' };

/** PNG (ISO/IEC 15948) in grey, 8 bits: a light sheet with lines on a darker desk. */
function pictureOfASheet(width: number, height: number): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(width + 1, 150);
    row[0] = 0;
    if (y >= 20 && y < height - 20) row.fill(245, 61, width - 60);
    if (y >= 50 && y < height - 50 && y % 18 < 4) row.fill(90, 91, width - 90 - ((y * 7) % 60));
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function emptyPage(): Buffer {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer<</Size 4/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}xref\n0 4\n0000000000 65535 f \n${table}${trailer}`, 'ascii');
}
