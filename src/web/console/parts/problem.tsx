import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CallError } from '../call.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Note } from './note.tsx';

/** What went wrong, in the server's words, and a way on. */
export function Problem({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}): ReactNode {
  const { texts } = useTexts();
  const said = error instanceof CallError ? (error.status === 0 ? texts.noConnection : error.message) : '';
  return (
    <Note tone="bad" role="alert">
      <p>{said === '' ? texts.failed : said}</p>
      {onRetry === undefined ? null : (
        <Button variant="default" onClick={onRetry}>
          {texts.tryAgain}
        </Button>
      )}
    </Note>
  );
}
