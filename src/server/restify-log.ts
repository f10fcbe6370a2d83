import type restify from 'restify';
import type { Log } from '../domain/log.ts';

/**
 * The logger restify is given. It forwards the sentence and drops the objects: restify logs whole responses with
 * their Authorization header when a handler returns a value ("Discarded returned value from async handler").
 */
export function createRestifyLog(log: Log): NonNullable<restify.ServerOptions['log']> {
  const warn = (...parts: readonly unknown[]): void => {
    const message = parts.find((part) => typeof part === 'string');
    log.warn({ from: 'restify' }, message ?? 'restify has something to say');
  };
  const silent = (): void => undefined;
  const restifyLog: Record<string, unknown> = {
    trace: silent,
    debug: silent,
    info: silent,
    warn,
    error: warn,
    fatal: warn,
  };
  restifyLog['child'] = () => restifyLog;
  // The declared type is bunyan's whole Logger; restify itself calls only these (restify 12, lib/).
  return restifyLog as unknown as NonNullable<restify.ServerOptions['log']>;
}
