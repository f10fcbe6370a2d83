import { deserialize, serialize } from 'node:v8';

type TypedArray = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;
const TYPES = { Uint8Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array };

/** Stands for an array in what is serialized. */
interface Place {
  readonly [ARRAY]: keyof typeof TYPES;
  readonly start: number;
  readonly length: number;
}

const ARRAY = '(array)';
/** Of the largest number in an array. */
const ALIGNED = 8;

/**
 * Plain data with large typed arrays as bytes. The arrays lie aligned behind everything else, so that reading them copies
 * nothing: v8 alone copies nearly all of them, and touching new memory is what a start spends its time on.
 */
export function packArrays(value: unknown): Uint8Array {
  const arrays: TypedArray[] = [];
  let size = 0;
  const head = serialize(
    mapLeaves(value, (leaf) => {
      if (!isTypedArray(leaf)) return leaf;
      const place: Place = { [ARRAY]: leaf.constructor.name as keyof typeof TYPES, start: size, length: leaf.length };
      arrays.push(leaf);
      size = aligned(size + leaf.byteLength);
      return place;
    }),
  );
  const begin = aligned(ALIGNED + head.length);
  const packed = new Uint8Array(begin + size);
  new DataView(packed.buffer).setUint32(0, head.length, true);
  packed.set(head, ALIGNED);
  let next = begin;
  for (const array of arrays) {
    packed.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), next);
    next = aligned(next + array.byteLength);
  }
  return packed;
}

/** How many bytes stand before the arrays: everything that tells what they are. */
export function headBytesOf(packed: Uint8Array): number {
  const { buffer, byteOffset } = packed;
  return aligned(ALIGNED + new DataView(buffer, byteOffset).getUint32(0, true));
}

/** What was packed; its arrays are views of `packed`, which must begin at a multiple of 8. Throws when it was not packed. */
export function unpackArrays(packed: Uint8Array): unknown {
  const { byteOffset } = packed;
  const buffer = packed.buffer as ArrayBuffer; // of a file that was read, never shared
  const length = new DataView(buffer, byteOffset).getUint32(0, true);
  const begin = byteOffset + headBytesOf(packed);
  return mapLeaves(deserialize(packed.subarray(ALIGNED, ALIGNED + length)), (leaf) =>
    isPlace(leaf) ? new TYPES[leaf[ARRAY]](buffer, begin + leaf.start, leaf.length) : leaf,
  );
}

function mapLeaves(value: unknown, map: (leaf: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null || isTypedArray(value) || isPlace(value)) return map(value);
  if (Array.isArray(value)) return value.map((item: unknown) => mapLeaves(item, map));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapLeaves(item, map)]));
}

function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && value.constructor.name in TYPES;
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && ARRAY in value;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNED) * ALIGNED;
}
