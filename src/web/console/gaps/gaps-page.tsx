import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { GapList, Me } from '../../../console/api.ts';
import { get } from '../call.ts';
import { Loading } from '../parts/loading.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Problem } from '../parts/problem.tsx';
import { addressOf, goTo, useAddress } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { GapCard } from './gap-card.tsx';

const DAYS = ['7', '30', '90', '180'];

/** What visitors asked that nothing answered, or whose answer did not help, largest group first, each with what would mend it. */
export function GapsPage({ me }: { readonly me: Me }): ReactNode {
  const { texts } = useTexts();
  const { query } = useAddress();
  const wanted = query.get('days') ?? '30';
  const days = DAYS.includes(wanted) ? wanted : '30';
  const gaps = useQuery({
    queryKey: ['gaps', days],
    queryFn: () => get<GapList>(`/gaps?days=${days}`),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHead title={texts.gaps.title} lead={texts.gaps.lead} />
      <div className="filters">
        <NativeSelect
          label={texts.gaps.days}
          value={days}
          onChange={(event) => goTo(addressOf({ page: 'gaps' }, { days: event.currentTarget.value }))}
          data={DAYS.map((value) => ({ value, label: texts.gaps.lastDays(Number(value)) }))}
        />
      </div>
      {gaps.error === null ? null : <Problem error={gaps.error} onRetry={() => void gaps.refetch()} />}
      {gaps.data === undefined ? (
        gaps.isPending ? (
          <Loading />
        ) : null
      ) : gaps.data.questions === 0 ? (
        <div className="empty">
          <p>{texts.gaps.empty}</p>
        </div>
      ) : (
        <>
          <p className="count" role="status">
            {texts.gaps.count(gaps.data.questions, gaps.data.clusters.length)}
          </p>
          <ol className="gaps">
            {gaps.data.clusters.map((cluster) => (
              <li key={cluster.id}>
                <GapCard cluster={cluster} mayEditFiles={me.mayEditFiles} />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
