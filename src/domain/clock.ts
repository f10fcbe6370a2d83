/** The present moment, given to whoever needs it so that tests can choose it. */
export type Clock = () => Date;

/** YYYY-MM-DD of an instant in Hong Kong, where the knowledge is dated. */
export function hongKongDay(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

export const DAY_MS = 24 * 3_600_000;

/** Whole days from one day (YYYY-MM-DD) to another; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
