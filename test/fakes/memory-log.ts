import { createLog } from '../../src/adapters/log/create-log.ts';
import type { Log } from '../../src/domain/log.ts';

export interface MemoryLog extends Log {
  /** Every line as it would have been printed. */
  readonly lines: string[];
}

/** The real logger at its most talkative, writing into memory. */
export function createMemoryLog(): MemoryLog {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  return {
    lines,
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
  };
}
