import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { NoticeCount, NoticeList } from '../../../console/api.ts';
import { get } from '../call.ts';

/** First part of every query key of notices: one call makes them all ask again. */
export const NOTICES_KEY = 'notices';
/** The socket tells of changes; this is for the time without one. */
const AGAIN_MS = 30_000;

/** What could not be sent. */
export function useNotices(): UseQueryResult<NoticeList> {
  return useQuery({
    queryKey: [NOTICES_KEY, 'list'],
    queryFn: () => get<NoticeList>('/notices'),
    refetchInterval: AGAIN_MS,
    staleTime: 0,
  });
}

/** How much could not be sent; nothing is asked for those who may not know. */
export function useNoticeCount(isAsked: boolean): NoticeCount | undefined {
  const { data } = useQuery({
    queryKey: [NOTICES_KEY, 'count'],
    queryFn: () => get<NoticeCount>('/notices/count'),
    refetchInterval: AGAIN_MS,
    enabled: isAsked,
  });
  return data;
}
