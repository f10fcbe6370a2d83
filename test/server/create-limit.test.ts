import { describe, expect, it } from 'vitest';
import { createLimit } from '../../src/server/create-limit.ts';

describe('createLimit', () => {
  it('counts by key and says when the count starts afresh', async () => {
    const limit = createLimit(2, 300);
    expect((await limit('a')).isAllowed).toBe(true);
    expect((await limit('a')).headers).toMatchObject({ 'RateLimit-Limit': '2', 'RateLimit-Remaining': '0' });
    const refused = await limit('a');
    expect(refused).toMatchObject({ isAllowed: false, waitSeconds: 300 });
    expect((await limit('b')).isAllowed).toBe(true);
  });

  it('takes a use back that should not have counted', async () => {
    const limit = createLimit(1);
    for (let time = 0; time < 3; time += 1) {
      const verdict = await limit('a');
      expect(verdict.isAllowed).toBe(true);
      await verdict.giveBack();
    }
  });

  it('is off at zero', async () => {
    const limit = createLimit(0);
    for (let time = 0; time < 50; time += 1) expect((await limit('a')).isAllowed).toBe(true);
  });
});
