import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CaseDetail, CasePeople } from '../../../console/cases/case-api.ts';
import { get } from '../call.ts';

/** First part of every query key of cases: one call makes them all ask again. */
export const CASES_KEY = 'cases';

export function caseKey(id: string): readonly string[] {
  return [CASES_KEY, 'case', id];
}

export const PEOPLE_KEY: readonly string[] = [CASES_KEY, 'people'];

export function useCase(id: string): UseQueryResult<CaseDetail> {
  return useQuery({ queryKey: caseKey(id), queryFn: () => get<CaseDetail>(`/cases/${encodeURIComponent(id)}`) });
}

export function usePeople(): UseQueryResult<CasePeople> {
  return useQuery({ queryKey: PEOPLE_KEY, queryFn: () => get<CasePeople>('/cases/people'), staleTime: 60_000 });
}
