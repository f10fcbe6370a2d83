import { Button, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.ts';

/** Something to be taken elsewhere as it stands: a path, a command, a key. */
export function CopyLine({ text, label }: { readonly text: string; readonly label?: string }): ReactNode {
  const { texts } = useTexts();
  return (
    <div className="copy-line">
      <code lang="en">{text}</code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={copy}
            aria-label={`${copied ? texts.copied : texts.copy}: ${label ?? text}`}
          >
            {copied ? texts.copied : texts.copy}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
