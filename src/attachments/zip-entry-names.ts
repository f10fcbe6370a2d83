const END = 0x06_05_4b_50;
const ENTRY = 0x02_01_4b_50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
/** Longest comment behind the end record. */
const COMMENT_LENGTH = 0xff_ff;
/** No document has as many parts. */
const MOST_ENTRIES = 10_000;

/** The names in the central directory of a ZIP file (PKWARE APPNOTE 4.3); nothing is unpacked. Empty: not one that can be read. */
export function zipEntryNames(file: Buffer): readonly string[] {
  const end = endOf(file);
  if (end === undefined) return [];
  const count = Math.min(file.readUInt16LE(end + 10), MOST_ENTRIES);
  let at = file.readUInt32LE(end + 16);
  const names: string[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_LENGTH > end || file.readUInt32LE(at) !== ENTRY) return [];
    const nameLength = file.readUInt16LE(at + 28);
    names.push(file.toString('utf8', at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength));
    at += ENTRY_LENGTH + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return names;
}

function endOf(file: Buffer): number | undefined {
  const last = file.length - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - COMMENT_LENGTH); at -= 1) if (file.readUInt32LE(at) === END) return at;
  return undefined;
}
