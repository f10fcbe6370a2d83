import { expect, it } from 'vitest';
import { createCircuitBreaker } from '../../../src/adapters/endpoint/circuit-breaker.ts';

const fail = () => Promise.reject(new Error('down'));

function start() {
  let now = 0;
  const breaker = createCircuitBreaker({
    failures: 2,
    pauseMs: 1_000,
    clock: () => new Date(now),
    whenOpen: () => new Error('paused'),
  });
  return { breaker, pass: (ms: number) => void (now += ms) };
}

it('leaves an endpoint alone after failures in a row, and comes back to it', async () => {
  const { breaker, pass } = start();
  await expect(breaker.run(fail)).rejects.toThrow('down');
  await expect(breaker.run(fail)).rejects.toThrow('down');
  let isAsked = false;
  const ask = () => breaker.run(async () => (isAsked = true));
  await expect(ask()).rejects.toThrow('paused');
  expect(isAsked).toBe(false);
  pass(999);
  await expect(ask()).rejects.toThrow('paused');
  pass(1);
  await expect(ask()).resolves.toBe(true);
  await expect(ask()).resolves.toBe(true);
});

it('counts failures in a row only', async () => {
  const { breaker } = start();
  for (let round = 0; round < 3; round++) {
    await expect(breaker.run(fail)).rejects.toThrow('down');
    await expect(breaker.run(async () => 'well')).resolves.toBe('well');
  }
});

it('sends one task ahead after the pause and pauses again when that one fails', async () => {
  const { breaker, pass } = start();
  await expect(breaker.run(fail)).rejects.toThrow('down');
  await expect(breaker.run(fail)).rejects.toThrow('down');
  pass(1_000);
  let giveUp: (error: Error) => void = () => undefined;
  const first = breaker.run(() => new Promise((_, reject) => (giveUp = reject)));
  await expect(breaker.run(async () => 'second')).rejects.toThrow('paused');
  giveUp(new Error('still down'));
  await expect(first).rejects.toThrow('still down');
  await expect(breaker.run(async () => 'third')).rejects.toThrow('paused');
  pass(1_000);
  await expect(breaker.run(async () => 'fourth')).resolves.toBe('fourth');
});
