import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CaseDetail } from '../../../console/cases/case-api.ts';
import { Note } from '../parts/note.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { durationInWords } from './duration.ts';
import { TemplateDialog } from './template-dialog.tsx';
import { useNow } from './use-now.ts';

/** How long the visitor's app lets us write freely, and what can be sent when it no longer does. */
export function WindowNotice({ detail }: { readonly detail: CaseDetail }): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.window;
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  const [isSent, setSent] = useState(false);
  const { window } = detail;
  if (window === null) return null;
  const leftMs = window.closesAt === null ? 0 : Date.parse(window.closesAt) - now;
  if (leftMs > 0) return <p className="under">{words.open(durationInWords(leftMs, texts.cases.duration))}</p>;
  return (
    <Note tone="warn">
      <p>{window.hasTemplates ? words.closedWithTemplates : words.closed}</p>
      {window.hasTemplates ? (
        <Button
          variant="default"
          onClick={() => {
            setSent(false);
            setOpen(true);
          }}
        >
          {words.choose}
        </Button>
      ) : null}
      <span role="status">{isSent ? words.sent : ''}</span>
      {isOpen ? (
        <TemplateDialog
          detail={detail}
          onSent={() => {
            setSent(true);
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Note>
  );
}
