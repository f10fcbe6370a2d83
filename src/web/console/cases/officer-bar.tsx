import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Me } from '../../../console/api.ts';
import type { CasePeople } from '../../../console/cases/case-api.ts';
import { post } from '../call.ts';
import { Toggle } from '../parts/toggle.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { PEOPLE_KEY, usePeople } from './case-queries.ts';
import { dayOf, timeOf } from './hong-kong-time.ts';
import { useLive } from './live.tsx';
import { useNow } from './use-now.ts';

/** In the header for whoever works on cases: is the page up to date, am I available, what time is it in Hong Kong. */
export function OfficerBar({ me }: { readonly me: Me }): ReactNode {
  const { texts, language } = useTexts();
  const now = new Date(useNow()).toISOString();
  const { state } = useLive();
  return (
    <div className="officer-bar">
      <span className="link-state" role="status">
        {state === 'reconnecting' ? texts.cases.live.reconnecting : ''}
      </span>
      <AvailabilitySwitch me={me} />
      <span className="clock" title={texts.cases.clock}>
        <span className="visually-hidden">{texts.cases.clock} </span>
        <span className="clock-day">{dayOf(now, language)} </span>
        {timeOf(now)}
      </span>
    </div>
  );
}

/** Shown once the list of officers has this person: an admin who is not one of them cannot be available. */
function AvailabilitySwitch({ me }: { readonly me: Me }): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.availability;
  const queries = useQueryClient();
  const people = usePeople();
  const change = useMutation({
    mutationFn: (isAvailable: boolean) => post<CasePeople>('/cases/availability', { isAvailable }),
    onSuccess: (list) => queries.setQueryData(PEOPLE_KEY, list),
  });
  const own = people.data?.officers.find(({ name }) => name === me.name);
  if (own === undefined) return null;
  return (
    <>
      {change.error === null ? null : (
        <span className="bad" role="alert">
          {words.failed}
        </span>
      )}
      <Toggle isOn={own.isAvailable} label={words.label} isBusy={change.isPending} onToggle={change.mutate}>
        {own.isAvailable ? words.on : words.off}
      </Toggle>
    </>
  );
}
