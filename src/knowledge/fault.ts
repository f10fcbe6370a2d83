/** Something an editor has to mend. `message` is a plain sentence that says what is wrong and how to mend it. */
export interface Fault {
  /** Path below the knowledge folder. */
  readonly file: string;
  /** Counted from 1; 1 when no line is to blame. */
  readonly line: number;
  readonly message: string;
}

export function formatFault(fault: Fault): string {
  return `${fault.file}:${fault.line}  ${fault.message}`;
}
