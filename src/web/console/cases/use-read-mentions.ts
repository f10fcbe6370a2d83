import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { MentionList } from '../../../console/cases/case-api.ts';
import { post } from '../call.ts';
import { MENTIONS_KEY, useMentions } from './case-queries.ts';
import { useIsPageVisible } from './use-is-page-visible.ts';

/** Marks what names the signed-in person in this case as read, while its page is on the screen. */
export function useReadMentions(id: string): void {
  const queries = useQueryClient();
  const isVisible = useIsPageVisible();
  const unread = useMentions().data?.mentions.filter((mention) => mention.case.id === id).length ?? 0;
  const { mutate } = useMutation({
    mutationFn: (ofCase: string) => post<MentionList>('/mentions/read', { case: ofCase }),
    onSuccess: (list) => queries.setQueryData(MENTIONS_KEY, list),
  });
  useEffect(() => {
    if (isVisible && unread > 0) mutate(id);
  }, [isVisible, unread, id, mutate]);
}
