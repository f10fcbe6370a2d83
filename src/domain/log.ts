/**
 * Where a part says what happened. Levels mean something: error wakes a person, warn is read weekly.
 * Fields never hold what a visitor wrote, a token or a secret.
 */
export interface Log {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

export type LogFields = Readonly<Record<string, unknown>>;
