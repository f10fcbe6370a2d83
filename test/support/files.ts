/** The beginnings of files, enough to be told apart by. */
export const PDF = Buffer.from('%PDF-1.7\nplan');
export const PNG = Buffer.from('\x89PNG\r\n\x1a\npicture', 'latin1');

/** A ZIP file with these entries, all of them empty. */
export function zipOf(names: readonly string[]): Buffer {
  const local = Buffer.from('PK\x03\x04local', 'latin1');
  const entries = names.map((name) => {
    const bytes = Buffer.from(name);
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02_01_4b_50, 0);
    head.writeUInt16LE(bytes.length, 28);
    return Buffer.concat([head, bytes]);
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, ...entries, end]);
}

export const DOCX = zipOf(['[Content_Types].xml', 'word/document.xml']);
