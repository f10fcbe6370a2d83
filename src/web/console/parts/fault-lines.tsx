import type { ReactNode } from 'react';
import type { Fault } from '../../../knowledge/fault.ts';
import { useTexts } from '../texts/use-texts.ts';

/** Faults where they stand; the check writes them in English. */
export function FaultLines({
  faults,
  withFile = false,
}: {
  readonly faults: readonly Fault[];
  readonly withFile?: boolean;
}): ReactNode {
  const { texts } = useTexts();
  return (
    <ul className="fault-lines">
      {faults.map(({ file, line, message }) => (
        <li key={`${file}:${line} ${message}`}>
          <span className="fault-where">
            {withFile ? (
              <code lang="en">
                {file}:{line}
              </code>
            ) : (
              texts.article.line(line)
            )}
          </span>
          <span lang="en">{message}</span>
        </li>
      ))}
    </ul>
  );
}
