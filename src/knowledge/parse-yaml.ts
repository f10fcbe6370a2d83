import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Fault } from './fault.ts';

/** A parsed value, or every fault found in the text with its line. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: Fault[] };

/**
 * YAML text → value checked by the schema. `firstLine` is where the text starts in its file (front matter starts at 2).
 * Dates stay strings: the core schema has no timestamps.
 */
export function parseYaml<S extends z.ZodType>(
  text: string,
  schema: S,
  file: string,
  firstLine = 1,
): Parsed<z.infer<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', prettyErrors: false });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line) + firstLine - 1;
  if (document.errors.length > 0) {
    return {
      ok: false,
      faults: document.errors.map((error) => ({
        file,
        line: lineAt(error.pos[0]),
        message: `The YAML cannot be read: ${error.message.split('\n')[0]}. Check quotes, indentation and colons on this line.`,
      })),
    };
  }
  let plain: unknown;
  try {
    plain = document.toJS();
  } catch (error) {
    // An alias without its anchor, or aliases that multiply.
    return { ok: false, faults: [{ file, line: firstLine, message: `The YAML cannot be read: ${String(error)}.` }] };
  }
  const result = schema.safeParse(plain);
  if (result.success) return { ok: true, value: result.data };
  return {
    ok: false,
    faults: result.error.issues.map((issue) => ({
      file,
      line: lineAt(offsetOf(document, issue.path)),
      message: `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}.`,
    })),
  };
}

/** Offset of the deepest part of the path that exists in the document. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return Number(node.range[0]);
    }
  }
  return 0;
}
