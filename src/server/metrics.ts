import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Answer } from '../domain/answer.ts';

export interface IndexInfo {
  readonly version: string;
  readonly builtAt: Date;
  readonly articles: number;
  readonly passages: number;
}

export interface Metrics {
  /** Content type and text for Prometheus. */
  scrape(): Promise<{ readonly contentType: string; readonly text: string }>;
  observeAnswer(answer: Answer, channel: string): void;
  /** A configured model did not serve: "embedder_unavailable" or "reranker_unavailable". */
  observeModelFault(code: string): void;
  /** What became of a delivery or a message of a messaging app; see MessengerCount (channels/messenger). */
  countMessenger(messenger: string, count: CountedMessage): void;
  /** What became of something that is followed: «followed», «ended», «told», «sent», «held», «dropped» … */
  countFollowing(what: string, times?: number): void;
  observeRequest(request: { readonly route: string; readonly status: number; readonly durationMs: number }): void;
}

export type CountedMessage =
  | { readonly what: 'received'; readonly kind: string }
  | { readonly what: 'duplicate' }
  | { readonly what: 'skipped'; readonly reason: string }
  | { readonly what: 'sent' }
  | { readonly what: 'failed'; readonly code: string }
  | { readonly what: 'window-closed' };

/** `indexInfo` is undefined until the first index stands. */
export function createMetrics(options: {
  readonly indexInfo: () => IndexInfo | undefined;
  readonly openSockets: () => number;
  /** Who follows something now, and how much waits for somebody to write; undefined when it cannot be told. */
  readonly following?: () => Promise<{ readonly followers: number; readonly held: number } | undefined>;
}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const answers = new Counter({
    name: 'goglobal_answers_total',
    help: 'Answers given, by outcome',
    labelNames: ['status', 'language', 'channel'],
    registers,
  });
  const steps = new Histogram({
    name: 'goglobal_turn_step_seconds',
    help: 'Time spent in each step of a turn',
    labelNames: ['step'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    registers,
  });
  const requests = new Histogram({
    name: 'goglobal_http_request_seconds',
    help: 'Time from a request to its response',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
    registers,
  });
  const modelFaults = new Counter({
    name: 'goglobal_model_faults_total',
    help: 'Times a configured embedding or reranking model did not serve and retrieval carried on without it',
    labelNames: ['code'],
    registers,
  });
  const countMessenger = createMessengerCounters(registers);
  gaugeIndex(registers, options.indexInfo);
  const following = new Counter({
    name: 'goglobal_following_total',
    help: 'What became of following and of news for followers',
    labelNames: ['what'],
    registers,
  });
  gaugeFollowing(registers, options.following);
  new Gauge({
    name: 'goglobal_open_sockets',
    help: 'WebSocket streams that are open',
    registers,
    collect() {
      this.set(options.openSockets());
    },
  });
  return {
    scrape: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    observeAnswer: (answer, channel) => {
      answers.inc({ status: answer.status, language: answer.language, channel });
      for (const [step, ms] of Object.entries(answer.evidence.timingsMs)) steps.observe({ step }, ms / 1000);
    },
    observeModelFault: (code) => modelFaults.inc({ code }),
    countMessenger,
    countFollowing: (what, times = 1) => following.inc({ what }, times),
    observeRequest: ({ route, status, durationMs }) => requests.observe({ route, status }, durationMs / 1000),
  };
}

function createMessengerCounters(registers: Registry[]): Metrics['countMessenger'] {
  const counter = <Label extends string>(name: string, help: string, ...labels: readonly Label[]) =>
    new Counter({ name: `goglobal_messenger_${name}_total`, help, labelNames: ['messenger', ...labels], registers });
  const received = counter('received', 'Events of messaging apps that were kept, by kind', 'kind');
  const duplicates = counter('duplicates', 'Events that a vendor delivered again');
  const skipped = counter('skipped', 'Deliveries and events thrown away; bad-signature: forged', 'reason');
  const sent = counter('sent', 'Messages that a vendor took');
  const failed = counter('failed', 'Attempts that a vendor refused, and messages it did not deliver', 'code');
  const closed = counter('window_closed', 'Messages that wait for the visitor to write first');
  return (messenger, count) => {
    switch (count.what) {
      case 'received':
        received.inc({ messenger, kind: count.kind });
        break;
      case 'duplicate':
        duplicates.inc({ messenger });
        break;
      case 'skipped':
        skipped.inc({ messenger, reason: count.reason });
        break;
      case 'sent':
        sent.inc({ messenger });
        break;
      case 'failed':
        failed.inc({ messenger, code: count.code });
        break;
      case 'window-closed':
        closed.inc({ messenger });
        break;
    }
  };
}

function gaugeFollowing(
  registers: Registry[],
  following: (() => Promise<{ readonly followers: number; readonly held: number } | undefined>) | undefined,
): void {
  if (following === undefined) return;
  const held = new Gauge({
    name: 'goglobal_following_held',
    help: 'News that waits for its follower to write, as their app is closed and no address is confirmed',
    registers,
  });
  new Gauge({
    name: 'goglobal_followers',
    help: 'People who follow something',
    registers,
    async collect() {
      const counts = await following();
      if (counts === undefined) return;
      this.set(counts.followers);
      held.set(counts.held);
    },
  });
}

function gaugeIndex(registers: Registry[], indexInfo: () => IndexInfo | undefined): void {
  new Gauge({
    name: 'goglobal_index_info',
    help: 'Always 1; the labels tell which index is being searched',
    labelNames: ['version'],
    registers,
    collect() {
      this.reset();
      const info = indexInfo();
      if (info !== undefined) this.set({ version: info.version }, 1);
    },
  });
  new Gauge({
    name: 'goglobal_index_age_seconds',
    help: 'Time since the index was built',
    registers,
    collect() {
      const info = indexInfo();
      if (info !== undefined) this.set((Date.now() - info.builtAt.getTime()) / 1000);
    },
  });
  for (const part of ['articles', 'passages'] as const) {
    new Gauge({
      name: `goglobal_index_${part}`,
      help: `Number of ${part} in the index`,
      registers,
      collect() {
        this.set(indexInfo()?.[part] ?? 0);
      },
    });
  }
}
