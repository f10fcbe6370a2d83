/**
 * Something an editor has to mend. `message` is a plain sentence that says what is wrong and how to mend it.
 * A reading has two lists of them: a fault fails the check and keeps its file out; a warning is shown and changes nothing.
 */
export interface Fault {
  /** Path below the knowledge folder. */
  readonly file: string;
  /** Counted from 1; 1 when no line is to blame. */
  readonly line: number;
  readonly message: string;
}

export function formatFault({ file, line, message }: Fault): string {
  return `${file}:${line}  ${message}`;
}

export function formatWarning({ message, ...place }: Fault): string {
  return formatFault({ ...place, message: `warning: ${message}` });
}
