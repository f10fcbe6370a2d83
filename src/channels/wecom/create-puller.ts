import type { Clock } from '../../domain/clock.ts';
import type { Log } from '../../domain/log.ts';
import type { Inbox } from '../messenger/channel.ts';
import type { CursorStore } from '../messenger/cursor-store.ts';
import type { TencentApi } from '../tencent/create-api.ts';
import { WECOM_POLICY } from './policy.ts';
import { readMessage } from './read-message.ts';
import { pageSchema } from './wecom-schema.ts';

export interface Puller {
  /**
   * Fetches what was said to this account since the last time; one run at a time, a call during a run makes it look once
   * more. Never rejects; what fails is tried again. `token`: of the callback that told of it.
   */
  pull(account: string, token: string | null): void;
  /** Ends after the page that is being kept. */
  stop(): void;
}

interface Run {
  token: { readonly text: string; readonly atMs: number } | null;
  isRunning: boolean;
  isAsked: boolean;
  failures: number;
  timer: NodeJS.Timeout | undefined;
}

/** Pages of sync_msg to the inbox; the cursor moves on after a page is on disk, so a page may come twice but never not. */
export function createPuller({
  api,
  cursors,
  inbox,
  clock,
  log,
  startedAt,
  firstRetryMs = WECOM_POLICY.firstRetryMs,
}: {
  readonly api: TencentApi;
  readonly cursors: CursorStore;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly log: Log;
  readonly startedAt: Date;
  readonly firstRetryMs?: number;
}): Puller {
  const runs = new Map<string, Run>();
  let isStopped = false;

  /** undefined: all is read. Otherwise why not. */
  async function pullAll(account: string, run: Run): Promise<string | undefined> {
    let hasMore = true;
    while (hasMore && !isStopped) {
      const cursor = await cursors.read('wecom', account);
      const isFresh = run.token !== null && clock().getTime() - run.token.atMs < WECOM_POLICY.pullTokenMs;
      const answer = await api.post('/cgi-bin/kf/sync_msg', {
        ...(cursor !== undefined && { cursor }),
        ...(run.token !== null && isFresh && { token: run.token.text }),
        limit: WECOM_POLICY.batch,
        voice_format: 0,
        open_kfid: account,
      });
      if (answer.kind === 'unreachable') return answer.code;
      if (answer.errcode !== 0) return String(answer.errcode);
      const page = pageSchema.safeParse(answer.body);
      if (!page.success) return 'unreadable';
      // Only the first pull of all brings history.
      const since = cursor === undefined ? new Date(startedAt.getTime() - WECOM_POLICY.historyMs) : new Date(0);
      await keep(page.data.msg_list, account, since);
      const { next_cursor: next, has_more: more } = page.data;
      const hasMoved = next !== '' && next !== cursor;
      if (hasMoved) await cursors.write('wecom', account, next);
      hasMore = more === 1 && hasMoved;
    }
    return undefined;
  }

  async function keep(entries: readonly unknown[], account: string, since: Date): Promise<void> {
    const read = entries.map((entry) => readMessage(entry, account, since));
    const events = read.flatMap((one) => (one.kind === 'event' ? [one.event] : []));
    const reports = read.flatMap((one) => (one.kind === 'report' ? [one.report] : []));
    if (events.length > 0) await inbox.receive(events);
    if (reports.length > 0) await inbox.report(reports);
    for (const one of read) if (one.kind === 'nothing') inbox.skipped('wecom', one.reason);
  }

  async function work(account: string, run: Run): Promise<void> {
    run.isRunning = true;
    let isAsked = true;
    while (isAsked && !isStopped) {
      run.isAsked = false;
      const failure = await pullAll(account, run).catch((error: unknown) => {
        log.error({ error, messenger: 'wecom' }, 'what was pulled could not be kept');
        return 'storage';
      });
      run.failures = failure === undefined ? 0 : run.failures + 1;
      if (failure !== undefined) {
        log.warn({ messenger: 'wecom', code: failure, failures: run.failures }, 'a pull failed and is tried again');
        break;
      }
      isAsked = wasAsked(run);
    }
    run.isRunning = false;
    if (run.failures > 0 && !isStopped) retry(account, run);
  }

  function retry(account: string, run: Run): void {
    const waitMs = Math.min(firstRetryMs * 2 ** (run.failures - 1), WECOM_POLICY.lastRetryMs);
    clearTimeout(run.timer);
    run.timer = setTimeout(() => void work(account, run), waitMs);
    run.timer.unref();
  }

  return {
    pull(account, text) {
      if (isStopped) return;
      const run = runs.get(account) ?? { token: null, isRunning: false, isAsked: false, failures: 0, timer: undefined };
      runs.set(account, run);
      if (text !== null) run.token = { text, atMs: clock().getTime() };
      if (run.isRunning) run.isAsked = true;
      else {
        clearTimeout(run.timer);
        void work(account, run);
      }
    },
    stop() {
      isStopped = true;
      for (const { timer } of runs.values()) clearTimeout(timer);
    },
  };
}

/** Somebody may have called while the pages were being read. */
function wasAsked({ isAsked }: Run): boolean {
  return isAsked;
}
