import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.ts';

export function Loading(): ReactNode {
  const { texts } = useTexts();
  return (
    <div className="loading" role="status">
      <Loader size="sm" color="var(--accent)" aria-hidden="true" />
      <span>{texts.loading}</span>
    </div>
  );
}
