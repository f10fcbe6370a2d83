import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CaseDetail } from '../../../console/cases/case-api.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ActionDialog } from './action-dialog.tsx';
import { CallDialog } from './call-dialog.tsx';
import { momentOf } from './hong-kong-time.ts';
import { useNow } from './use-now.ts';

export type CallAction = 'propose-call' | 'cancel-call';

/** What can be done about a call now, as entries of the menu of actions. */
export function CallItems(props: {
  readonly detail: CaseDetail;
  readonly onOpen: (action: CallAction) => void;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.call;
  const { may } = props.detail;
  return (
    <>
      {may.includes('propose-call') ? (
        <Menu.Item onClick={() => props.onOpen('propose-call')}>{words.propose}</Menu.Item>
      ) : null}
      {may.includes('cancel-call') ? (
        <Menu.Item onClick={() => props.onOpen('cancel-call')}>{words.cancel}</Menu.Item>
      ) : null}
    </>
  );
}

export function CallActionDialog(props: {
  readonly detail: CaseDetail;
  readonly action: CallAction;
  readonly onClose: () => void;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.call;
  if (props.action === 'propose-call') return <CallDialog caseId={props.detail.id} onClose={props.onClose} />;
  return (
    <ActionDialog
      caseId={props.detail.id}
      title={words.cancel}
      lead={words.cancelLead}
      commandOf={(reason) => ({ kind: 'cancel-call', reason })}
      onClose={props.onClose}
    />
  );
}

/** The time that was agreed on, and one that the visitor has not answered. */
export function CallFacts({ detail }: { readonly detail: CaseDetail }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.call;
  const now = useNow();
  const { agreed = null, proposed = null } = detail.callBack ?? {};
  return (
    <>
      {agreed === null ? null : <span>{words.agreed(momentOf(agreed.start, language, now))}</span>}
      {proposed === null ? null : <span>{words.proposed(momentOf(proposed.start, language, now))}</span>}
    </>
  );
}
