import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import type { CaseDetail } from '../../../console/cases/case-api.ts';
import type { TicketCommand } from '../../../handoff/handoff.ts';
import { CallError, post } from '../call.ts';
import { CASES_KEY, caseKey } from './case-queries.ts';

export interface Act {
  readonly id: string;
  readonly command: TicketCommand;
}

/** Gives a command. The answer is the case as it stands now; a refusal means that what is shown is out of date. */
export function useAct(): UseMutationResult<CaseDetail, Error, Act> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, command }) => post<CaseDetail>(`/cases/${encodeURIComponent(id)}/act`, { command }),
    onSuccess: (detail, { id }) => {
      queries.setQueryData(caseKey(id), detail);
      void queries.invalidateQueries({ queryKey: [CASES_KEY, 'page'] });
    },
    onError: (error, { id }) => {
      if (!(error instanceof CallError) || error.status !== 409) return;
      void queries.invalidateQueries({ queryKey: caseKey(id) });
      void queries.invalidateQueries({ queryKey: [CASES_KEY, 'page'] });
    },
  });
}
