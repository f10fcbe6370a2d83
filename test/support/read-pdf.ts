import { inflateSync } from 'node:zlib';

/** What a PDF of ours says of itself and shows, read without its writer: objects, inflated streams, ToUnicode tables. */
export function readPdf(file: Buffer): { readonly source: string; readonly text: string } {
  const source = file.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of source.matchAll(/(?<=^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id, body);
  const streamOf = (body: string): string => {
    const start = body.indexOf('stream\n');
    const end = body.lastIndexOf('\nendstream');
    if (start === -1) return '';
    return inflateSync(Buffer.from(body.slice(start + 7, end), 'latin1')).toString('latin1');
  };
  const characters = new Map<string, readonly string[]>();
  for (const [id, body] of objects) {
    const table = /\/ToUnicode (\d+) 0 R/.exec(body)?.[1];
    if (table !== undefined) characters.set(id, unicodeOf(streamOf(objects.get(table) ?? '')));
  }
  const fontIds = new Map([...source.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id]));
  const text = [...objects.values()]
    .filter((body) => /\/Type \/Page\n/.test(body))
    .map((body) => streamOf(objects.get(/\/Contents (\d+) 0 R/.exec(body)?.[1] ?? '') ?? ''))
    .map((content) => shown(content, (font) => characters.get(fontIds.get(font) ?? '') ?? []))
    .join('\n');
  return { source, text };
}

/** `beginbfrange <first> <last> [<character> …]`, glyphs counted from zero. */
function unicodeOf(table: string): string[] {
  const characters: string[] = [];
  for (const [, first = '', list = ''] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    for (const [index, [, code = '']] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries())
      characters[Number.parseInt(first, 16) + index] = Buffer.from(code.replaceAll(' ', ''), 'hex')
        .swap16()
        .toString('utf16le');
  }
  return characters;
}

function shown(content: string, charactersOf: (font: string) => readonly string[]): string {
  let characters: readonly string[] = [];
  let text = '';
  for (const [, font, strings = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) characters = charactersOf(font);
    for (const [, glyphs = ''] of strings.matchAll(/<([0-9a-f]+)>/g))
      for (const [glyph] of glyphs.matchAll(/.{4}/g)) text += characters[Number.parseInt(glyph, 16)] ?? '\uFFFD';
  }
  return text;
}
