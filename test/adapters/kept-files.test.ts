import { describe, expect, it } from 'vitest';
import { packArrays, unpackArrays } from '../../src/adapters/kept-files/packed-arrays.ts';

const value = {
  name: '名稱',
  list: [1, null, { words: ['a', 'b'] }],
  odd: Uint8Array.of(1, 2, 3),
  deep: { weights: Float64Array.of(0.1, Number.NaN), ids: Uint32Array.of(7, 4_294_967_295), none: null },
  single: Float32Array.of(1.5),
  empty: new Int32Array(0),
};

describe('large arrays in a kept file', () => {
  it('come back as they were, with what stands beside them', () => {
    expect(unpackArrays(packArrays(value))).toEqual(value);
  });

  it('are not copied', () => {
    const packed = packArrays(value);
    const { deep } = unpackArrays(packed) as typeof value;
    expect(deep.ids.buffer).toBe(packed.buffer);
  });

  it('are packed alone too, and a slice of an array is only that slice', () => {
    const ids = Uint32Array.of(1, 2, 3).subarray(1);
    expect(unpackArrays(packArrays(ids))).toEqual(Uint32Array.of(2, 3));
  });

  it.each([new Uint8Array(0), Uint8Array.of(9, 0, 0, 0, 1)])('are refused where nothing was packed', (bytes) => {
    expect(() => unpackArrays(bytes)).toThrow();
  });
});
