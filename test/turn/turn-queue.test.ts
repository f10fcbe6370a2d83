import { describe, expect, it } from 'vitest';
import { createTurnQueue } from '../../src/turn/turn-queue.ts';

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('createTurnQueue', () => {
  it('runs the turns of one conversation in order, and those of others meanwhile', async () => {
    const queue = createTurnQueue();
    const slow = gate();
    const done: string[] = [];
    const first = queue.run('a', async () => {
      await slow.opened;
      done.push('a1');
    });
    const second = queue.run('a', async () => void done.push('a2'));
    await queue.run('b', async () => void done.push('b1'));
    expect(done).toEqual(['b1']);
    slow.open();
    await Promise.all([first, second]);
    expect(done).toEqual(['b1', 'a1', 'a2']);
  });

  it('goes on after a turn that failed, and tells its caller', async () => {
    const queue = createTurnQueue();
    const failed = queue.run('a', () => Promise.reject(new Error('no')));
    const next = queue.run('a', () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
    expect(queue.size()).toBe(0);
  });

  it('is idle when nothing runs or waits', async () => {
    const queue = createTurnQueue();
    await queue.idle();
    const slow = gate();
    let isIdle = false;
    void queue.run('a', () => slow.opened);
    void queue.run('a', () => Promise.resolve());
    const idle = queue.idle().then(() => {
      isIdle = true;
    });
    await Promise.resolve();
    expect([isIdle, queue.size()]).toEqual([false, 2]);
    slow.open();
    await idle;
    expect([isIdle, queue.size()]).toEqual([true, 0]);
  });
});
