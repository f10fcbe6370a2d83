import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ModalDialog } from '../parts/modal-dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { daysToMonday, hoursAfter, momentOf, morningAfter } from './hong-kong-time.ts';
import { useAct } from './use-act.ts';

/** Later, at a time that is one click away. Times are Hong Kong's. */
export function SnoozeDialog(props: { readonly caseId: string; readonly onClose: () => void }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.actions;
  const act = useAct();
  const [now] = useState(() => Date.now());
  const choices = {
    hour: hoursAfter(now, 1),
    afternoon: hoursAfter(now, 4),
    tomorrow: morningAfter(now, 1),
    monday: morningAfter(now, daysToMonday(now)),
    week: morningAfter(now, 7),
  };
  return (
    <ModalDialog title={words.snooze} lead={words.leads.snooze} onClose={props.onClose}>
      {act.error === null ? null : <Problem error={act.error} />}
      <ul className="snoozes">
        {(Object.keys(choices) as (keyof typeof choices)[]).map((choice) => (
          <li key={choice}>
            <button
              type="button"
              aria-disabled={act.isPending}
              onClick={() => {
                if (!act.isPending)
                  act.mutate(
                    { id: props.caseId, command: { kind: 'snooze', until: choices[choice] } },
                    { onSuccess: props.onClose },
                  );
              }}
            >
              <span>{words.snoozes[choice]}</span>
              <span className="quiet">{momentOf(choices[choice], language, now)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="form-actions">
        <Button variant="default" onClick={props.onClose}>
          {texts.cancel}
        </Button>
      </div>
    </ModalDialog>
  );
}
