import { createRequire } from 'node:module';
import type * as FastXml from 'fast-xml-parser';
import { TENCENT_POLICY } from './policy.ts';

/** Element name → its text, or its elements. An element that stands twice is left out: none of theirs does. */
export interface XmlElement {
  readonly [name: string]: string | XmlElement;
}

/** A name that no element can have. */
const CDATA = '#cdata';

const require = createRequire(import.meta.url);
let loaded: ReturnType<typeof load> | undefined;

/**
 * The package, for the first push: most servers never see one. Texts stay texts («007», 64-bit ids); the parser expands no
 * entity, we expand the five that XML itself has.
 */
function load() {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is a package of its own, with the same code
  const { XMLParser, XMLValidator } = require('fast-xml-parser') as typeof FastXml;
  const parser = new XMLParser({
    parseTagValue: false,
    processEntities: false,
    ignoreAttributes: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    trimValues: false,
    cdataPropName: CDATA,
  });
  return { parser, validator: XMLValidator };
}

/**
 * The elements within <xml>, or null when it is no message of theirs: not XML, a document type (entities), deeper or
 * longer than anything they send. Never throws.
 */
export function readXml(text: string): XmlElement | null {
  // Before anything parses: a document type is where entity bombs and foreign files come from.
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text) || !isBounded(text)) return null;
  try {
    loaded ??= load();
    if (loaded.validator.validate(text) !== true) return null;
    const parsed: unknown = loaded.parser.parse(text);
    const root = isRecord(parsed) ? parsed['xml'] : undefined;
    return isRecord(root) ? elementOf(root) : null;
  } catch {
    return null;
  }
}

/** Counts tags outside CDATA, before the parser builds anything. */
function isBounded(text: string): boolean {
  let depth = 0;
  let elements = 0;
  for (const [tag] of text.matchAll(/<!\[CDATA\[[\s\S]*?\]\]>|<[^>]*>/g)) {
    if (tag.startsWith('<![') || tag.startsWith('<?') || tag.endsWith('/>')) continue;
    depth += tag.startsWith('</') ? -1 : 1;
    elements += 1;
    if (depth > TENCENT_POLICY.xmlDepth || elements > 2 * TENCENT_POLICY.xmlElements) return false;
  }
  return true;
}

function elementOf(record: Readonly<Record<string, unknown>>): XmlElement {
  const entries = Object.entries(record).flatMap(([name, value]): [string, string | XmlElement][] => {
    if (name.startsWith('#')) return [];
    if (typeof value === 'string') return [[name, expand(value)]];
    if (!isRecord(value)) return [];
    const written = value[CDATA];
    if (written === undefined) return [[name, elementOf(value)]];
    // In two pieces where the text itself holds the mark that ends a CDATA section.
    const pieces: readonly unknown[] = Array.isArray(written) ? written : [written];
    return [
      [
        name,
        pieces
          .filter((piece) => typeof piece === 'string')
          .join('')
          .toWellFormed(),
      ],
    ];
  });
  return Object.fromEntries(entries);
}

const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Outside CDATA only; inside, «&lt;» is what a visitor wrote. */
function expand(text: string): string {
  return text.replaceAll(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => PREDEFINED[name] ?? '').toWellFormed();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
