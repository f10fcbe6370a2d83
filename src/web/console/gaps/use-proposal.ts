import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Proposal } from '../../../console/api.ts';

export interface ProposalState {
  readonly data: Proposal | undefined;
  readonly error: unknown;
  readonly isShowing: boolean;
  readonly isApplying: boolean;
  show(): void;
  /** Makes the change that was shown. */
  apply(): void;
}

/** A change of a file: first shown, then made for exactly the file it was shown for. */
export function useProposal(ask: (digest?: string) => Promise<Proposal>): ProposalState {
  const queries = useQueryClient();
  const showing = useMutation({ mutationFn: () => ask() });
  const applying = useMutation({
    mutationFn: (digest: string) => ask(digest),
    onSuccess: () => queries.invalidateQueries(),
  });
  return {
    data: applying.data ?? showing.data,
    error: applying.error ?? showing.error,
    isShowing: showing.isPending,
    isApplying: applying.isPending,
    show: () => {
      applying.reset();
      showing.mutate();
    },
    apply: () => {
      if (showing.data !== undefined) applying.mutate(showing.data.digest);
    },
  };
}
