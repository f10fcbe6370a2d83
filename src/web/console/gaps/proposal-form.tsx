import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { ProposalView } from './proposal-view.tsx';
import type { ProposalState } from './use-proposal.ts';

/** The fields of a change, and below them the change as it would be. */
export function ProposalForm(props: {
  readonly proposal: ProposalState;
  /** Whether something was chosen that can be changed. */
  readonly isReady: boolean;
  readonly mayEditFiles: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const { texts } = useTexts();
  return (
    <form
      className="form gap-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.proposal.show();
      }}
    >
      {props.children}
      <div className="form-actions">
        <Button type="submit" loading={props.proposal.isShowing} disabled={!props.isReady}>
          {texts.gaps.show}
        </Button>
      </div>
      <ProposalView proposal={props.proposal} mayEditFiles={props.mayEditFiles} />
    </form>
  );
}
