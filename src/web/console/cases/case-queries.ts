import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { CaseDetail, CasePeople, MentionList } from '../../../console/cases/case-api.ts';
import { get } from '../call.ts';

/** First part of every query key of cases: one call makes them all ask again. */
export const CASES_KEY = 'cases';

export function caseKey(id: string): readonly string[] {
  return [CASES_KEY, 'case', id];
}

/** First part of the keys of people: whoever is named behind it, one call makes them all ask again. */
export const PEOPLE_KEY: readonly string[] = [CASES_KEY, 'people'];

/** The unread mentions of the signed-in person. */
export const MENTIONS_KEY: readonly string[] = [CASES_KEY, 'mentions'];

export function useMentions(): UseQueryResult<MentionList> {
  return useQuery({ queryKey: MENTIONS_KEY, queryFn: () => get<MentionList>('/mentions'), staleTime: 60_000 });
}

export function useCase(id: string): UseQueryResult<CaseDetail> {
  return useQuery({ queryKey: caseKey(id), queryFn: () => get<CaseDetail>(`/cases/${encodeURIComponent(id)}`) });
}

/** With the id of a case, its canned replies are filled in for that case. */
export function usePeople(caseId: string | null = null): UseQueryResult<CasePeople> {
  const query = caseId === null ? '' : `?case=${encodeURIComponent(caseId)}`;
  return useQuery({
    queryKey: [...PEOPLE_KEY, caseId],
    queryFn: () => get<CasePeople>(`/cases/people${query}`),
    staleTime: 60_000,
  });
}
