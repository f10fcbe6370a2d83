import { describe, expect, it } from 'vitest';
import { within } from '../../src/domain/within.ts';

const never = new Promise<string>(() => undefined);

describe('within', () => {
  it('gives what the work yields in time', async () => {
    expect(await within(10_000, Promise.resolve('done'))).toBe('done');
  });

  it('gives undefined when the time is over', async () => {
    expect(await within(1, never)).toBeUndefined();
  });

  it('passes a rejection in time on', async () => {
    await expect(within(10_000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });
});
