import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AnnouncementList, AnnouncementView } from '../../../console/api.ts';
import { get } from '../call.ts';

/** First part of every query key of announcements. */
export const ANNOUNCEMENTS_KEY = 'announcements';
/** Sending goes on by itself. */
const AGAIN_MS = 15_000;

export function useAnnouncements(): UseQueryResult<AnnouncementList> {
  return useQuery({
    queryKey: [ANNOUNCEMENTS_KEY, 'list'],
    queryFn: () => get<AnnouncementList>('/announcements'),
    refetchInterval: AGAIN_MS,
    staleTime: 0,
  });
}

/** null: a new one, of which there is nothing to ask. */
export function useAnnouncement(id: string | null): UseQueryResult<AnnouncementView> {
  return useQuery({
    queryKey: [ANNOUNCEMENTS_KEY, 'one', id],
    queryFn: () => get<AnnouncementView>(`/announcements/one?id=${encodeURIComponent(id ?? '')}`),
    refetchInterval: AGAIN_MS,
    staleTime: 0,
    enabled: id !== null,
  });
}
