import { Button, Menu } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { CaseDetail } from '../../../console/cases/case-api.ts';
import { useOffer } from '../palette/page-actions.ts';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { ActionDialog } from './action-dialog.tsx';
import { type CallAction, CallActionDialog, CallItems } from './call-actions.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { useAct } from './use-act.ts';

/** In the order of how often they are wanted; the rest is behind «More». */
const FIRST = ['claim', 'wake', 'resolve', 'transfer', 'reopen'] as const;
const MORE = ['snooze', 'return-to-bot', 'release', 'mark-spam'] as const;
type Action = (typeof FIRST)[number] | (typeof MORE)[number];

/** What the signed-in person may do now, and nothing else. */
export function CaseActions({ detail }: { readonly detail: CaseDetail }): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.actions;
  const act = useAct();
  const [open, setOpen] = useState<Action | null>(null);
  const [call, setCall] = useState<CallAction | null>(null);
  const may = <Name extends Action>(names: readonly Name[]): readonly Name[] =>
    names.filter((name) => detail.may.includes(name));
  const { isSpam } = detail;
  const labelOf = (action: Action): string =>
    action === 'mark-spam' ? (isSpam ? words.notSpam : words.spam) : words[action];
  const start = (action: Action): void => {
    if (action === 'claim' || action === 'wake') act.mutate({ id: detail.id, command: { kind: action } });
    else setOpen(action);
  };
  const first = may(FIRST);
  const more = may(MORE);
  const mayCall = detail.may.includes('propose-call') || detail.may.includes('cancel-call');
  const names = [...first, ...more].join(' ');
  useOffer(
    useMemo(
      () => [...first, ...more].map((id) => ({ id, label: labelOf(id), run: () => start(id) })),
      // What they do follows from these.
      [names, detail.id, isSpam, words],
    ),
  );
  if (first.length === 0 && more.length === 0) return null;
  const close = (): void => setOpen(null);
  return (
    <>
      <div className="case-actions" role="group" aria-label={words.label}>
        {first.map((action) => (
          <Button
            key={action}
            variant={action === 'claim' || action === 'wake' ? 'filled' : 'default'}
            loading={act.isPending && act.variables.command.kind === action}
            onClick={() => start(action)}
          >
            {labelOf(action)}
          </Button>
        ))}
        {more.length === 0 && !mayCall ? null : (
          <Menu
            position="bottom-end"
            width={220}
            shadow="none"
            transitionProps={{ duration: 0 }}
            withInitialFocusPlaceholder={false}
          >
            <Menu.Target>
              <Button variant="default">{words.more}</Button>
            </Menu.Target>
            <Menu.Dropdown>
              <CallItems detail={detail} onOpen={setCall} />
              {more.map((action) => (
                <Menu.Item key={action} onClick={() => start(action)}>
                  {labelOf(action)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {act.error === null ? null : <Problem error={act.error} />}
      {call === null ? null : <CallActionDialog detail={detail} action={call} onClose={() => setCall(null)} />}
      {open === 'transfer' ? <TransferDialog detail={detail} onClose={close} /> : null}
      {open === 'snooze' ? <SnoozeDialog caseId={detail.id} onClose={close} /> : null}
      {open === 'mark-spam' ? (
        <ActionDialog
          caseId={detail.id}
          title={labelOf(open)}
          lead={isSpam ? words.leads.notSpam : words.leads.spam}
          commandOf={(reason) => ({ kind: 'mark-spam', isSpam: !isSpam, reason })}
          onClose={close}
        />
      ) : null}
      {open === 'resolve' || open === 'release' || open === 'return-to-bot' || open === 'reopen' ? (
        <ActionDialog
          caseId={detail.id}
          title={labelOf(open)}
          lead={words.leads[open]}
          {...(open === 'resolve' ? { reasons: words.reasons.resolve } : {})}
          commandOf={(reason) => ({ kind: open, reason })}
          onClose={close}
        />
      ) : null}
    </>
  );
}
