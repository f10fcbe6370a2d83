import { useEffect, useRef } from 'react';
import type { CaseDetail } from '../../../console/cases/case-api.ts';
import { post } from '../call.ts';
import { useIsPageVisible } from './use-is-page-visible.ts';

/** Shows the visitor that the officer who has the case has their last message on the screen. It may fail. */
export function useShowSeen(detail: CaseDetail | undefined): void {
  const isVisible = useIsPageVisible();
  const shown = useRef('');
  const last = detail?.transcript.findLast(({ author }) => author === 'visitor')?.id;
  const id = detail?.id;
  const mayShow = isVisible && detail?.may.includes('write') === true;
  useEffect(() => {
    if (!mayShow || id === undefined || last === undefined || shown.current === last) return;
    shown.current = last;
    post(`/cases/${encodeURIComponent(id)}/seen`, { message: last }).catch(() => {
      shown.current = '';
    });
  }, [mayShow, id, last]);
}
