import { parentPort } from 'node:worker_threads';
import type { SummaryDocument } from '../../channels/direct-line/summary-document.ts';
import { setSummary } from './set-summary.ts';

/** What the thread is asked, and what it answers under the same number. */
export interface SummaryOrder {
  readonly number: number;
  readonly document: SummaryDocument;
}
export type SummaryDelivery =
  | { readonly number: number; readonly file: Uint8Array }
  | { readonly number: number; readonly fault: string };

parentPort?.on('message', ({ number, document }: SummaryOrder) => {
  const deliver = (delivery: SummaryDelivery) => parentPort?.postMessage(delivery);
  setSummary(document).then(
    (file) => deliver({ number, file }),
    (error: unknown) => deliver({ number, fault: String(error) }),
  );
});
