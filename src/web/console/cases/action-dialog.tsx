import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { TicketCommand } from '../../../handoff/handoff.ts';
import { ModalDialog } from '../parts/modal-dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { useAct } from './use-act.ts';

/** Asks why, gives the command, and stays open with the server's words when it is refused. */
export function ActionDialog(props: {
  readonly caseId: string;
  readonly title: string;
  readonly lead: string;
  /** Reasons that are given often. */
  readonly reasons?: readonly string[];
  /** The command with its reason; undefined while something is still to be chosen. */
  readonly commandOf: (reason: string) => TicketCommand | undefined;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.actions;
  const [reason, setReason] = useState('');
  const act = useAct();
  const command = reason.trim() === '' ? undefined : props.commandOf(reason.trim());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (command !== undefined) act.mutate({ id: props.caseId, command }, { onSuccess: props.onClose });
  };
  return (
    <ModalDialog title={props.title} lead={props.lead} onClose={props.onClose}>
      <form className="form" onSubmit={submit}>
        {act.error === null ? null : <Problem error={act.error} />}
        {props.children}
        {props.reasons === undefined ? null : (
          <div className="chips">
            {props.reasons.map((each) => (
              <button
                key={each}
                type="button"
                className="chip"
                aria-pressed={reason === each}
                onClick={() => setReason(each)}
              >
                {each}
              </button>
            ))}
          </div>
        )}
        <Textarea
          label={words.reason}
          description={words.reasonHint}
          value={reason}
          maxLength={300}
          rows={2}
          required
          withAsterisk={false}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="form-actions">
          <Button type="submit" loading={act.isPending} disabled={command === undefined}>
            {props.title}
          </Button>
          <Button variant="default" onClick={props.onClose}>
            {texts.cancel}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
