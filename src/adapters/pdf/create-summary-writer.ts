import { Worker } from 'node:worker_threads';
import type { WriteSummary } from '../../channels/direct-line/summary-document.ts';
import type { SummaryDelivery, SummaryOrder } from './summary-worker.ts';

interface Waiting {
  readonly resolve: (file: Buffer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Sets documents in a thread of its own: reading Chinese fonts and taking their characters out of them takes a second,
 * in which nobody else would be answered. The thread starts with the first document; a new one follows one that died.
 */
export function createSummaryWriter(): WriteSummary {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let count = 0;

  const failAll = (error: Error): void => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./summary-worker.ts', import.meta.url));
    started.unref();
    started.on('message', (delivery: SummaryDelivery) => {
      const one = waiting.get(delivery.number);
      waiting.delete(delivery.number);
      if ('file' in delivery) one?.resolve(Buffer.from(delivery.file));
      else one?.reject(new Error(delivery.fault));
    });
    started.on('error', failAll);
    started.on('exit', (code) => {
      if (worker === started) failAll(new Error(`the thread for documents ended with ${code}`));
    });
    return started;
  };

  return (document) =>
    new Promise((resolve, reject) => {
      worker ??= start();
      count += 1;
      waiting.set(count, { resolve, reject });
      worker.postMessage({ number: count, document } satisfies SummaryOrder);
    });
}
